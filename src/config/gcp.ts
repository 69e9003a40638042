import * as z from 'zod';
import { BUCKET, LABELS } from '../gke/names';
import { cluster } from './cluster';
import { computeName } from './names';
import { network } from './network';
import { storage } from './storage';
import { plainForTerraform, text } from './text';

const dnsName = text(
  /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
  'must be a domain name in lower case without a dot at its end, e.g. example.com',
  253,
);

const zone = z
  .strictObject({
    existing: computeName.optional().describe('Name of a managed zone of the project.'),
    dnsName: dnsName
      .optional()
      .describe('DNS name of the existing zone; with it hosts outside the zone are found before anything is applied.'),
    create: z
      .strictObject({
        dnsName: dnsName.describe('Domain of the zone, in which every host must lie.'),
        name: computeName.optional().describe('Name of the zone. Left out: `<load balancer>-zone`.'),
        description: plainForTerraform(z.string().min(1).max(1024))
          .optional()
          .describe('Left out: the environment it is for.'),
      })
      .optional()
      .describe('A managed zone that Terraform makes; private to `gcp.network` when the load balancer is internal.'),
  })
  .refine((value) => (value.existing === undefined) !== (value.create === undefined), {
    error: 'must have exactly one of existing and create',
  })
  .refine((value) => value.create === undefined || value.dnsName === undefined, {
    error: 'must have dnsName inside create',
  });

export const gcp = z
  .strictObject({
    dns: z
      .strictObject({ zone })
      .optional()
      .describe('An A record for every host, in a managed zone of Cloud DNS. Left out: DNS is made by hand.'),
    network: network.optional().describe('Left out: nothing is known of the network.'),
    cluster: cluster.optional().describe('Left out: the cluster of the project and location that the runbook finds.'),
    storage: storage.optional().describe("Left out: Milvus' object storage is not spoken of."),
    helmRelease: z
      .union([
        z.boolean(),
        z.strictObject({ import: z.boolean().describe('Whether the releases exist, and are adopted.') }),
      ])
      .default(false)
      .describe(
        'Whether Terraform runs the Helm releases too, in a stack `<env>-release`. `true`: it installs them; `{ import: true }`: it adopts the ones that helm made.',
      ),
    state: z
      .union([
        z.literal('local'),
        z.strictObject({
          gcs: z.strictObject({
            bucket: text(
              BUCKET,
              'must be a bucket name: 3 to 63 lower-case letters, digits, "-" and "_", starting and ending with a letter or digit',
            ).describe('A bucket that exists.'),
            prefix: plainForTerraform(text(/^[^/\s]+(\/[^/\s]+)*$/, 'must be a path without leading or trailing slash'))
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
  })
  .describe('Terraform. Nothing here is created unless named.');
