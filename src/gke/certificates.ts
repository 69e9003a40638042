import { type HostFault } from './names';

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
export function managedDomainFault(domain: string): Required<HostFault> | undefined {
  const { domainMaxLength, domainPattern } = MANAGED_CERTIFICATE;
  const lower = domain.toLowerCase();
  if (domain.includes('*')) return { message: 'must not be a wildcard', cure: 'name the host in full' };
  if (domain !== lower) return { message: 'must be lower case', cure: `did you mean ${lower}?` };
  if (domain.length > domainMaxLength)
    return { message: `must be at most ${domainMaxLength} characters`, cure: 'shorten it' };
  return domainPattern.test(domain)
    ? undefined
    : { message: 'must be a full domain name', cure: 'e.g. milvus.example.com' };
}

/**
 * Keys of a certificate that every load balancer takes; others draw complaints.
 *
 * @see https://cloud.google.com/load-balancing/docs/ssl-certificates/self-managed-certs
 */
export const CERTIFICATE_KEYS = { rsaBits: 2048, curve: 'prime256v1' } as const;
