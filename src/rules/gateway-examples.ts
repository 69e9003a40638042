import { together } from './examples';

const SERVICE = 'my-release-milvus-gateway';

const HTTPS = '{ name: https, port: 443, protocol: HTTPS, hostname: milvus.example.com }';

interface GatewayParts {
  readonly class?: string;
  /** A flow mapping. */
  readonly annotations?: string;
  /** Flow mappings, one a listener. */
  readonly listeners?: readonly string[];
  /** A flow list. */
  readonly addresses?: string;
}

/** A Gateway that is in order, but for what is said. */
export function gateway({
  class: gatewayClass = 'gke-l7-global-external-managed',
  annotations = '{ networking.gke.io/certmap: milvus }',
  listeners = [HTTPS],
  addresses = '[{ type: NamedAddress, value: milvus }]',
}: GatewayParts = {}): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: milvus
  annotations: ${annotations}
spec:
  gatewayClassName: ${gatewayClass}
  addresses: ${addresses}
  listeners:
${listeners.map((one) => `    - ${one}\n`).join('')}`;
}

interface RouteParts {
  readonly name?: string;
  /** A flow mapping. */
  readonly parent?: string;
  /** A flow list. */
  readonly hostnames?: string;
  /** A flow mapping. */
  readonly rule?: string;
}

export const TO_MILVUS = `backendRefs: [{ name: ${SERVICE}, port: 19530 }]`;

/** A route to Milvus that is in order, but for what is said. */
export function route({
  name = 'my-release-route',
  parent = '{ name: milvus, sectionName: https }',
  hostnames = '[milvus.example.com]',
  rule = `{ ${TO_MILVUS} }`,
}: RouteParts = {}): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: ${name}
spec:
  parentRefs: [${parent}]
  hostnames: ${hostnames}
  rules: [${rule}]
`;
}

/** Milvus' Service for a Gateway, with a port as a flow mapping. */
export function gatewayService(port = '{ name: milvus, port: 19530, appProtocol: HTTP2 }'): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${SERVICE}
spec:
  selector: { app.kubernetes.io/instance: my-release, component: proxy }
  ports: [${port}]
`;
}

const FIXED = 'httpHealthCheck: { portSpecification: USE_FIXED_PORT, port: 9091, requestPath: /healthz }';

/** Settings of a HealthCheckPolicy that reaches Milvus. */
export const PROBE = `{ config: { type: HTTP, ${FIXED} } }`;

interface PolicyParts {
  readonly name?: string;
  /** A flow mapping. */
  readonly target?: string;
}

/** A HealthCheckPolicy for the Service above. */
export function healthCheckPolicy(settings = PROBE, parts: PolicyParts = {}): string {
  return policy('HealthCheckPolicy', settings, { name: 'my-release-health', ...parts });
}

/** Settings of a GCPBackendPolicy that is in order. */
export const SETTINGS =
  '{ timeoutSec: 3600, connectionDraining: { drainingTimeoutSec: 60 }, logging: { enabled: true, sampleRate: 100000 } }';

/** A GCPBackendPolicy for the Service above. */
export function backendPolicy(settings = SETTINGS, parts: PolicyParts = {}): string {
  return policy('GCPBackendPolicy', settings, { name: 'my-release-backend', ...parts });
}

/** A GCPGatewayPolicy for the Gateway above. */
export function gatewayPolicy(settings: string): string {
  const target = '{ group: gateway.networking.k8s.io, kind: Gateway, name: milvus }';
  return policy('GCPGatewayPolicy', settings, { name: 'milvus-policy', target });
}

/** All of it: Gateway, route, Service and policies. */
export function setup({ gateway: one = gateway(), route: other = route(), service = gatewayService() } = {}): string {
  return together(one, other, service, healthCheckPolicy(), backendPolicy());
}

function policy(kind: string, settings: string, { name, target }: PolicyParts): string {
  return `apiVersion: networking.gke.io/v1
kind: ${kind}
metadata:
  name: ${name ?? ''}
spec:
  default: ${settings}
  targetRef: ${target ?? `{ group: "", kind: Service, name: ${SERVICE} }`}
`;
}
