import type { Topology } from '../topology/topology';
import type { Page, Step, StepId } from './section';

/** What comes first where Terraform makes the cluster: all other steps ask it something. */
const UNTIL_THERE_IS_A_CLUSTER: readonly StepId[] = ['prerequisites', 'existing', 'terraform', 'cluster'];

/** The steps of one environment, from top to bottom. */
export function inOrder(steps: readonly Step[], { cluster }: Topology): readonly Step[] {
  if (!cluster?.created) return steps;
  const early = UNTIL_THERE_IS_A_CLUSTER.flatMap((id) => steps.filter((step) => step.id === id));
  return [...early, ...steps.filter(({ id }) => !UNTIL_THERE_IS_A_CLUSTER.includes(id))];
}

/** Where kubectl and helm are pointed at the cluster. */
export function stepOfCluster({ topology, step }: Page): string {
  return step(topology.cluster?.created ? 'cluster' : 'prerequisites');
}
