import * as z from 'zod';
import { BUCKET, LABELS, PROJECT_ID, REGION, RFC1123_LABEL, RFC1123_SUBDOMAIN, ZONE } from '../gke/names';
import { allow } from './allow';
import { wholeEnvironment } from './checks';
import { objectName, release } from './release';
import { text } from './text';

const loadBalancer = z.strictObject({
  name: text(
    RFC1123_SUBDOMAIN.pattern,
    'must be lower-case letters, digits and "-", as Kubernetes names are',
    RFC1123_SUBDOMAIN.maxLength,
  )
    .optional()
    .describe(
      "Name of the Ingress and of everything in Compute Engine that is one per load balancer. Required with several releases; left out with one: the release's Service name. At most 63 characters where Terraform creates something of that name.",
    ),
  address: z
    .union([z.enum(['reserved', 'ephemeral']), z.strictObject({ name: objectName })])
    .default('reserved')
    .describe(
      'The IP address. `reserved`: a static address that Terraform makes and the Ingress names; `{ name }`: a static address that exists; `ephemeral`: the load balancer finds one, and another after a rebuild.',
    ),
  http: z
    .enum(['redirect', 'closed', 'open'])
    .default('redirect')
    .describe(
      'Port 80. `redirect`: a FrontendConfig answers 301 to https; `closed`: no listener; `open`: the same backend in clear text, as Google leaves it.',
    ),
});

const gcp = z.strictObject({
  state: z
    .union([
      z.literal('local'),
      z.strictObject({
        gcs: z.strictObject({
          bucket: text(BUCKET, 'must be a bucket name: 3 to 63 lower-case letters, digits, "-" and "_"').describe(
            'A bucket that exists.',
          ),
          prefix: text(/^[^/\s]+(\/[^/\s]+)*$/, 'must be a path without leading or trailing slash')
            .default('milvus-l7')
            .describe('Folder in the bucket; the state of stack S is `<prefix>/S/default.tfstate`.'),
        }),
      }),
    ])
    .default('local')
    .describe('Where Terraform keeps its state. `local`: `terraform.<stack>.tfstate` beside the output folder.'),
  labels: z
    .record(
      z.string().regex(LABELS.key, {
        error: 'must start with a lower-case letter and have at most 63 lower-case letters, digits, "-" and "_"',
      }),
      z.string().regex(LABELS.value, { error: 'must be at most 63 lower-case letters, digits, "-" and "_"' }),
    )
    .refine((labels) => Object.keys(labels).length <= LABELS.max, { error: `must be at most ${LABELS.max} labels` })
    .default({})
    .describe('Labels on every Google Cloud resource that can carry labels.'),
});

const environmentKeys = z.strictObject({
  project: text(
    PROJECT_ID,
    'must be a project id: 6 to 30 lower-case letters, digits and "-", starting with a letter',
  ).describe('Google Cloud project id.'),
  region: text(REGION, 'must be a region such as us-west1').default('us-west1').describe('Compute Engine region.'),
  zone: text(ZONE, 'must be a zone such as us-west1-a')
    .optional()
    .describe('Zone of a zonal cluster; it must lie in the region. Left out: the cluster is regional.'),
  namespace: text(
    RFC1123_LABEL.pattern,
    'must be lower-case letters, digits and "-", as namespaces are',
    RFC1123_LABEL.maxLength,
  )
    .default('default')
    .describe('Kubernetes namespace of every object. It must exist: the Namespace itself is never emitted.'),
  releases: z.array(release).min(1, { error: 'must have at least one release' }).describe('They share one Ingress.'),
  certificate: z
    .enum(['google-managed', 'self-managed'])
    .default('google-managed')
    .describe(
      'The certificate that clients see. `google-managed`: a ManagedCertificate per release; `self-managed`: the Secret `<Service>-tls` per release, which the runbook makes.',
    ),
  loadBalancer: loadBalancer.prefault({}),
  gcp: gcp.prefault({}).describe('Terraform. Nothing here is created unless named.'),
  allow,
});

/** An environment with every default filled in. */
export type CompleteEnvironment = z.output<typeof environmentKeys>;

/** Every key of an environment file with its default, unit and meaning. */
export const environmentSchema = environmentKeys
  .check(wholeEnvironment())
  .meta({ title: 'Environment', description: 'Milvus behind a Layer-7 load balancer on GKE: one environment.' });
