import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../config/environment';
import { InvalidProps, UserError } from '../errors';
import { topologyOf } from '../topology/topology-of';
import type { Topology } from '../topology/topology';
import { StaticAddress } from './address';
import { ProjectServices, type Api } from './services';
import { declareState } from './state';

/**
 * The Google Cloud resources of one environment: the enabled APIs and the reserved address that the Ingress names.
 *
 * @throws InvalidProps with every fault of the environment, and when it has nothing to create
 */
export class MilvusGcpStack extends TerraformStack {
  /** There is one where `loadBalancer.address` is `reserved`. */
  readonly address?: StaticAddress;

  /**
   * @param scope - a cdktf App
   * @param id - the environment's name; names the stack and its state
   */
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    const { project, region, loadBalancer, terraform } = this.topologyFrom(id, environment);
    declareState(this, id, terraform.state);
    new GoogleProvider(this, 'google', {
      project,
      region,
      ...(Object.keys(terraform.labels).length > 0 && { defaultLabels: { ...terraform.labels } }),
    });
    const { address } = loadBalancer;
    const apis: readonly Api[] = ['compute'];
    const { services } = new ProjectServices(this, 'apis', { apis });
    if (address.kind === 'reserved') {
      this.address = new StaticAddress(this, 'address', { name: address.name, dependsOn: [...services] });
      new TerraformOutput(this, 'ip', {
        value: this.address.resource.address,
        description: `The load balancer's address: point the DNS records of its hosts here.`,
      });
    }
  }

  private topologyFrom(id: string, environment: Environment): Topology {
    try {
      const topology = topologyOf(id, environment);
      if (topology.terraform.stackName !== undefined) return topology;
    } catch (error) {
      if (error instanceof UserError) throw new InvalidProps(this.node.path, error.faults);
      throw error;
    }
    throw new InvalidProps(this.node.path, [
      { message: 'has nothing to create: the address is not reserved', cure: 'leave the stack out' },
    ]);
  }
}
