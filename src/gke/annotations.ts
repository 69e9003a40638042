/**
 * Annotation keys that the GKE Ingress controller reads, spelled as it spells them.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
 */
export const INGRESS = {
  /** `gce` or `gce-internal`; the field `ingressClassName` makes the controller ignore the Ingress. */
  class: 'kubernetes.io/ingress.class',
  /** `"true"` or `"false"`. */
  allowHttp: 'kubernetes.io/ingress.allow-http',
  /** Name of an address; excludes `regionalStaticIpName`. */
  globalStaticIpName: 'kubernetes.io/ingress.global-static-ip-name',
  /** Name of an address; excludes `globalStaticIpName`. */
  regionalStaticIpName: 'kubernetes.io/ingress.regional-static-ip-name',
  /** Comma list of Compute SSL certificates. */
  preSharedCertificates: 'ingress.gcp.kubernetes.io/pre-shared-cert',
  /** Comma list of ManagedCertificates of the namespace. */
  managedCertificates: 'networking.gke.io/managed-certificates',
  /** One FrontendConfig of the namespace. */
  frontendConfig: 'networking.gke.io/v1beta1.FrontendConfig',
} as const;

/** @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration */
export const SERVICE = {
  appProtocols: 'cloud.google.com/app-protocols',
  backendConfig: 'cloud.google.com/backend-config',
  neg: 'cloud.google.com/neg',
} as const;

/** On a Service behind a Gateway: calls a second that one pod takes. */
export const MAX_RATE_PER_ENDPOINT = 'networking.gke.io/max-rate-per-endpoint';

/** Older keys that the controller still reads. */
export const LEGACY_SERVICE = {
  /** Wins over `app-protocols`. */
  appProtocols: 'service.alpha.kubernetes.io/app-protocols',
  /** Read where `backend-config` is absent. */
  backendConfig: 'beta.cloud.google.com/backend-config',
} as const;

/** What `app-protocols` may say of a port, exactly so: H2C and GRPC are not accepted. */
export const APP_PROTOCOLS = ['HTTP', 'HTTPS', 'HTTP2'] as const;

/** On a Kubernetes service account: the Google service account that its pods are. @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity */
export const WORKLOAD_IDENTITY_ANNOTATION = 'iam.gke.io/gcp-service-account';

/** What controllers write, to be read and never synthesized. */
export const WRITTEN_BY_GKE = {
  /** On the Ingress: JSON, the health of each backend service by its name: `HEALTHY`, `UNHEALTHY` or `Unknown`. */
  backends: 'ingress.kubernetes.io/backends',
  /** On the Ingress, once port 443 answers with a certificate. */
  httpsForwardingRule: 'ingress.kubernetes.io/https-forwarding-rule',
  /** On a Service: JSON, the names of its network endpoint groups by port. */
  negStatus: 'cloud.google.com/neg-status',
} as const;

/** In the pods that start after the Ingress exists: they are ready once the load balancer knows them. */
export const NEG_READINESS_GATE = 'cloud.google.com/load-balancer-neg-ready';
