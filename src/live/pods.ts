import { NEG_READINESS_GATE } from '../gke/annotations';
import { podSelectorOf } from '../milvus/service';
import type { Release } from '../topology/topology';
import type { Cluster } from './cluster';
import { conditionOf } from './conditions';
import { type LiveObject, PODS } from './resources';

/**
 * Pods that serve a release's clients, without those that are on their way out.
 *
 * @throws Refused where they may not be listed
 */
export async function podsOf(cluster: Cluster, { name, mode }: Release): Promise<LiveObject[]> {
  return (await cluster.list(PODS, { labelSelector: podSelectorOf(name, mode) })).filter(isPresent);
}

export function isPresent(pod: LiveObject): boolean {
  return pod.metadata.deletionTimestamp === undefined && !isOver(pod);
}

export function isReady(pod: LiveObject): boolean {
  return conditionOf(pod, 'Ready') === 'True';
}

/** An evicted pod stays in the list until somebody deletes it; another one has its place. */
function isOver({ status }: LiveObject): boolean {
  return ['Failed', 'Succeeded'].includes(String(status?.['phase']));
}

/** Whether the load balancer holds its readiness up. */
export function hasGate({ spec }: LiveObject): boolean {
  const gates = (spec?.['readinessGates'] ?? []) as readonly { conditionType?: string }[];
  return gates.some(({ conditionType }) => conditionType === NEG_READINESS_GATE);
}
