/**
 * By which the stack of the releases finds the cluster. They are there whether or not there is such a stack: without
 * them it could be neither planned nor destroyed any more.
 */
export const CLUSTER_OUTPUTS = { endpoint: 'cluster_endpoint', caCertificate: 'cluster_ca_certificate' } as const;
