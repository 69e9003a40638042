import type { MemoryLimits } from '../topology/monitoring';
import type { Topology } from '../topology/topology';
import type { Alert } from './alert';
import { hostAlerts } from './certificate-alerts';
import { loadBalancerAlerts } from './load-balancer-alerts';
import { milvusAlerts } from './milvus-alerts';

/**
 * What somebody is told of: none where the environment asks for no alerts.
 *
 * @param limits - what the Helm values allow each release's pods
 */
export function alertsOf(topology: Topology, limits: MemoryLimits): Alert[] {
  const { alerts } = topology.monitoring;
  if (alerts === undefined) return [];
  return [...milvusAlerts(topology, alerts, limits), ...loadBalancerAlerts(topology, alerts), ...hostAlerts(topology)];
}
