import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import * as crd from '../../imports/cert-manager.io';
import { type Fault, refuse } from '../errors';
import { RFC1123_SUBDOMAIN } from '../gke/names';
import { choiceFaults, duplicateFaults, hostFaults, nameFaults } from '../gke/prop-faults';
import { KubernetesObject, type ObjectProps, metadataOf, objectFaults } from './kubernetes-object';

/** A cert-manager issuer: of the same namespace, or of the cluster. */
export interface CertificateIssuer {
  readonly kind: 'Issuer' | 'ClusterIssuer';
  readonly name: string;
}

export interface CertificateProps extends ObjectProps {
  /** Secret that cert-manager fills with `tls.crt` and `tls.key`, and renews. */
  readonly secretName: string;

  /** DNS names the certificate is for, at least one, lower case; the first label may be `*`. */
  readonly dnsNames: readonly string[];

  readonly issuer: CertificateIssuer;
}

/**
 * A certificate that cert-manager gets from an issuer and keeps in a Secret. Key, life and renewal are cert-manager's
 * own: RSA 2048, 90 days, renewed after two thirds.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export class Certificate extends KubernetesObject {
  readonly kind = 'Certificate';
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    const { secretName, dnsNames, issuer } = props;
    refuse(this, faultsOf(props));

    this.apiObject = new crd.Certificate(this, 'Resource', {
      metadata: metadataOf(props),
      spec: { secretName, dnsNames: [...dnsNames], issuerRef: { kind: issuer.kind, name: issuer.name } },
    });
  }
}

function faultsOf(props: CertificateProps): Fault[] {
  const { secretName, dnsNames, issuer } = props;
  return [
    ...objectFaults(props),
    ...nameFaults('secretName', secretName, RFC1123_SUBDOMAIN),
    ...(dnsNames.length === 0 ? [{ path: 'dnsNames', message: 'must be at least one DNS name, got none' }] : []),
    ...dnsNames.flatMap((dnsName, index) => hostFaults(`dnsNames[${index}]`, dnsName)),
    ...duplicateFaults((index) => `dnsNames[${index}]`, dnsNames),
    ...choiceFaults('issuer.kind', issuer.kind, ['Issuer', 'ClusterIssuer']),
    ...nameFaults('issuer.name', issuer.name, RFC1123_SUBDOMAIN),
  ];
}
