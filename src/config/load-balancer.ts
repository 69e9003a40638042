import * as z from 'zod';
import { SECURITY_POLICY, SSL_POLICY } from '../gke/edge';
import { APIS } from '../gke/load-balancer-classes';
import { backend } from './backend';
import { computeName, objectName } from './names';
import { addressRange } from './network';
import { whole } from './text';

/** The SSL policy of an external load balancer whose environment is silent. */
export const DEFAULT_SSL_POLICY = { minTlsVersion: 'TLS_1_2', profile: 'MODERN' } as const;

const existing = z.strictObject({ name: computeName });

const sslPolicy = z
  .union([
    z.enum(['none', 'off']),
    existing,
    z.strictObject({
      minTlsVersion: z
        .enum(SSL_POLICY.minTlsVersions)
        .default(DEFAULT_SSL_POLICY.minTlsVersion)
        .describe('Oldest TLS that clients may speak.'),
      profile: z
        .enum(SSL_POLICY.profiles)
        .default(DEFAULT_SSL_POLICY.profile)
        .describe("Google's choice of ciphers, from the widest to the narrowest."),
    }),
  ])
  .optional()
  .describe(
    'What TLS the load balancer speaks with clients. `{ minTlsVersion, profile }`: a policy that Terraform makes; `{ name }`: one that exists; `none` says nothing; `off` takes the present one away by an empty name, which was never verified of a Gateway. Left out: `{ minTlsVersion: TLS_1_2, profile: MODERN }`, and `none` when internal.',
  );

const securityPolicy = z
  .union([
    z.enum(['none', 'off']),
    existing,
    z
      .strictObject({
        allow: z
          .array(addressRange)
          .superRefine((ranges, context) => {
            ranges.forEach((range, index) => {
              const first = ranges.findIndex((other) => other.toLowerCase() === range.toLowerCase());
              if (first === index) return;
              const message = `must differ from allow[${first}]`;
              context.addIssue({ code: 'custom', path: [index], message, params: { cure: 'keep one of them' } });
            });
          })
          .min(1, { error: 'must have at least one range' })
          .max(SECURITY_POLICY.rangesMax, {
            error: `must be at most ${SECURITY_POLICY.rangesMax} ranges, all that one policy takes`,
          })
          .optional()
          .describe('Address ranges that may call; all others get 403. Left out: everybody may.'),
        rateLimit: z
          .strictObject({
            requestsPerMinute: whole(SECURITY_POLICY.requestsPerMinute, 600).describe(
              'Requests of one client IP in 60 seconds, 1 to 1000000; what exceeds them gets 429.',
            ),
          })
          .optional(),
      })
      .refine((value) => value.allow !== undefined || value.rateLimit !== undefined, {
        error: 'must have allow or rateLimit',
      }),
  ])
  .default('none')
  .describe(
    'Cloud Armor. `{ allow, rateLimit }`: a policy that Terraform makes; `{ name }`: one that exists; `none` says nothing; `off` takes the present one away by an empty name, which was never verified of a Gateway.',
  );

export const loadBalancer = z.strictObject({
  name: objectName
    .refine((value) => !value.includes('.'), {
      error: 'must have no dot: the Ingress controller makes names in Compute Engine of it, and refuses one',
    })
    .optional()
    .describe(
      "Name of the Ingress or the Gateway, and of everything in Compute Engine that is one per load balancer. Required with several releases; left out with one: the release's Service name. No dots. At most 63 characters where Terraform creates something of that name.",
    ),
  api: z
    .enum(APIS)
    .default('ingress')
    .describe(
      'The API of Kubernetes that makes the load balancer, to which DNS leads. `ingress`: an Ingress, BackendConfigs and a FrontendConfig; `gateway`: a Gateway, HTTPRoutes and policies of the Gateway API.',
    ),
  also: z
    .enum(APIS)
    .optional()
    .describe(
      'While moving from one API to the other: the other one, which serves the same releases on an address of its own. Left out: none.',
    ),
  scheme: z
    .enum(['external', 'internal', 'regional'])
    .default('external')
    .describe(
      '`external`: a global load balancer on the internet; `internal`: a regional one inside the VPC network; `regional`: a regional one on the internet, with `api: gateway` only. The latter two need `region`, `gcp.network` and a proxy-only subnet.',
    ),
  globalAccess: z
    .boolean()
    .default(false)
    .describe(
      'Whether clients of all regions reach an internal load balancer, not only those of its own; with `api: gateway` only. Turned on later, it makes the load balancer anew: some 15 minutes down.',
    ),
  public: z
    .boolean()
    .default(false)
    .describe(
      'Says that Milvus is to be open to the internet, where an existing values file kept it inside (an internal load balancer of its Service, or `loadBalancerSourceRanges`): an external load balancer would open it, so without this word that is a fault.',
    ),
  address: z
    .union([
      z.enum(['reserved', 'ephemeral']),
      z.strictObject({ name: computeName }),
      z
        .strictObject({
          ingress: computeName.optional().describe('Static address that exists. Left out: Terraform makes one.'),
          gateway: computeName.optional().describe('Static address that exists. Left out: Terraform makes one.'),
        })
        .refine(({ ingress, gateway }) => ingress !== undefined || gateway !== undefined, {
          error: 'must have name, or beside also ingress and gateway',
        }),
    ])
    .default('reserved')
    .describe(
      'The IP address. `reserved`: a static address that Terraform makes and the Ingress or Gateway names; `{ name }`: a static address that exists; `{ ingress, gateway }`: beside `also`, the one of each; `ephemeral`: the load balancer finds one, and another after a rebuild.',
    ),
  http: z
    .enum(['redirect', 'closed', 'open'])
    .optional()
    .describe(
      'Port 80. `redirect`: a FrontendConfig or a route answers 301 to https; `closed`: no listener; `open`: the same backend in clear text, as Google leaves it. Left out: `redirect`, and `closed` when internal, where an Ingress has no redirect.',
    ),
  sslPolicy,
  securityPolicy,
  backend: backend.prefault({}),
});
