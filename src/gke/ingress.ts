/**
 * Load balancers that the GKE Ingress controller makes: external and global, or internal and regional.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/ingress
 */
export const INGRESS_CLASSES = ['gce', 'gce-internal'] as const;
