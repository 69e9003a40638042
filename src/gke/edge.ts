/** @see https://cloud.google.com/load-balancing/docs/ssl-policies-concepts */
export const SSL_POLICY = {
  minTlsVersions: ['TLS_1_0', 'TLS_1_1', 'TLS_1_2'],
  profiles: ['COMPATIBLE', 'MODERN', 'RESTRICTED'],
} as const;

/** @see https://cloud.google.com/armor/quotas, https://cloud.google.com/armor/docs/rate-limiting-overview */
export const SECURITY_POLICY = {
  /** Address ranges in one rule. */
  rangesPerRule: 10,
  /** Of 200 rules with so many ranges the last is the default rule. */
  rangesMax: 1990,
  /** The default rule's own priority; nothing comes after it. */
  defaultPriority: 2_147_483_647,
  requestsPerMinute: { min: 1, max: 1_000_000 },
} as const;

/** TLS certificates on one target proxy, whatever makes them. */
export const CERTIFICATES_MAX = 15;
