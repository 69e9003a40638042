import type { Topology } from './topology';

/** Kinds of the manifests that must be there before Milvus' pods start. */
export function appliedEarly(topology: Topology): readonly string[] {
  return [
    ...(topology.storage ? ['ServiceAccount'] : []),
    ...(issuedSecretsOf(topology).length > 0 ? ['Certificate'] : []),
  ];
}

/** Secrets that cert-manager fills, as a Certificate among the manifests asks it to. */
export function issuedSecretsOf({ loadBalancer: { certificate }, releases }: Topology): readonly string[] {
  const ofClients = certificate.kind === 'self-managed' && certificate.issuer !== undefined;
  return releases.flatMap(({ certificateName, backendCertificate }) => [
    ...(ofClients ? [certificateName] : []),
    ...(typeof backendCertificate === 'object' && backendCertificate.issuer ? [backendCertificate.secretName] : []),
  ]);
}
