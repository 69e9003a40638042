/**
 * How a Service of type LoadBalancer asks for an address inside the VPC network, the current key first.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters
 */
export const LOAD_BALANCER_TYPE = {
  keys: ['networking.gke.io/load-balancer-type', 'cloud.google.com/load-balancer-type'],
  internal: /^internal$/i,
} as const;

/** The older way to say loadBalancerSourceRanges: an annotation of the Service, ranges with commas between them. */
export const SOURCE_RANGES_KEY = 'service.beta.kubernetes.io/load-balancer-source-ranges';
