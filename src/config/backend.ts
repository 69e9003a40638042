import * as z from 'zod';
import { BACKEND_CONFIG, HEALTH_CHECK, probeSecondsOf } from '../gke/backend-config';
import { customHeaderFaults } from '../gke/custom-headers';
import { GCP_BACKEND_POLICY } from '../gke/gateway-policies';
import { whole } from './text';

/** What a release's BackendConfig says where the environment is silent. */
export const DEFAULT_BACKEND = {
  timeoutSec: 3600,
  connectionDraining: { drainingTimeoutSec: 60 },
  logging: { enable: true, sampleRate: 0.1 },
} as const;

/** The words that say nothing, where there is a default. */
export const SILENT_BACKEND = { timeoutSec: 'default', connectionDraining: 'none', logging: 'none' } as const;

const isOneOf = (words: readonly string[], word: string): boolean => words.includes(word);

const headerList = z
  .array(z.string().meta({ examples: ['X-Client-Region:{client_region}'] }))
  .superRefine((headers, context) => {
    for (const { index, message, cure } of customHeaderFaults(headers)) {
      context.addIssue({ code: 'custom', path: [index], message, params: { cure } });
    }
  })
  .describe("Each `name:value`; Google's variables stand in braces, as in `X-Client-Region:{client_region}`.");

const healthCheck = z
  .strictObject({
    checkIntervalSec: whole(HEALTH_CHECK.checkIntervalSec, 30)
      .optional()
      .describe('Seconds between two probes, 1 to 300. Left out: 15 for a new backend, else what it was.'),
    timeoutSec: whole(HEALTH_CHECK.timeoutSec, 10)
      .optional()
      .describe(
        'Seconds a probe may take, 1 to 300, at most checkIntervalSec. Left out: 15 for a new backend, else what it was.',
      ),
    healthyThreshold: whole(HEALTH_CHECK.healthyThreshold, 2)
      .optional()
      .describe(
        'Successes in a row that make a pod healthy, 1 to 10. Left out: 1 for a new backend, else what it was.',
      ),
    unhealthyThreshold: whole(HEALTH_CHECK.unhealthyThreshold, 3)
      .optional()
      .describe(
        'Failures in a row that make a pod unhealthy, 1 to 10. Left out: 2 for a new backend, else what it was.',
      ),
  })
  .superRefine(({ checkIntervalSec, timeoutSec }, context) => {
    const { timeout, interval, fit } = probeSecondsOf({ checkIntervalSec, timeoutSec }, HEALTH_CHECK);
    if (fit || context.issues.length > 0) return;
    const told = (value: number | undefined, number: number) =>
      value === undefined ? `Google's ${number} s` : `${number} s`;
    context.addIssue({
      code: 'custom',
      path: [timeoutSec === undefined ? 'checkIntervalSec' : 'timeoutSec'],
      message: `a probe's timeout must not exceed the interval: ${told(timeoutSec, timeout)} against ${told(checkIntervalSec, interval)}`,
      params: { cure: 'write both checkIntervalSec and timeoutSec' },
    });
  })
  .meta({ examples: [{ checkIntervalSec: 30, timeoutSec: 10 }] });

export const backend = z
  .strictObject({
    timeoutSec: z
      .union([z.literal('default'), whole(BACKEND_CONFIG.timeoutSec)])
      .default(DEFAULT_BACKEND.timeoutSec)
      .describe(
        "Longest time one call may take, in seconds, 1 to 86400; a gRPC stream is one call. `default` says nothing, which leaves Google's 30, or what was set before.",
      ),
    connectionDraining: z
      .union([
        z.literal('none'),
        z.strictObject({
          drainingTimeoutSec: whole(BACKEND_CONFIG.drainingTimeoutSec, 60).describe(
            'Seconds that running calls get when their pod leaves, 0 to 3600.',
          ),
        }),
      ])
      .default(DEFAULT_BACKEND.connectionDraining)
      .describe('`none` says nothing; `{ drainingTimeoutSec: 0 }` switches draining off.'),
    logging: z
      .union([
        z.literal('none'),
        z.strictObject({
          enable: z.boolean().describe('Whether requests are logged.'),
          sampleRate: z
            .number()
            .min(BACKEND_CONFIG.sampleRate.min)
            .max(BACKEND_CONFIG.sampleRate.max)
            .meta({ examples: [DEFAULT_BACKEND.logging.sampleRate] })
            .optional()
            .describe('Share of the requests that is logged, 0 to 1. Left out: 1 for a new backend, else what it was.'),
        }),
      ])
      .default(DEFAULT_BACKEND.logging)
      .describe(
        'Request logs. `none` says nothing, which leaves every request logged; `{ enable: false }` switches them off.',
      ),
    healthCheck: healthCheck
      .optional()
      .describe("Numbers of the health check. Its port 9091, path /healthz and type HTTP are Milvus' own."),
    sessionAffinity: z
      .strictObject({
        affinityType: z
          .enum(GCP_BACKEND_POLICY.affinityTypes)
          .describe(
            `By what a client is known again; \`NONE\` switches it off. An Ingress takes ${BACKEND_CONFIG.affinityTypes.join(', ')}. \`HTTP_COOKIE\` and \`HEADER_FIELD\` were never verified: GKE's definition lists them, and has no field for the name of a cookie or a header.`,
          ),
        affinityCookieTtlSec: whole(GCP_BACKEND_POLICY.affinityCookieTtlSec, 3600)
          .optional()
          .describe(
            'Life of the cookie in seconds, 0 to 86400, for a Gateway to 1209600; only with GENERATED_COOKIE and HTTP_COOKIE. Left out: 0 for a new backend, else what it was.',
          ),
      })
      .refine(
        ({ affinityCookieTtlSec, affinityType }) =>
          affinityCookieTtlSec === undefined || isOneOf(GCP_BACKEND_POLICY.cookieAffinityTypes, affinityType),
        { error: 'must have affinityCookieTtlSec only with affinityType: GENERATED_COOKIE or HTTP_COOKIE' },
      )
      .optional()
      .describe('Whether calls of a client go to the same proxy. Left out: nothing is said.'),
    customRequestHeaders: z
      .strictObject({ headers: headerList })
      .optional()
      .describe(
        'Headers added to requests, each `name:value`. Left out: those that were set stay; `{ headers: [] }` takes them away. Google is said to take 16 of them, of 8 KB together, for one backend; no source for these numbers was found, so they are not checked.',
      ),
    customResponseHeaders: z
      .strictObject({ headers: headerList.min(1, { error: 'must have at least one header' }) })
      .optional()
      .describe('Headers added to responses, each `name:value`. Left out: none.'),
    maxRatePerEndpoint: whole(GCP_BACKEND_POLICY.maxRatePerEndpoint, 100)
      .optional()
      .describe(
        'Calls a second that the load balancer counts on one pod to take, 1 to 1000000000; with `api: gateway` only. Left out: 100000000.',
      ),
  })
  .describe(
    "What every release's BackendConfig says, in its own words; of a Gateway it is said to GCPBackendPolicy, HealthCheckPolicy and the route's filters, in their units.",
  );
