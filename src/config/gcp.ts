import * as z from 'zod';
import { cluster } from './cluster';
import { zone } from './dns';
import { bucketName, cloudLabels } from './names';
import { network } from './network';
import { storage } from './storage';
import { plainForTerraform, text } from './text';

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
    deletionProtection: z
      .boolean()
      .default(true)
      .describe(
        'Whether `terraform plan` refuses whatever would destroy or replace the cluster, the bucket, the DNS zone or the address that Terraform made (`prevent_destroy`). Say false, and apply that, before a tear-down.',
      ),
    state: z
      .union([
        z.literal('local'),
        z.strictObject({
          gcs: z.strictObject({
            bucket: bucketName.meta({ examples: ['my-terraform-state'] }).describe('A bucket that exists.'),
            prefix: plainForTerraform(
              text(/^[^/\s]+(\/[^/\s]+)*$/, 'must be a path without leading or trailing slash', 'milvus-l7'),
            )
              .default('milvus-l7')
              .describe('Folder in the bucket; the state of stack S is `<prefix>/S/default.tfstate`.'),
          }),
        }),
      ])
      .default('local')
      .describe('Where Terraform keeps its state. `local`: `terraform.<stack>.tfstate` beside the output folder.'),
    labels: cloudLabels.default({}).describe('Labels on every Google Cloud resource that can carry labels.'),
  })
  .describe('Terraform. Nothing here is created unless named.');
