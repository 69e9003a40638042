import type { Api } from '../gke/load-balancer-classes';
import { GRPC_PORT } from '../milvus/service';
import type { Release } from './topology';

/** A Service that a load balancer leads to, and the object with its settings. */
export interface LoadBalancedService {
  readonly serviceName: string;
  /** Of the Service. */
  readonly port: number;
  readonly settingsKind: 'BackendConfig' | 'GCPBackendPolicy';
  readonly settingsName: string;
}

/** The Services that an API's load balancer leads to: of gRPC, and of REST where that has a port of its own. */
export function servicesOf(release: Release, api: Api): LoadBalancedService[] {
  return [grpcServiceOf(release, api), restServiceOf(release, api)].filter((service) => service !== undefined);
}

/** The Service of gRPC that an API's load balancer leads to; undefined where that API does not serve. */
export function grpcServiceOf(
  { serviceName, backendConfigName, gateway }: Release,
  api: Api,
): LoadBalancedService | undefined {
  const port = GRPC_PORT.number;
  if (api === 'gateway') return gateway && behindGateway(gateway, port);
  return backendConfigName === undefined ? undefined : behindIngress({ serviceName, backendConfigName }, port);
}

/** The same of REST; undefined too where REST has no port of its own. */
export function restServiceOf({ rest }: Release, api: Api): LoadBalancedService | undefined {
  if (typeof rest !== 'object') return undefined;
  const { port, gateway, ingress } = rest;
  return api === 'gateway' ? gateway && behindGateway(gateway, port) : ingress && behindIngress(ingress, port);
}

function behindIngress(
  { serviceName, backendConfigName }: { serviceName: string; backendConfigName: string },
  port: number,
): LoadBalancedService {
  return { serviceName, port, settingsKind: 'BackendConfig', settingsName: backendConfigName };
}

function behindGateway(
  { serviceName, backendPolicyName }: { serviceName: string; backendPolicyName: string },
  port: number,
): LoadBalancedService {
  return { serviceName, port, settingsKind: 'GCPBackendPolicy', settingsName: backendPolicyName };
}
