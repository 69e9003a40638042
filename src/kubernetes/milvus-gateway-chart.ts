import { type Construct } from 'constructs';
import { type Environment } from '../config/environment';
import { UserError } from '../errors';
import { type GkeGateway } from './gateway/gke-gateway';
import { MilvusChart, type MilvusChartProps } from './milvus-chart';

/**
 * Milvus behind a Layer-7 load balancer on GKE that a Gateway makes: everything that the cluster needs beside the Helm
 * release, in the order to apply it. `MilvusIngressChart` has the Ingress; while an environment moves, with `also`, either
 * chart has both.
 *
 * Names follow from the environment and carry no hash. Every object has the environment's `labels`, and what is added
 * to the chart has them too.
 *
 * When the app is synthesized, the rules of `milvus-l7 lint` look at its objects, changes and additions of yours among
 * them; errors fail the synth. The one rule that asks the clock is left to lint.
 *
 * @throws UserError, with every fault of the environment and the props, and where its load balancer is an Ingress alone
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/gateway-api
 */
export class MilvusGatewayChart extends MilvusChart {
  /** A listener for every release. */
  declare readonly gateway: GkeGateway;

  /** @param id - names the environment, as its file's name would: lower-case letters, digits and "-" */
  constructor(scope: Construct, id: string, environment: Environment, props: MilvusChartProps = {}) {
    super(scope, id, environment, props);
    if (this.topology.loadBalancer.gateway) return;
    const message = 'must be gateway, here or in also, got ingress';
    throw new UserError([{ path: 'loadBalancer.api', message, cure: 'use MilvusIngressChart' }]);
  }
}
