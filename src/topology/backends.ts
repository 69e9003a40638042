import type { Api } from '../gke/load-balancer-classes';
import type { Release } from './topology';

/** A Service that a load balancer leads to, and the object with its settings. */
export interface LoadBalancedService {
  readonly serviceName: string;
  readonly settingsKind: 'BackendConfig' | 'GCPBackendPolicy';
  readonly settingsName: string;
}

/** The Service of gRPC that an API's load balancer leads to; undefined where that API does not serve. */
export function grpcServiceOf(
  { serviceName, backendConfigName, gateway }: Release,
  api: Api,
): LoadBalancedService | undefined {
  if (api === 'gateway') return gateway && behindGateway(gateway);
  return backendConfigName === undefined ? undefined : behindIngress({ serviceName, backendConfigName });
}

/** The same of REST; undefined too where REST has no port of its own. */
export function restServiceOf({ rest }: Release, api: Api): LoadBalancedService | undefined {
  if (typeof rest !== 'object') return undefined;
  return api === 'gateway' ? rest.gateway && behindGateway(rest.gateway) : rest.ingress && behindIngress(rest.ingress);
}

function behindIngress(names: { serviceName: string; backendConfigName: string }): LoadBalancedService {
  return { serviceName: names.serviceName, settingsKind: 'BackendConfig', settingsName: names.backendConfigName };
}

function behindGateway(names: { serviceName: string; backendPolicyName: string }): LoadBalancedService {
  return { serviceName: names.serviceName, settingsKind: 'GCPBackendPolicy', settingsName: names.backendPolicyName };
}
