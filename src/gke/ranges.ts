/**
 * Where an external load balancer's traffic and every health check come from.
 *
 * @see https://cloud.google.com/load-balancing/docs/health-checks#fw-rule
 */
export const LOAD_BALANCER_RANGES = ['35.191.0.0/16', '130.211.0.0/22'] as const;
