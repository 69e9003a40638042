/** Keys and words that the GKE Gateway controller reads, spelled as it spells them. */

/** Annotation of a Gateway: the name of a certificate map, beside which no listener may have `tls`; global classes only. */
export const CERTIFICATE_MAP_ANNOTATION = 'networking.gke.io/certmap';

/** Options of a listener's `tls`, each a comma list of names. @see https://cloud.google.com/kubernetes-engine/docs/how-to/secure-gateway */
export const TLS_OPTIONS = {
  /** Compute SSL certificates of the load balancer's scope; a ManagedCertificate there is an error. */
  preSharedCertificates: 'networking.gke.io/pre-shared-certs',
  /** Certificates of Certificate Manager in the region; regional classes only. */
  certificateManager: 'networking.gke.io/cert-manager-certs',
} as const;

/**
 * Annotation that the controller writes for itself; who sets it gets an ephemeral address without a word.
 */
export const GATEWAY_ADDRESSES_ANNOTATION = 'networking.gke.io/addresses';

/** What takes the place of a ManagedCertificate, which no Gateway can serve. */
export const INSTEAD_OF_MANAGED_CERTIFICATE =
  'Make the certificate in Certificate Manager, with DNS authorization, and name its map or, for a regional class, itself.';

/** Type of an address that exists: its value is the name of the resource. */
export const NAMED_ADDRESS = 'NamedAddress';

/**
 * What a port of a Service behind a Gateway may say as `appProtocol`; the API server takes any spelling. `HTTP2` and
 * `HTTPS` are over TLS, without a word it is HTTP/1.1.
 */
export const GATEWAY_APP_PROTOCOLS = ['HTTP', 'HTTPS', 'HTTP2', 'kubernetes.io/h2c'] as const;
export type GatewayAppProtocol = (typeof GATEWAY_APP_PROTOCOLS)[number];

/** Conditions that say whether a Gateway serves: `Accepted` stays True when it does not. */
export const GATEWAY_CONDITIONS = ['Programmed', 'networking.gke.io/GatewayHealthy'] as const;

/** Who makes the load balancers of GKE's classes, as `status` names it. */
export const GATEWAY_CONTROLLER = 'networking.gke.io/gateway';

/** Limits of the Gateway API itself, which the API server enforces. */
export const GATEWAY_LIMITS = { listeners: 64, hostnamesOfRoute: 16, rulesOfRoute: 16 } as const;

/**
 * Routes of the Gateway API that no Gateway of GKE's looks at, in whatever version: it takes HTTPRoute only.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/gatewayclass-capabilities
 */
export const UNSERVED_ROUTES = ['GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'] as const;

/** Listeners beside the Gateway that they are of, which GKE's own conformance reports do not claim; the first is the stable one. */
export const LISTENER_SETS = ['ListenerSet', 'XListenerSet'] as const;

/** What a redirect may answer: bundles to 1.4 know no other code, and GKE claims no other. */
export const REDIRECT_CODES = [301, 302] as const;

/** What a refused route does to the others. */
export const ONE_ROUTE_STOPS_ALL =
  'one such route stops the whole Gateway: nothing that changes on it later reaches the load balancer';

/** A field of an HTTPRoute that the API server takes and GKE does not. */
export interface RefusedRouteField {
  /** From `spec` on; `[]` is any item of a list. */
  readonly path: string;
  /** Only these values; left out: any. */
  readonly values?: readonly (string | number)[];
  /** What does the same, or why nothing does. */
  readonly cure: string;
  /** `refused`: it stops the Gateway, GWCER104. `unclaimed`: GKE's own conformance reports do not claim it. */
  readonly known: 'refused' | 'unclaimed';
}

/** @see https://github.com/kubernetes-sigs/gateway-api/tree/main/conformance/reports */
export const REFUSED_ROUTE_FIELDS: readonly RefusedRouteField[] = [
  { path: 'rules[].timeouts', cure: 'write timeoutSec in a GCPBackendPolicy', known: 'refused' },
  {
    path: 'rules[].filters[].urlRewrite.path.type',
    values: ['ReplaceFullPath'],
    cure: 'write ReplacePrefixMatch',
    known: 'refused',
  },
  {
    path: 'rules[].filters[].requestRedirect.statusCode',
    values: [303, 307, 308],
    cure: 'write 301 or 302',
    known: 'refused',
  },
  { path: 'rules[].filters[].requestRedirect.port', cure: 'leave it out', known: 'unclaimed' },
  { path: 'rules[].filters[].cors', cure: 'leave it out', known: 'unclaimed' },
  { path: 'rules[].matches[].method', cure: 'match by path or header', known: 'refused' },
  { path: 'rules[].backendRefs[].filters', cure: 'write the filter in the rule', known: 'unclaimed' },
  { path: 'rules[].sessionPersistence', cure: 'write sessionAffinity in a GCPBackendPolicy', known: 'unclaimed' },
  { path: 'rules[].retry', cure: 'leave it out: clients of Milvus retry by themselves', known: 'unclaimed' },
  { path: 'parentRefs[].port', cure: 'write sectionName', known: 'unclaimed' },
];
