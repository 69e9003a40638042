/** A Kubernetes object as the API server gives it. */
export interface LiveObject {
  readonly kind?: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    /** How often its spec was changed. */
    readonly generation?: number;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly creationTimestamp?: string;
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
    readonly managedFields?: readonly unknown[];
  };
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** A kind that is looked at, and how the API server calls it. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  /** Left out: Kubernetes' own. */
  readonly from?: 'GKE' | 'Gateway API' | 'cert-manager' | 'managed collection';
}

export const INGRESSES = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', plural: 'ingresses' } as const;
export const SERVICES = { apiVersion: 'v1', kind: 'Service', plural: 'services' } as const;
export const PODS = { apiVersion: 'v1', kind: 'Pod', plural: 'pods' } as const;
export const SECRETS = { apiVersion: 'v1', kind: 'Secret', plural: 'secrets' } as const;
/** What `kubectl port-forward` asks for. */
export const PORT_FORWARDS = { apiVersion: 'v1', kind: 'Pod', plural: 'pods/portforward' } as const;
export const EVENTS = { apiVersion: 'v1', kind: 'Event', plural: 'events' } as const;

export const GATEWAYS = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  plural: 'gateways',
  from: 'Gateway API',
} as const;

/** Every kind of which manifests have objects. */
export const RESOURCES: readonly Resource[] = [
  INGRESSES,
  SERVICES,
  { apiVersion: 'v1', kind: 'ServiceAccount', plural: 'serviceaccounts' },
  { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', plural: 'networkpolicies' },
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', plural: 'poddisruptionbudgets' },
  { apiVersion: 'cloud.google.com/v1', kind: 'BackendConfig', plural: 'backendconfigs', from: 'GKE' },
  { apiVersion: 'networking.gke.io/v1beta1', kind: 'FrontendConfig', plural: 'frontendconfigs', from: 'GKE' },
  { apiVersion: 'networking.gke.io/v1', kind: 'ManagedCertificate', plural: 'managedcertificates', from: 'GKE' },
  GATEWAYS,
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', plural: 'httproutes', from: 'Gateway API' },
  { apiVersion: 'networking.gke.io/v1', kind: 'GCPGatewayPolicy', plural: 'gcpgatewaypolicies', from: 'Gateway API' },
  { apiVersion: 'networking.gke.io/v1', kind: 'GCPBackendPolicy', plural: 'gcpbackendpolicies', from: 'Gateway API' },
  { apiVersion: 'networking.gke.io/v1', kind: 'HealthCheckPolicy', plural: 'healthcheckpolicies', from: 'Gateway API' },
  {
    apiVersion: 'monitoring.googleapis.com/v1',
    kind: 'PodMonitoring',
    plural: 'podmonitorings',
    from: 'managed collection',
  },
  { apiVersion: 'cert-manager.io/v1', kind: 'Certificate', plural: 'certificates', from: 'cert-manager' },
];

export function pathOf({ apiVersion, plural }: Resource, namespace: string): string {
  return `${apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`}/namespaces/${namespace}/${plural}`;
}

/** `managedcertificates.networking.gke.io`, as roles name it. */
export function roleName({ apiVersion, plural }: Resource): string {
  const [group, version] = apiVersion.split('/');
  return version === undefined ? plural : `${plural}.${group ?? ''}`;
}
