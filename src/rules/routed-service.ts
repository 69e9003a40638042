import type { Ingress } from './ingress';
import { backendConfigNameOf, portOf } from './service';
import type { LoneService, ServicePort } from './service';

/** A Service behind a load balancer. */
export interface Service extends LoneService {
  /** Those of the input that lead to it. */
  readonly ingresses: readonly Ingress[];
  /** The ports that they lead to; all of Milvus' gRPC ports where there are none. */
  readonly routedPorts: readonly ServicePort[];
  /** Those of them on which Milvus speaks gRPC. */
  readonly grpcPorts: readonly ServicePort[];
}

export function withIngresses(service: LoneService, ingresses: readonly Ingress[]): Service {
  const all = service.ports.filter(({ grpc }) => grpc);
  const led = ingresses
    .flatMap(({ routes }) => routes)
    .filter(({ serviceName }) => serviceName === service.serviceName)
    .flatMap(({ port }) => portOf(service, port) ?? []);
  const routedPorts = service.serviceName === undefined || ingresses.length === 0 ? all : [...new Set(led)];
  return { ...service, ingresses, routedPorts, grpcPorts: routedPorts.filter(({ grpc }) => grpc) };
}

/** The BackendConfigs of the ports that are used. */
export function namesInUse(service: Service): string[] {
  return [...new Set(service.routedPorts.flatMap((port) => backendConfigNameOf(service, port) ?? []))];
}
