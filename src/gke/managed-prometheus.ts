/**
 * The pods with which Google Cloud Managed Service for Prometheus collects metrics. A Standard cluster has them in
 * `gmp-system`, Autopilot and newer versions in `gke-gmp-system`.
 *
 * @see https://github.com/GoogleCloudPlatform/prometheus-engine
 */
export const METRICS_COLLECTORS = {
  namespaces: ['gke-gmp-system', 'gmp-system'],
  podLabels: { 'app.kubernetes.io/name': 'collector' },
} as const;

/** @see https://github.com/GoogleCloudPlatform/prometheus-engine/blob/main/doc/api.md */
export const POD_MONITORING = {
  regexMaxLength: 10_000,
  /** How often and how long, e.g. `30s`. */
  duration: { pattern: /^([0-9]+(h|m|s|ms))+$/, form: 'a duration such as 30s or 1m' },
  labelName: { pattern: /^[a-zA-Z_][a-zA-Z0-9_]*$/, form: 'letters, digits and "_", not starting with a digit' },
  /** Labels that no relabelling may write: Google's own place of a time series. */
  protectedLabels: [
    ...['project_id', 'location', 'cluster', 'namespace', 'job', 'instance'],
    ...['top_level_controller', 'top_level_controller_type', '__address__'],
  ],
  operators: ['In', 'NotIn', 'Exists', 'DoesNotExist'],
  actions: [
    ...['replace', 'lowercase', 'uppercase', 'keep', 'drop'],
    ...['keepequal', 'dropequal', 'hashmod', 'labeldrop', 'labelkeep'],
  ],
  /** What the API server writes where `targetLabels.metadata` is left out. */
  defaultMetadataLabels: ['container', 'pod', 'top_level_controller_name', 'top_level_controller_type'],
  metadataLabels: ['container', 'node', 'pod', 'top_level_controller_name', 'top_level_controller_type'],
} as const;

/** Seconds of a duration; undefined where it is none. */
export function secondsOf(duration: string): number | undefined {
  if (!POD_MONITORING.duration.pattern.test(duration)) return undefined;
  return [...duration.matchAll(/([0-9]+)(ms|h|m|s)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * SECONDS[unit as keyof typeof SECONDS],
    0,
  );
}

const SECONDS = { h: 3600, m: 60, s: 1, ms: 0.001 } as const;
