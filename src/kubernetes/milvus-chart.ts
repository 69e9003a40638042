import { type Construct } from 'constructs';
import { type Environment } from '../config/environment';
import { UserError } from '../errors';
import { ruleIdFaults } from '../rules/rule-ids';
import { topologyOf } from '../topology/topology-of';
import { objectErrors } from './object-errors';
import { TopologyChart } from './topology-chart';

export interface MilvusChartProps {
  /**
   * Rules whose findings are fine here, each with the reason why, as `allow` of the environment: rule → reason.
   *
   * @default - none but those that the environment allows
   */
  readonly skipRules?: Readonly<Record<string, string>>;
}

/** What MilvusIngressChart and MilvusGatewayChart have in common: the objects of an environment, and the rules on them. */
export abstract class MilvusChart extends TopologyChart {
  constructor(scope: Construct, id: string, environment: Environment, props: MilvusChartProps = {}) {
    const { allow = {} } = environment;
    const { skipRules = {} } = props;
    super(scope, id, topologyOf(id, environment));
    const faults = [...ruleIdFaults('allow', allow), ...ruleIdFaults('skipRules', skipRules)];
    if (faults.length > 0) throw new UserError(faults);
    this.node.addValidation({ validate: () => objectErrors(this, { ...allow, ...skipRules }) });
  }
}
