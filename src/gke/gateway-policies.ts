import { BACKEND_CONFIG, HEALTH_CHECK } from './backend-config';

/**
 * What a GCPBackendPolicy takes. Seconds everywhere, unless the name says otherwise.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources
 */
export const GCP_BACKEND_POLICY = {
  /** The definition takes more; above a day Google restarts its proxies earlier. */
  timeoutSec: BACKEND_CONFIG.timeoutSec,
  drainingTimeoutSec: BACKEND_CONFIG.drainingTimeoutSec,
  /** Requests that are logged of a million. */
  sampleRateMillionths: { min: 0, max: 1_000_000 },
  affinityTypes: [
    ...BACKEND_CONFIG.affinityTypes,
    'CLIENT_IP_PROTO',
    'CLIENT_IP_PORT_PROTO',
    // Of these two the definition takes the word, and has no field for a name: never verified.
    'HTTP_COOKIE',
    'HEADER_FIELD',
  ],
  /** Two weeks. */
  affinityCookieTtlSec: { min: 0, max: 1_209_600 },
  /** Affinities that give clients a cookie. */
  cookieAffinityTypes: ['GENERATED_COOKIE', 'HTTP_COOKIE'],
  /** Calls a second. */
  maxRatePerEndpoint: { min: 1, max: 1_000_000_000, default: 100_000_000 },
} as const;

/** Behind a Gateway of several clusters, what routes lead to and policies are for: the Service of other clusters. */
export const SERVICE_IMPORT = { kind: 'ServiceImport', group: 'net.gke.io' } as const;

export type GatewayAffinityType = (typeof GCP_BACKEND_POLICY)['affinityTypes'][number];

/** Any GCPBackendPolicy without it switches request logs off, which are on without a policy. */
export const UNSAID_LOGGING = { enabled: true, sampleRate: GCP_BACKEND_POLICY.sampleRateMillionths.max } as const;

/** BackendConfig's share of the requests, in a GCPBackendPolicy's unit. */
export function millionthsOf(share: number): number {
  return Math.round(share * GCP_BACKEND_POLICY.sampleRateMillionths.max);
}

/**
 * What a HealthCheckPolicy takes, and what the controller fills in once there is one: other numbers than for an Ingress.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources#configure_health_check
 */
export const HEALTH_CHECK_POLICY = {
  types: ['TCP', 'HTTP', 'HTTPS', 'HTTP2', 'GRPC'],
  port: HEALTH_CHECK.port,
  checkIntervalSec: { ...HEALTH_CHECK.checkIntervalSec, default: 5 },
  timeoutSec: { ...HEALTH_CHECK.timeoutSec, default: 5 },
  healthyThreshold: { ...HEALTH_CHECK.healthyThreshold, default: 2 },
  unhealthyThreshold: { ...HEALTH_CHECK.unhealthyThreshold, default: 2 },
} as const;
