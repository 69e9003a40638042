import type { IngressClass } from './load-balancer-classes';

/** Classes of the load balancers made here: external and global, or internal and regional. */
export const INGRESS_CLASSES = ['gce', 'gce-internal'] as const satisfies readonly IngressClass[];

/** What the API server refuses in a path of type Prefix or Exact; a star is refused by the controller. */
export const REFUSED_IN_PATH = /\*|\/\/|\/\.\.?(\/|$)|%2f/i;
