import type { LoadBalancer, Release, Topology } from './topology';

/** Keys, certificates and saved values: git ignores the folder. */
export const secretsFolder = ({ environment }: Pick<Topology, 'environment'>): string => `secrets/${environment}`;

/** The certificate made for a release's host, or the Secret that all releases share. */
export function certificateNameOf({ certificate }: LoadBalancer, { certificateName }: Release): string {
  return certificate.kind === 'self-managed' ? (certificate.sharedSecretName ?? certificateName) : certificateName;
}

/**
 * The certificate that clients of a self-managed load balancer are given: the one that is served, or its issuer's.
 */
export function clientCertificateFile(topology: Topology, release: Release): string {
  const { certificate } = topology.loadBalancer;
  const suffix = certificate.kind === 'self-managed' && certificate.issuer ? 'ca.crt' : 'crt';
  return `${secretsFolder(topology)}/${certificateNameOf(topology.loadBalancer, release)}.${suffix}`;
}
