import type { DraftEnvironment } from './draft';

/**
 * What to think about in a new environment, as it stands in its file below everything else: the defaults, and what else
 * there is.
 */
export function choicesBeside({ loadBalancer }: DraftEnvironment): readonly string[] {
  return CHOICES.map((line) =>
    loadBalancer && line === 'loadBalancer:' ? '# in loadBalancer, beside its name:' : line,
  );
}

const CHOICES = [
  'What stands here is the default. docs/environment.md has every key.',
  'certificate: google-managed # self-managed, or { type: pre-shared, names: […] }',
  'loadBalancer:',
  '  scheme: external # internal: inside the VPC network; needs region, gcp.network',
  '  http: redirect # closed: nothing listens on port 80',
  '  securityPolicy: none # { allow: [203.0.113.0/24] }: who may call',
  'gcp:',
  '  helmRelease: false # true: Terraform installs Milvus, not helm',
  '  state: local # { gcs: { bucket: my-state } }',
  '# dns: { zone: { existing: my-zone } } # makes an A record for each host',
  '# network: { create: {} }, cluster: { create: {} }, storage: { create: {} }',
];
