/**
 * Load balancers that the GKE Ingress controller makes: external and global, or internal and regional.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/ingress
 */
export const INGRESS_CLASSES = ['gce', 'gce-internal'] as const;

/** All that it takes; the class for regional external load balancers is made by hand only. */
export const ALL_INGRESS_CLASSES = [...INGRESS_CLASSES, 'gce-regional-external'] as const;

/** What the API server refuses in a path of type Prefix or Exact; a star is refused by the controller. */
export const REFUSED_IN_PATH = /\*|\/\/|\/\.\.?(\/|$)|%2f/i;
