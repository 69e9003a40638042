import { GATEWAY_CLASS_OF, LOAD_BALANCER_CLASSES, isGatewayClass } from './load-balancer-classes';
import type { GatewayClass } from './load-balancer-classes';

/** Words of `appProtocol` that carry gRPC: over TLS, and in plain text. */
export const GRPC_APP_PROTOCOLS: readonly string[] = ['HTTP2', 'kubernetes.io/h2c'];

/** The classic load balancer, whose routes can have no filters, so no redirect either. */
const CLASSIC = 'gke-l7-gxlb';

/** For Gateways of several clusters, each class again. */
const OF_SEVERAL_CLUSTERS = '-mc';

/** Internal, in several regions; of what it can have, little was ever verified. */
const CROSS_REGIONAL = 'gke-l7-cross-regional-internal-managed-mc';

const SINGLE = [...Object.keys(LOAD_BALANCER_CLASSES).filter(isGatewayClass), CLASSIC];

/** Every class of GKE's application load balancers. @see https://cloud.google.com/kubernetes-engine/docs/concepts/gateway-api#gatewayclass */
export const ALL_GATEWAY_CLASSES: readonly string[] = [
  ...SINGLE,
  ...SINGLE.map((name) => `${name}${OF_SEVERAL_CLUSTERS}`),
  CROSS_REGIONAL,
];

/** The class whose load balancer a class makes; undefined where that is another one, or where nobody knows the class. */
export function classLike(name: string): GatewayClass | undefined {
  const single = name.replace(/-mc$/, '');
  if (single === CLASSIC) return GATEWAY_CLASS_OF.external;
  return isGatewayClass(single) ? single : undefined;
}

/** Whether its routes can have filters. */
export function hasFilters(name: string): boolean {
  return !name.startsWith(CLASSIC);
}

/** Whether a class is one of GKE's application load balancers, however it is spelt. */
export function isOfGke(name: string): boolean {
  return /^gke[-_]?l7/i.test(name);
}

/** The block that each type of a HealthCheckPolicy wants. */
export const HEALTH_CHECK_BLOCKS: Readonly<Record<string, string>> = {
  HTTP: 'httpHealthCheck',
  HTTPS: 'httpsHealthCheck',
  HTTP2: 'http2HealthCheck',
  GRPC: 'grpcHealthCheck',
  TCP: 'tcpHealthCheck',
};
