/** What load balancers are asked for and some classes of them cannot have. */
export type LoadBalancerFeature =
  | 'globalAddress'
  | 'regionalAddress'
  | 'googleManagedCertificate'
  | 'portsOnEphemeralAddress'
  | 'redirect'
  | 'securityPolicy'
  | 'sslPolicy';

interface LoadBalancerClass {
  /** The API whose class it is: of an Ingress, or of a Gateway. */
  readonly api: 'ingress' | 'gateway';
  readonly reach: 'external' | 'internal';
  /** Of its address, certificates and policies: they must be of the same. */
  readonly scope: 'global' | 'regional';
  /** What it cannot have, and what happens: a sentence without its capital and its full stop. */
  readonly cannotHave: Partial<Readonly<Record<LoadBalancerFeature, string>>>;
}

const GIVES_UP = 'the controller reports an error and sets up nothing of the whole Ingress';
const NOT_BOUND =
  'managed certificates are bound to global load balancers only: it is ignored in silence, and nothing answers on 443';

/**
 * The load balancers of GKE, by their class.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/ingress
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/internal-load-balance-ingress
 */
export const LOAD_BALANCER_CLASSES = {
  gce: {
    api: 'ingress',
    reach: 'external',
    scope: 'global',
    cannotHave: { regionalAddress: 'the controller does not look at a regional address' },
  },
  'gce-internal': {
    api: 'ingress',
    reach: 'internal',
    scope: 'regional',
    cannotHave: {
      globalAddress: 'the controller does not look at a global address',
      googleManagedCertificate: NOT_BOUND,
      portsOnEphemeralAddress: `two ports need one reserved address: without it ${GIVES_UP}`,
      redirect: GIVES_UP,
      securityPolicy: GIVES_UP,
      // ingress-gce#1936
      sslPolicy: 'the controller looks for a global policy, which an internal load balancer cannot use',
    },
  },
  'gce-regional-external': {
    api: 'ingress',
    reach: 'external',
    scope: 'regional',
    cannotHave: { globalAddress: GIVES_UP, googleManagedCertificate: NOT_BOUND, securityPolicy: GIVES_UP },
  },
} as const satisfies Readonly<Record<string, LoadBalancerClass>>;

const CLASSES: Readonly<Record<string, LoadBalancerClass | undefined>> = LOAD_BALANCER_CLASSES;

type ClassName = keyof typeof LOAD_BALANCER_CLASSES;

/** A class that the GKE Ingress controller makes. */
export type IngressClass = {
  [Name in ClassName]: (typeof LOAD_BALANCER_CLASSES)[Name]['api'] extends 'ingress' ? Name : never;
}[ClassName];

/** The class of an environment's `loadBalancer.scheme`. */
export const INGRESS_CLASS_OF = { external: 'gce', internal: 'gce-internal' } as const satisfies Record<
  string,
  IngressClass
>;

/** All that the controller takes; any other word is nobody's. */
export const ALL_INGRESS_CLASSES: readonly string[] = Object.keys(CLASSES).filter(isIngressClass);

export function isIngressClass(name: unknown): name is IngressClass {
  return typeof name === 'string' && Object.hasOwn(CLASSES, name) && CLASSES[name]?.api === 'ingress';
}

/** What happens where a load balancer of a class is given what it cannot have; undefined where it can. */
export function reasonAgainst(feature: LoadBalancerFeature, name: ClassName): string | undefined {
  return CLASSES[name]?.cannotHave[feature];
}
