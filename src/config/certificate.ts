import * as z from 'zod';
import { CERTIFICATES_MAX } from '../gke/edge';
import { computeName, issuer, objectName } from './names';

const selfManaged = z
  .strictObject({
    type: z.literal('self-managed'),
    secretName: objectName.optional().describe('One Secret whose certificate covers every host.'),
    issuer: issuer.optional(),
  })
  .refine((value) => value.secretName === undefined || value.issuer === undefined, {
    error: 'must not have both secretName and issuer',
  });

const preShared = z
  .strictObject({
    type: z.literal('pre-shared'),
    names: z
      .array(computeName)
      .min(1, { error: 'must name at least one certificate' })
      .max(CERTIFICATES_MAX, {
        error: `must be at most ${CERTIFICATES_MAX} certificates, all that a load balancer takes`,
      })
      .refine((names) => new Set(names).size === names.length, { error: 'must not name a certificate twice' })
      .optional()
      .describe('Compute Engine SSL certificates that exist.'),
    create: z
      .literal(true)
      .optional()
      .describe('Terraform makes a Google-managed Compute certificate `<Service>-tls` for each release.'),
  })
  .refine((value) => (value.names === undefined) !== (value.create === undefined), {
    error: 'must have exactly one of names and create: true',
  })
  .meta({ examples: [{ type: 'pre-shared', names: ['my-certificate'] }] });

export const certificate = z
  .union([z.enum(['google-managed', 'self-managed']), z.discriminatedUnion('type', [selfManaged, preShared])])
  .optional()
  .describe(
    'The certificate that clients see. `google-managed`: a ManagedCertificate per release, and for a Gateway a certificate of Certificate Manager, which Terraform makes and which is active before DNS leads anywhere; `self-managed`: the Secret `<Service>-tls` per release, which `milvus-l7 secrets` makes; `{ type: self-managed, secretName }`: one Secret for all hosts; `{ type: self-managed, issuer }`: cert-manager fills the Secrets; `{ type: pre-shared, names }`: Compute Engine certificates that exist; `{ type: pre-shared, create: true }`: Terraform makes them. Left out: `google-managed`, and `self-managed` when the load balancer is internal, where Google manages one for a Gateway only, and issues it by a record in public DNS.',
  );
