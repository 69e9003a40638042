/**
 * What a BackendConfig takes; its own definition in the cluster checks types only. Seconds everywhere.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration#backendconfig_crd
 */
export const BACKEND_CONFIG = {
  /** 0 silently means 30. Above a day Google restarts its proxies earlier. */
  timeoutSec: { min: 1, max: 86_400, default: 30 },
  drainingTimeoutSec: { min: 0, max: 3600 },
  affinityTypes: ['NONE', 'CLIENT_IP', 'GENERATED_COOKIE'],
  affinityCookieTtlSec: { min: 0, max: 86_400 },
  sampleRate: { min: 0, max: 1 },
} as const;

/** Seconds that a probe may take and that lie between two, with what the controller fills in; the first must not exceed the second. */
export function probeSecondsOf({ timeoutSec, checkIntervalSec }: ProbeSeconds): {
  timeout: number;
  interval: number;
  fit: boolean;
} {
  const timeout = timeoutSec ?? HEALTH_CHECK.timeoutSec.default;
  const interval = checkIntervalSec ?? HEALTH_CHECK.checkIntervalSec.default;
  return { timeout, interval, fit: timeout <= interval };
}

interface ProbeSeconds {
  readonly timeoutSec?: number | undefined;
  readonly checkIntervalSec?: number | undefined;
}

/** What the controller adds to a health check that leaves it out goes to the Compute API like anything written. */
export const HEALTH_CHECK = {
  /** Anything else, lower case too, is an error that leaves the whole Ingress unsynced. */
  types: ['HTTP', 'HTTPS', 'HTTP2'],
  port: { min: 1, max: 65_535 },
  checkIntervalSec: { min: 1, max: 300, default: 15 },
  timeoutSec: { min: 1, max: 300, default: 15 },
  healthyThreshold: { min: 1, max: 10, default: 1 },
  unhealthyThreshold: { min: 1, max: 10, default: 2 },
} as const;
