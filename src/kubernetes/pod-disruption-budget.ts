import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { refuse } from '../errors';
import { integerFaults } from '../gke/prop-faults';
import { KubernetesObject, type ObjectProps, metadataOf, objectFaults } from './kubernetes-object';
import { type Labels, selectorFaults } from './label-faults';
import { IntOrString, KubePodDisruptionBudget } from './kube-objects';

export interface PodDisruptionBudgetProps extends ObjectProps {
  /** Labels of the pods, at least one. A pod of two budgets cannot be evicted at all. */
  readonly podLabels: Labels;

  /** How many of them may be down at once by intent, at least 1: with none, no node they are on could be drained. */
  readonly maxUnavailable: number;
}

/**
 * Limits how many pods a drained or upgraded node takes away at once. It does not help against a node that is lost.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export class PodDisruptionBudget extends KubernetesObject {
  readonly kind = 'PodDisruptionBudget';
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: PodDisruptionBudgetProps) {
    super(scope, id);
    const { podLabels, maxUnavailable } = props;
    refuse(this, [
      ...objectFaults(props),
      ...selectorFaults('podLabels', podLabels),
      ...integerFaults('maxUnavailable', maxUnavailable, { min: 1, max: 2 ** 31 - 1 }),
    ]);

    this.apiObject = new KubePodDisruptionBudget(this, 'Resource', {
      metadata: metadataOf(props),
      spec: { maxUnavailable: IntOrString.fromNumber(maxUnavailable), selector: { matchLabels: podLabels } },
    });
  }
}
