import type { DraftEnvironment } from './draft';

/**
 * What to think about in a new environment, as it stands in its file below everything else: the defaults, and what else
 * there is.
 *
 * @param page - where every key is told
 */
export function choicesBeside({ loadBalancer }: DraftEnvironment, page: string): readonly string[] {
  const choices = CHOICES.map((line) =>
    loadBalancer && line === 'loadBalancer:' ? '# in loadBalancer, beside its name:' : line,
  );
  return [`What stands here is the default. ${page} has every key.`, ...choices];
}

const CHOICES = [
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
