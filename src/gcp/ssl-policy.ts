import { ComputeRegionSslPolicy } from '@cdktf/provider-google/lib/compute-region-ssl-policy';
import { ComputeSslPolicy } from '@cdktf/provider-google/lib/compute-ssl-policy';
import { Construct } from 'constructs';
import { refuse } from '../errors';
import { nameFaults } from '../gke/prop-faults';
import type { OrderedProps } from './ordered';

export interface SslPolicyProps extends OrderedProps {
  /** What a FrontendConfig or a GCPGatewayPolicy names: an RFC 1035 label of at most 63 characters. */
  readonly name: string;
  /**
   * Makes a policy of this region, for a regional load balancer.
   *
   * @default - a global one
   */
  readonly region?: string;
  /** Oldest TLS that clients may speak. */
  readonly minTlsVersion: string;
  /** Google's choice of ciphers. */
  readonly profile: string;
}

/**
 * What TLS a load balancer speaks with its clients.
 *
 * @throws InvalidProps when Compute Engine would refuse the name
 * @see https://cloud.google.com/load-balancing/docs/ssl-policies-concepts
 */
export class SslPolicy extends Construct {
  readonly resource: ComputeSslPolicy | ComputeRegionSslPolicy;

  constructor(scope: Construct, id: string, props: SslPolicyProps) {
    super(scope, id);
    const { name, region, minTlsVersion, profile, dependsOn } = props;
    refuse(this, nameFaults('name', name));
    const common = { name, minTlsVersion, profile, ...(dependsOn && { dependsOn }) };
    this.resource =
      region === undefined
        ? new ComputeSslPolicy(this, 'policy', common)
        : new ComputeRegionSslPolicy(this, 'policy', { ...common, region });
  }
}
