/** How Cloud Monitoring calls what a load balancer counts, in PromQL. */
export interface LoadBalancerMetrics {
  /** Of every metric's name. */
  readonly prefix: string;
  readonly monitoredResource: string;
}

/**
 * Metrics of load balancers, by the scheme of the environment. They know HTTP only: a gRPC call that failed is a 200 to them. They are
 * up to 90 seconds late.
 *
 * @see https://cloud.google.com/load-balancing/docs/https/https-logging-monitoring
 * @see https://cloud.google.com/monitoring/promql/promql-mapping
 */
export const LOAD_BALANCER_METRICS = {
  external: { prefix: 'loadbalancing_googleapis_com:https_', monitoredResource: 'https_lb_rule' },
  regional: {
    prefix: 'loadbalancing_googleapis_com:https_external_regional_',
    monitoredResource: 'http_external_regional_lb_rule',
  },
  internal: { prefix: 'loadbalancing_googleapis_com:https_internal_', monitoredResource: 'internal_http_lb_rule' },
} as const satisfies Readonly<Record<string, LoadBalancerMetrics>>;

/** What a load balancer answers by itself, where it finds no backend that answers. */
export const NO_BACKEND_CODES = ['502', '503'] as const;

/** What Cloud Armor answers: not on the list, or too often. Milvus' gRPC answers neither. */
export const ARMOR_CODES = ['403', '429'] as const;

/** The class of every code from 500 on: those of backends, and the load balancer's own 502, 503 and 504. */
export const SERVER_ERROR_CLASS = '500';

/** Uptime checks in PromQL. Days are whole and parts of them. */
export const UPTIME_METRICS = {
  passed: 'monitoring_googleapis_com:uptime_check_check_passed',
  certificateDays: 'monitoring_googleapis_com:uptime_check_time_until_ssl_cert_expires',
  monitoredResource: 'uptime_url',
} as const;

/**
 * Metrics of cert-manager's controller. Collectors put the namespace of the certificate into `exported_namespace`.
 *
 * @see https://cert-manager.io/docs/devops-tips/prometheus-metrics/
 */
export const CERT_MANAGER_METRICS = {
  endsAt: 'certmanager_certificate_expiration_timestamp_seconds',
  ready: 'certmanager_certificate_ready_status',
} as const;
