import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import * as crd from '../../imports/networking.gke.io';
import { type Fault, refuse } from '../errors';
import { MANAGED_CERTIFICATE, managedDomainFault } from '../gke/certificates';
import { duplicateFaults, hostFaults } from '../gke/prop-faults';
import { KubernetesObject, type ObjectProps, metadataOf, objectFaults } from './kubernetes-object';

export interface ManagedCertificateProps extends ObjectProps {
  /**
   * 1 to 100 DNS names, each lower case, without wildcard, at most 63 characters.
   *
   * A change makes Google replace the certificate: every name on it is down until the new one is active, for an hour
   * perhaps. One certificate per host keeps that to the host that changes.
   */
  readonly domains: readonly string[];
}

/**
 * A certificate that Google issues and renews. It becomes active only once it hangs on a load balancer and the DNS of
 * each domain leads there.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/managed-certs
 */
export class ManagedCertificate extends KubernetesObject {
  readonly kind = 'ManagedCertificate';
  readonly apiObject: ApiObject;
  readonly domains: readonly string[];

  constructor(scope: Construct, id: string, props: ManagedCertificateProps) {
    super(scope, id);
    const { domains } = props;
    refuse(this, [...objectFaults(props), ...domainsFaults(domains)]);
    this.domains = domains;

    this.apiObject = new crd.ManagedCertificate(this, 'Resource', {
      metadata: metadataOf(props),
      spec: { domains: [...domains] },
    });
  }
}

function domainsFaults(domains: readonly string[]): Fault[] {
  const { domainsMax } = MANAGED_CERTIFICATE;
  const count = domains.length;
  return [
    ...(count >= 1 && count <= domainsMax
      ? []
      : [{ path: 'domains', message: `must be 1 to ${domainsMax} domains, got ${count}` }]),
    ...domains.flatMap((domain, index) => hostFaults(`domains[${index}]`, domain, managedDomainFault)),
    ...duplicateFaults((index) => `domains[${index}]`, domains),
  ];
}
