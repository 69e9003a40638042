import type { Gateway } from './gateway';
import type { HttpRoute } from './http-route';
import { portOf } from './service';
import type { LoneService, ServicePort } from './service';

/** A Service that a Gateway leads to, or that a policy of GKE's Gateways is for. */
export interface GatewayService extends LoneService {
  /** Those of the input that lead to it. */
  readonly routes: readonly HttpRoute[];
  readonly gateways: readonly Gateway[];
  /** The ports that they lead to; all of Milvus' gRPC ports where there are none. */
  readonly routedPorts: readonly ServicePort[];
  /** Those of them on which Milvus speaks gRPC. */
  readonly grpcPorts: readonly ServicePort[];
}

export function withRoutes(service: LoneService, routes: readonly HttpRoute[]): GatewayService {
  const led = routes
    .flatMap(({ rules }) => rules)
    .flatMap(({ backends }) => backends)
    .filter((backend) => backend.service === service)
    .flatMap(({ port }) => portOf(service, port) ?? []);
  const routedPorts = routes.length === 0 ? service.ports.filter(({ grpc }) => grpc) : [...new Set(led)];
  return {
    ...service,
    routes,
    gateways: [...new Set(routes.flatMap(({ gateways }) => gateways))],
    routedPorts,
    grpcPorts: routedPorts.filter(({ grpc }) => grpc),
  };
}
