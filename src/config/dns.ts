import * as z from 'zod';
import { computeName } from './names';
import { plainForTerraform, text } from './text';

/** Whether a public zone is signed whose environment is silent: nothing is asked of anybody until there is a DS record. */
export const DEFAULT_DNSSEC = 'on';

const dnsName = text(
  /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/,
  'must be a domain name in lower case without a dot at its end, e.g. example.com',
  'example.com',
  253,
);

export const zone = z
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
          .meta({ examples: ['Milvus of the search team'] })
          .optional()
          .describe('Left out: the environment it is for.'),
        dnssecConfig: z
          .strictObject({
            state: z
              .enum(['on', 'off'])
              .default(DEFAULT_DNSSEC)
              .describe(
                'Whether Google signs the zone. Resolvers check it once its DS record stands where the domain is registered; take that record out, and wait for its time to live, before you say `off`.',
              ),
          })
          .optional()
          .describe('DNSSEC of a public zone. Left out: the zone is signed; a private one cannot be.'),
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
