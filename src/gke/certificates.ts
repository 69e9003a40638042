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
  /** Managed certificates on one Ingress. */
  perIngressMax: 15,
} as const;
