import { type Construct } from 'constructs';
import { type Environment } from '../config/environment';
import { UserError } from '../errors';
import { type GkeIngress } from './gke-ingress';
import { MilvusChart, type MilvusChartProps } from './milvus-chart';

/**
 * Milvus behind a Layer-7 load balancer on GKE that an Ingress makes: everything that the cluster needs beside the Helm
 * release, in the order to apply it. `MilvusGatewayChart` has the Gateway; while an environment moves, with `also`, either
 * chart has both.
 *
 * Names follow from the environment and carry no hash. Every object has the environment's `labels`, and what is added
 * to the chart has them too. The chart's own Service of a release needs the annotations that the Helm values of the same
 * environment give it.
 *
 * When the app is synthesized, the rules of `milvus-l7 lint` look at its objects, changes and additions of yours among
 * them; errors fail the synth. The one rule that asks the clock is left to lint.
 *
 * @throws UserError, with every fault of the environment and the props, and where its load balancer is a Gateway alone
 * @see https://milvus.io/docs/gcp_layer7.md
 */
export class MilvusIngressChart extends MilvusChart {
  /** A host for every release. */
  declare readonly ingress: GkeIngress;

  /** @param id - names the environment, as its file's name would: lower-case letters, digits and "-" */
  constructor(scope: Construct, id: string, environment: Environment, props: MilvusChartProps = {}) {
    super(scope, id, environment, props);
    if (this.topology.loadBalancer.ingress) return;
    const message = 'must be ingress, here or in also, got gateway';
    throw new UserError([{ path: 'loadBalancer.api', message, cure: 'use MilvusGatewayChart' }]);
  }
}
