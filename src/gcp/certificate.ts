import { ComputeManagedSslCertificate } from '@cdktf/provider-google/lib/compute-managed-ssl-certificate';
import { Construct } from 'constructs';
import { refuse } from '../errors';
import { managedDomainFault } from '../gke/certificates';
import { hostFaults, nameFaults } from '../gke/prop-faults';
import type { OrderedProps } from './ordered';

export interface ManagedSslCertificateProps extends OrderedProps {
  /** What the Ingress' pre-shared-cert annotation names: an RFC 1035 label of at most 63 characters. */
  readonly name: string;
  /** The one host it is for: lower case, at most 63 characters, no wildcard. */
  readonly domain: string;
}

/**
 * A certificate that Google issues once the domain leads to the load balancer. Another domain replaces it.
 *
 * @throws InvalidProps with all faults
 * @see https://cloud.google.com/load-balancing/docs/ssl-certificates/google-managed-certs
 */
export class ManagedSslCertificate extends Construct {
  readonly resource: ComputeManagedSslCertificate;

  constructor(scope: Construct, id: string, props: ManagedSslCertificateProps) {
    super(scope, id);
    const { name, domain, dependsOn } = props;
    refuse(this, [...nameFaults('name', name), ...hostFaults('domain', domain, managedDomainFault)]);
    this.resource = new ComputeManagedSslCertificate(this, 'certificate', {
      name,
      managed: { domains: [domain] },
      ...(dependsOn && { dependsOn }),
    });
  }
}
