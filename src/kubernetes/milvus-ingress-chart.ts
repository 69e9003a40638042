import { type Construct } from 'constructs';
import { type Environment } from '../config/environment';
import { UserError } from '../errors';
import { ruleIdFaults } from '../rules/rule-ids';
import { topologyOf } from '../topology/topology-of';
import { objectErrors } from './object-errors';
import { TopologyChart } from './topology-chart';

export interface MilvusIngressChartProps {
  /**
   * Rules whose findings are fine here, each with the reason why, as `allow` of the environment: rule → reason.
   *
   * @default - none but those that the environment allows
   */
  readonly skipRules?: Readonly<Record<string, string>>;
}

/**
 * Milvus behind a Layer-7 load balancer on GKE: everything that the cluster needs beside the Helm release, in the order
 * to apply it.
 *
 * Names follow from the environment and carry no hash. Every object has the environment's `labels`, and what is added
 * to the chart has them too. The chart's own Service of a release needs the annotations that the Helm values of the same
 * environment give it.
 *
 * When the app is synthesized, the rules of `milvus-l7 lint` look at its objects, changes and additions of yours among
 * them; errors fail the synth. The one rule that asks the clock is left to lint.
 *
 * @throws UserError, with every fault of the environment and the props
 * @see https://milvus.io/docs/gcp_layer7.md
 */
export class MilvusIngressChart extends TopologyChart {
  /** @param id - names the environment, as its file's name would: lower-case letters, digits and "-" */
  constructor(scope: Construct, id: string, environment: Environment, props: MilvusIngressChartProps = {}) {
    const { allow = {} } = environment;
    const { skipRules = {} } = props;
    super(scope, id, topologyOf(id, environment));
    const faults = [...ruleIdFaults('allow', allow), ...ruleIdFaults('skipRules', skipRules)];
    if (faults.length > 0) throw new UserError(faults);
    this.node.addValidation({ validate: () => objectErrors(this, { ...allow, ...skipRules }) });
  }
}
