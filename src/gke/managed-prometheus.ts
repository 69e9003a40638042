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
