/** What load balancers are asked for and some classes of them cannot have. */
export type LoadBalancerFeature =
  | 'globalAddress'
  | 'regionalAddress'
  | 'googleManagedCertificate'
  | 'computeManagedCertificate'
  | 'certificateMap'
  | 'portsOnEphemeralAddress'
  | 'redirect'
  | 'globalAccess'
  | 'maxRatePerEndpoint'
  | 'affinityOfGateways'
  | 'securityPolicy'
  | 'sslPolicy';

/** The APIs of Kubernetes that make a load balancer: by an Ingress, or by a Gateway. */
export const APIS = ['ingress', 'gateway'] as const;
export type Api = (typeof APIS)[number];

/** The object that makes the load balancer. */
export const FRONT_KIND = { ingress: 'Ingress', gateway: 'Gateway' } as const satisfies Record<Api, string>;

interface LoadBalancerClass {
  /** The API whose class it is. */
  readonly api: Api;
  readonly reach: 'external' | 'internal';
  /** Of its address, certificates and policies: they must be of the same. */
  readonly scope: 'global' | 'regional';
  /** What it cannot have, and what happens: a sentence without its capital and its full stop. */
  readonly cannotHave: Partial<Readonly<Record<LoadBalancerFeature, string>>>;
}

const GIVES_UP = 'the controller reports an error and sets up nothing of the whole Ingress';
const NOT_BOUND =
  'managed certificates are bound to global load balancers only: it is ignored in silence, and nothing answers on 443';

/** What no Ingress can have, whatever its class. */
const NO_INGRESS = {
  certificateMap: 'the Ingress controller reads no certificate map',
  globalAccess: 'only a GCPGatewayPolicy has it, which belongs to a Gateway',
  maxRatePerEndpoint: 'only a GCPBackendPolicy has it, which belongs to a Gateway',
  affinityOfGateways: 'a BackendConfig takes no more',
} as const;

const NO_REGIONAL_ADDRESS = 'the load balancer is global, and looks for a global address';
const NO_GLOBAL_ADDRESS = 'the load balancer is regional, and looks for an address of its region';
const NO_REGIONAL_MAP = 'certificate maps are for global load balancers';
const NO_REGIONAL_ISSUING =
  'Compute Engine manages certificates for global load balancers only; Certificate Manager does for regional ones';

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
    cannotHave: { ...NO_INGRESS, regionalAddress: 'the controller does not look at a regional address' },
  },
  'gce-internal': {
    api: 'ingress',
    reach: 'internal',
    scope: 'regional',
    cannotHave: {
      ...NO_INGRESS,
      globalAddress: 'the controller does not look at a global address',
      googleManagedCertificate: NOT_BOUND,
      computeManagedCertificate: NOT_BOUND,
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
    cannotHave: {
      ...NO_INGRESS,
      globalAddress: GIVES_UP,
      googleManagedCertificate: NOT_BOUND,
      computeManagedCertificate: NOT_BOUND,
      securityPolicy: GIVES_UP,
    },
  },
  'gke-l7-global-external-managed': {
    api: 'gateway',
    reach: 'external',
    scope: 'global',
    cannotHave: {
      regionalAddress: NO_REGIONAL_ADDRESS,
      globalAccess: 'it is global as it is: clients everywhere reach it',
    },
  },
  'gke-l7-regional-external-managed': {
    api: 'gateway',
    reach: 'external',
    scope: 'regional',
    cannotHave: {
      globalAddress: NO_GLOBAL_ADDRESS,
      certificateMap: NO_REGIONAL_MAP,
      computeManagedCertificate: NO_REGIONAL_ISSUING,
      globalAccess: 'its address is on the internet: clients everywhere reach it',
    },
  },
  'gke-l7-rilb': {
    api: 'gateway',
    reach: 'internal',
    scope: 'regional',
    cannotHave: {
      globalAddress: NO_GLOBAL_ADDRESS,
      certificateMap: NO_REGIONAL_MAP,
      computeManagedCertificate: NO_REGIONAL_ISSUING,
      securityPolicy: 'whether an internal Gateway enforces a policy of Cloud Armor was never verified',
    },
  },
} as const satisfies Readonly<Record<string, LoadBalancerClass>>;

const CLASSES: Readonly<Record<string, LoadBalancerClass | undefined>> = LOAD_BALANCER_CLASSES;

type ClassName = keyof typeof LOAD_BALANCER_CLASSES;

/** A class that the GKE Ingress controller makes. */
export type IngressClass = {
  [Name in ClassName]: (typeof LOAD_BALANCER_CLASSES)[Name]['api'] extends 'ingress' ? Name : never;
}[ClassName];

/** A class that the GKE Gateway controller makes. */
export type GatewayClass = Exclude<ClassName, IngressClass>;

/** The class of an environment's `loadBalancer.scheme`. */
export const INGRESS_CLASS_OF = { external: 'gce', internal: 'gce-internal' } as const satisfies Record<
  string,
  IngressClass
>;

/** The class of an environment's `loadBalancer.scheme`, for a Gateway. */
export const GATEWAY_CLASS_OF = {
  external: 'gke-l7-global-external-managed',
  internal: 'gke-l7-rilb',
  regional: 'gke-l7-regional-external-managed',
} as const satisfies Record<string, GatewayClass>;

/** Why no Ingress is made for `scheme: regional`, though there is a class for one. */
export const NO_REGIONAL_INGRESS =
  'the regional class of an Ingress takes neither Cloud Armor nor a certificate that Google manages; a Gateway of this kind takes both';

/** All that the controller takes; any other word is nobody's. */
export const ALL_INGRESS_CLASSES: readonly string[] = Object.keys(CLASSES).filter(isIngressClass);

export function isIngressClass(name: unknown): name is IngressClass {
  return typeof name === 'string' && Object.hasOwn(CLASSES, name) && CLASSES[name]?.api === 'ingress';
}

export function isGatewayClass(name: unknown): name is GatewayClass {
  return typeof name === 'string' && Object.hasOwn(CLASSES, name) && CLASSES[name]?.api === 'gateway';
}

/** Whether the address, certificates and policies of a class are global or of its region. */
export function scopeOfClass(name: ClassName): 'global' | 'regional' {
  return LOAD_BALANCER_CLASSES[name].scope;
}

/** What happens where a load balancer of a class is given what it cannot have; undefined where it can. */
export function reasonAgainst(feature: LoadBalancerFeature, name: ClassName): string | undefined {
  return CLASSES[name]?.cannotHave[feature];
}
