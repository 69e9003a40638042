/** The emitted objects, as far as the load balancer reads them. */
export interface KubernetesObject {
  readonly kind: string;
  readonly metadata: Metadata;
}

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Ingress extends KubernetesObject {
  readonly spec: {
    readonly defaultBackend?: Backend;
    readonly rules?: readonly Rule[];
    readonly tls?: readonly { readonly secretName: string }[];
  };
}

export interface Rule {
  readonly host?: string | undefined;
  readonly http: { readonly paths: readonly Path[] };
}

export interface Path {
  readonly path?: string;
  readonly pathType: string;
  readonly backend: Backend;
}

export interface Backend {
  readonly service: { readonly name: string; readonly port: { readonly number?: number; readonly name?: string } };
}

/** Of the chart or of ours. */
export interface Service extends KubernetesObject {
  readonly spec: {
    readonly ports: readonly {
      readonly name?: string;
      readonly port: number;
      readonly targetPort?: number | string;
      readonly appProtocol?: string;
    }[];
    readonly selector?: Readonly<Record<string, string>>;
  };
}

export interface BackendConfig extends KubernetesObject {
  readonly spec: {
    readonly timeoutSec?: number;
    readonly healthCheck?: {
      readonly checkIntervalSec?: number;
      readonly timeoutSec?: number;
      readonly healthyThreshold?: number;
      readonly unhealthyThreshold?: number;
      readonly port?: number;
      readonly type?: string;
      readonly requestPath?: string;
    };
    readonly customRequestHeaders?: { readonly headers: readonly string[] };
    readonly customResponseHeaders?: { readonly headers: readonly string[] };
  };
}

export interface FrontendConfig extends KubernetesObject {
  readonly spec: {
    readonly redirectToHttps?: { readonly enabled: boolean; readonly responseCodeName?: string };
  };
}

export interface ManagedCertificate extends KubernetesObject {
  readonly spec: { readonly domains: readonly string[] };
}

/** cert-manager's. */
export interface IssuedCertificate extends KubernetesObject {
  readonly spec: { readonly secretName: string; readonly dnsNames: readonly string[] };
}

export interface Gateway extends KubernetesObject {
  readonly spec: {
    readonly listeners: readonly {
      readonly name: string;
      readonly port: number;
      readonly protocol: string;
      readonly hostname?: string;
      readonly tls?: {
        readonly certificateRefs?: readonly { readonly name: string }[];
        readonly options?: Readonly<Record<string, string>>;
      };
    }[];
  };
}

export interface HttpRoute extends KubernetesObject {
  readonly spec: {
    readonly parentRefs: readonly { readonly name: string; readonly sectionName?: string }[];
    readonly hostnames?: readonly string[];
    readonly rules: readonly HttpRouteRule[];
  };
}

export interface HttpRouteRule {
  readonly matches?: readonly {
    readonly path?: { readonly type?: string; readonly value?: string };
    readonly method?: string;
  }[];
  readonly filters?: readonly {
    readonly type: string;
    readonly requestRedirect?: { readonly scheme?: string; readonly statusCode?: number };
    readonly requestHeaderModifier?: HeaderModifier;
    readonly responseHeaderModifier?: HeaderModifier;
  }[];
  readonly backendRefs?: readonly { readonly name: string; readonly port: number }[];
  readonly timeouts?: object;
}

interface HeaderModifier {
  readonly set?: readonly Header[];
  readonly add?: readonly Header[];
  readonly remove?: readonly string[];
}

interface Header {
  readonly name: string;
  readonly value: string;
}

/** For a Service; the policies of GKE's Gateways. */
interface ServicePolicy<Settings> extends KubernetesObject {
  readonly spec: { readonly default?: Settings; readonly targetRef: { readonly kind: string; readonly name: string } };
}

export type GcpBackendPolicy = ServicePolicy<{ readonly timeoutSec?: number }>;

export type HealthCheckPolicy = ServicePolicy<{
  readonly checkIntervalSec?: number;
  readonly timeoutSec?: number;
  readonly healthyThreshold?: number;
  readonly unhealthyThreshold?: number;
  readonly config?: {
    readonly type?: string;
    readonly httpHealthCheck?: {
      readonly portSpecification?: string;
      readonly port?: number;
      readonly requestPath?: string;
    };
  };
}>;

export interface Kinds {
  readonly Gateway: Gateway;
  readonly HTTPRoute: HttpRoute;
  readonly GCPBackendPolicy: GcpBackendPolicy;
  readonly HealthCheckPolicy: HealthCheckPolicy;
  readonly Ingress: Ingress;
  readonly Service: Service;
  readonly BackendConfig: BackendConfig;
  readonly FrontendConfig: FrontendConfig;
  readonly ManagedCertificate: ManagedCertificate;
  readonly Certificate: IssuedCertificate;
}

/** The fields are those that the API server lets through. */
export function ofKind<K extends keyof Kinds>(objects: readonly KubernetesObject[], kind: K): Kinds[K][] {
  return objects.filter((object) => object.kind === kind) as Kinds[K][];
}

/** What the controller does instead of a load balancer: an event, and nothing is synced. */
export class NotSynced extends Error {}

/** @throws NotSynced where there is none in the namespace */
export function named<K extends keyof Kinds>(
  objects: readonly KubernetesObject[],
  kind: K,
  name: string,
  namespace = 'default',
): Kinds[K] {
  const found = ofKind(objects, kind).find(
    ({ metadata }) => metadata.name === name && (metadata.namespace ?? 'default') === namespace,
  );
  if (!found) throw new NotSynced(`no ${kind} ${namespace}/${name}`);
  return found;
}

/** The objects, with those of a kind changed. */
export function changed<K extends keyof Kinds>(
  kind: K,
  change: (object: Kinds[K]) => Kinds[K],
): (objects: readonly KubernetesObject[]) => KubernetesObject[] {
  return (objects) => objects.map((object) => (object.kind === kind ? change(object as Kinds[K]) : object));
}
