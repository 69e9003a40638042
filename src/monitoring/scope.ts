import { LOAD_BALANCER_METRICS } from '../gke/load-balancer-metrics';
import { backendPattern, frontPattern, gatewayPattern } from '../gke/load-balancer-names';
import { servicesOf } from '../topology/backends';
import type { Release, Topology } from '../topology/topology';
import { type Matcher, series } from './promql';

/** Milvus' own time series of some releases of an environment. */
export function milvusSeries(
  name: string,
  { project, namespace, cluster, releases }: Topology,
  labels: Readonly<Record<string, Matcher>> = {},
  of: readonly Release[] = releases,
): string {
  return series(name, {
    project_id: cluster?.project ?? project,
    ...(cluster && { cluster: cluster.name }),
    namespace,
    job: of.map(({ metricsJob }) => metricsJob),
    ...labels,
  });
}

/** Requests to the load balancer of an environment: on port 443, and on port 80 where that leads to Milvus too. */
export function requestSeries(topology: Topology, labels: Readonly<Record<string, Matcher>> = {}): string {
  const { project, cluster, loadBalancer } = topology;
  const { prefix, monitoredResource } = LOAD_BALANCER_METRICS[loadBalancer.scheme];
  return series(`${prefix}request_count`, {
    monitored_resource: monitoredResource,
    project_id: cluster?.project ?? project,
    forwarding_rule_name: { matches: forwardingRulesOf(topology) },
    ...labels,
  });
}

/** Those of the Ingress, of the Gateway, or of both while moving. */
function forwardingRulesOf({ namespace, loadBalancer }: Topology): string {
  const { name, http, ingress, gateway } = loadBalancer;
  const fronts = http === 'open' ? (['fs', 'fr'] as const) : (['fs'] as const);
  return [
    ...(ingress ? [frontPattern(fronts, { namespace, name })] : []),
    ...(gateway ? [gatewayPattern([namespace, name])] : []),
  ].join('|');
}

/** Names of the backends of a release: of gRPC, and of REST where that has a port of its own. */
export function backendsOf({ namespace }: Topology, release: Release): Matcher {
  const ofIngress = servicesOf(release, 'ingress').map(({ serviceName: service, port }) =>
    backendPattern({ namespace, service, port }),
  );
  const ofGateway = servicesOf(release, 'gateway').map(({ serviceName, port }) =>
    gatewayPattern([namespace, serviceName, String(port)]),
  );
  return { matches: [...ofIngress, ...ofGateway].join('|') };
}

/** The hosts that Google calls. */
export function hostsOf({ releases }: Topology): string[] {
  return releases.map(({ clientHost }) => clientHost);
}
