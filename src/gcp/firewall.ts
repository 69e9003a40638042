import { ComputeFirewall, type ComputeFirewallAllow } from '@cdktf/provider-google/lib/compute-firewall';
import { Construct } from 'constructs';
import { type Fault, refuse } from '../errors';
import { FIREWALL_PRIORITY, PORT } from '../gke/network';
import { integerFaults, nameFaults, rangeFaults } from '../gke/prop-faults';
import type { OrderedProps } from './ordered';

export interface FirewallRuleProps extends OrderedProps {
  /** RFC 1035 label of at most 63 characters. */
  readonly name: string;
  /** Name, path or self link of the VPC network. */
  readonly network: string;
  /** Where the traffic comes from. */
  readonly sourceRanges: readonly string[];
  /**
   * TCP ports that are let in, 1 to 65535.
   *
   * @default - everything, of every protocol
   */
  readonly tcpPorts?: readonly number[];
  /** What it is for, in the console. */
  readonly description: string;
  /**
   * 0 to 65535; the lower one wins.
   *
   * @default 1000
   */
  readonly priority?: number;
  /**
   * The project of the network.
   *
   * @default - the provider's
   */
  readonly project?: string;
}

/**
 * A firewall rule that lets traffic in.
 *
 * @throws InvalidProps with all faults: Terraform looks at neither ports nor ranges before it applies
 * @see https://cloud.google.com/firewall/docs/firewalls
 */
export class FirewallRule extends Construct {
  readonly resource: ComputeFirewall;

  constructor(scope: Construct, id: string, props: FirewallRuleProps) {
    super(scope, id);
    const { name, network, sourceRanges, tcpPorts, description, priority = 1000, project, dependsOn } = props;
    refuse(this, [
      ...nameFaults('name', name),
      ...sourceRanges.flatMap((range, index) => rangeFaults(`sourceRanges[${index}]`, range)),
      ...(tcpPorts?.length === 0 ? [{ path: 'tcpPorts', message: 'must name at least one port' }] : []),
      ...portFaults(tcpPorts),
      ...integerFaults('priority', priority, FIREWALL_PRIORITY),
    ]);
    const allow: ComputeFirewallAllow = tcpPorts
      ? { protocol: 'tcp', ports: tcpPorts.map(String) }
      : { protocol: 'all' };
    this.resource = new ComputeFirewall(this, 'rule', {
      name,
      network,
      description,
      direction: 'INGRESS',
      priority,
      sourceRanges: [...sourceRanges],
      allow: [allow],
      ...(project !== undefined && { project }),
      ...(dependsOn && { dependsOn }),
    });
  }
}

function portFaults(ports: readonly number[] = []): Fault[] {
  return ports.flatMap((port, index) => integerFaults(`tcpPorts[${index}]`, port, PORT));
}
