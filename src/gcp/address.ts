import { ComputeAddress } from '@cdktf/provider-google/lib/compute-address';
import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address';
import { Construct } from 'constructs';
import { refuse } from '../errors';
import { nameFaults } from '../gke/prop-faults';
import type { OrderedProps } from './ordered';
import { keptIf } from './protection';

export interface StaticAddressProps extends OrderedProps {
  /** What the Ingress' annotation or the Gateway names: an RFC 1035 label of at most 63 characters. */
  readonly name: string;
  /**
   * Makes the address an internal one of this subnetwork (name or path), in its region, for an internal load balancer.
   *
   * @default - a global external IPv4 address
   */
  readonly internal?: { readonly subnetwork: string; readonly region: string };
  /**
   * Makes the address an external one of this region, for a regional load balancer on the internet.
   *
   * @default - a global one, unless it is internal
   */
  readonly region?: string;
  /**
   * Whether Terraform refuses to plan its end.
   *
   * @default true
   */
  readonly preventDestroy?: boolean;
}

/**
 * A static IPv4 address: it outlives the load balancer, so DNS can point to it before there is one.
 *
 * @throws InvalidProps when Compute Engine would refuse the name
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/ingress-xlb#static_ip_addresses_for_https_load_balancers
 */
export class StaticAddress extends Construct {
  readonly resource: ComputeAddress | ComputeGlobalAddress;

  constructor(scope: Construct, id: string, props: StaticAddressProps) {
    super(scope, id);
    const { name, internal, region, preventDestroy = true, dependsOn } = props;
    refuse(this, nameFaults('name', name));
    const common = { name, ...keptIf(preventDestroy), ...(dependsOn && { dependsOn }) };
    if (internal) {
      this.resource = new ComputeAddress(this, 'address', {
        ...common,
        addressType: 'INTERNAL',
        // Ports 80 and 443 are two forwarding rules on one address.
        purpose: 'SHARED_LOADBALANCER_VIP',
        subnetwork: internal.subnetwork,
        region: internal.region,
      });
    } else if (region !== undefined) {
      this.resource = new ComputeAddress(this, 'address', { ...common, addressType: 'EXTERNAL', region });
    } else {
      this.resource = new ComputeGlobalAddress(this, 'address', common);
    }
  }
}
