import { certificateNameOf } from './client-certificate';
import { dnsNamesOf } from './dns-names';
import type { Release, Topology } from './topology';

/** A Secret with a certificate that nobody fills in: no cert-manager, no Google. */
export interface CertificateSecret {
  readonly secretName: string;
  /** What the certificate is for, each name once. */
  readonly dnsNames: readonly string[];
  /** The first release that uses it, and the names of all. */
  readonly release: Release;
  readonly usedBy: readonly string[];
  /** `backend`: Milvus serves it to the load balancer. `frontend`: the load balancer serves it to clients. */
  readonly side: 'backend' | 'frontend';
}

/** Every Secret that no issuer fills; one that releases share is there once, with the names of all. */
export function secretsByHand(topology: Topology): CertificateSecret[] {
  const secrets = new Map<string, CertificateSecret>();
  for (const secret of topology.releases.flatMap((release) => secretsOf(topology, release))) {
    const before = secrets.get(secret.secretName);
    const dnsNames = [...new Set([...(before?.dnsNames ?? []), ...secret.dnsNames])];
    const side = before?.side === 'frontend' ? 'frontend' : secret.side;
    const usedBy = [...new Set([...(before?.usedBy ?? []), ...secret.usedBy])];
    secrets.set(secret.secretName, { ...secret, release: before?.release ?? secret.release, usedBy, side, dnsNames });
  }
  return [...secrets.values()];
}

/** The subject of a certificate: its first name, as long as X.509 lets that be. */
export function commonNameOf({ dnsNames, release }: Pick<CertificateSecret, 'dnsNames' | 'release'>): string {
  const [first = ''] = dnsNames;
  return first.length <= COMMON_NAME_MAX ? first : release.name;
}

/** X.509's own limit, in characters. */
const COMMON_NAME_MAX = 64;

function secretsOf({ namespace, loadBalancer }: Topology, release: Release): CertificateSecret[] {
  const { backendCertificate, host } = release;
  const { certificate } = loadBalancer;
  const usedBy = [release.name];
  const secrets: CertificateSecret[] = [];
  if (typeof backendCertificate === 'object' && backendCertificate.issuer === undefined) {
    const dnsNames = dnsNamesOf(release, namespace);
    secrets.push({ secretName: backendCertificate.secretName, dnsNames, release, usedBy, side: 'backend' });
  }
  if (certificate.kind === 'self-managed' && certificate.issuer === undefined) {
    const secretName = certificateNameOf(loadBalancer, release);
    secrets.push({ secretName, dnsNames: [host], release, usedBy, side: 'frontend' });
  }
  return secrets;
}
