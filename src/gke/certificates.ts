/**
 * What a ManagedCertificate takes.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/managed-certs
 */
export const MANAGED_CERTIFICATE = {
  /** Longest domain, in characters. */
  domainMaxLength: 63,
  domainPattern: /^(([a-z0-9]+|[a-z0-9][-a-z0-9]*[a-z0-9])\.)+[a-z][-a-z0-9]*[a-z0-9]$/,
  /** Domains in one certificate, for the classic load balancer that GKE Ingress makes. */
  domainsMax: 100,
} as const;

/** What is wrong with a domain of a ManagedCertificate, in words; undefined where nothing is. */
export function managedDomainFault(domain: string): string | undefined {
  const { domainMaxLength, domainPattern } = MANAGED_CERTIFICATE;
  if (domain.startsWith('*')) return 'must not be a wildcard';
  if (domain !== domain.toLowerCase()) return 'must be lower case';
  if (domain.length > domainMaxLength) return `must be at most ${domainMaxLength} characters`;
  return domainPattern.test(domain) ? undefined : 'must be a full domain name such as milvus.example.com';
}

/**
 * Keys of a certificate that every load balancer takes; others draw complaints.
 *
 * @see https://cloud.google.com/load-balancing/docs/ssl-certificates/self-managed-certs
 */
export const CERTIFICATE_KEYS = { rsaBits: 2048, curve: 'prime256v1' } as const;
