import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { InvalidProps } from '../errors';
import { RFC1035_LABEL } from '../gke/names';

export interface StaticAddressProps {
  /** What the Ingress' annotation names: an RFC 1035 label of at most 63 characters. */
  readonly name: string;
  /**
   * What must be there before.
   *
   * @default - nothing
   */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * A global static IPv4 address: it outlives the load balancer, so DNS can point to it before there is one.
 *
 * @throws InvalidProps when Compute Engine would refuse the name
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/ingress-xlb#static_ip_addresses_for_https_load_balancers
 */
export class StaticAddress extends Construct {
  readonly resource: ComputeGlobalAddress;

  constructor(scope: Construct, id: string, props: StaticAddressProps) {
    super(scope, id);
    const { name, dependsOn } = props;
    if (!RFC1035_LABEL.pattern.test(name) || name.length > RFC1035_LABEL.maxLength) {
      const message = `must be at most 63 lower-case letters, digits and "-", starting with a letter, got "${name}"`;
      throw new InvalidProps(this.node.path, [{ path: 'name', message }]);
    }
    this.resource = new ComputeGlobalAddress(this, 'address', { name, ...(dependsOn && { dependsOn }) });
  }
}
