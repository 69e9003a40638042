import { SERVICE } from '../../src/gke/annotations';
import { CONTAINER_PORTS } from './chart';
import { type BackendService, type HealthCheck, NOBODY, backendService } from './backend-service';
import type { Json, Protocol } from './envoy-json';
import { type Backend, type BackendConfig, type KubernetesObject, NotSynced, type Service, named } from './objects';

/** Ports of this machine, by release and by the pod's port. */
export type Pods = ReadonlyMap<string, Readonly<Record<number, number>>>;

const PROTOCOLS: readonly Protocol[] = ['HTTP', 'HTTPS', 'HTTP2'];

/**
 * Reads the Service and its annotations as the controller does.
 *
 * @throws NotSynced where the controller would report an error
 * @see https://github.com/kubernetes/ingress-gce
 */
export function backendServiceOf(
  objects: readonly KubernetesObject[],
  pods: Pods,
  namespace: string,
  { service: { name, port: wanted } }: Backend,
): BackendService {
  const service = named(objects, 'Service', name, namespace);
  const port = service.spec.ports.find((one) => one.port === wanted.number || one.name === wanted.name);
  if (!port) throw new NotSynced(`Service ${name} has no port ${wanted.name ?? wanted.number ?? ''}`);
  if (annotation(service, SERVICE.neg)['ingress'] !== true) throw new NotSynced(`Service ${name}: no NEG`);

  const protocol = protocolOf(service, port.name ?? '');
  const config = backendConfigOf(objects, service, namespace, [port.name ?? '', String(port.port)]);
  const target = portOf(port.targetPort ?? port.port);
  return backendService({
    name: `${namespace}/${name}:${port.port}`,
    protocol,
    check: healthCheckOf(config),
    target,
    podPortsOf: (podPort) => pods.get(service.spec.selector?.['app.kubernetes.io/instance'] ?? '')?.[podPort],
    timeoutSec: config?.spec.timeoutSec || 30, // 0 is what absent is
    more: {
      request_headers_to_add: headers(config?.spec.customRequestHeaders?.headers),
      response_headers_to_add: headers(config?.spec.customResponseHeaders?.headers),
    },
  });
}

/** A name that is not the Service port's is no error: the load balancer then talks plaintext HTTP/1.1. */
function protocolOf(service: Service, portName: string): Protocol {
  const protocols = annotation(service, SERVICE.appProtocols);
  for (const one of Object.values(protocols)) {
    if (!PROTOCOLS.includes(one as Protocol)) throw new NotSynced(`app-protocols: ${String(one)}`);
  }
  return (protocols[portName] as Protocol | undefined) ?? 'HTTP';
}

function backendConfigOf(
  objects: readonly KubernetesObject[],
  service: Service,
  namespace: string,
  portKeys: readonly string[],
): BackendConfig | undefined {
  const { default: fallback, ports = {} } = annotation(service, SERVICE.backendConfig) as {
    default?: string;
    ports?: Record<string, string>;
  };
  const name = portKeys.map((key) => ports[key]).find((one) => one !== undefined) ?? fallback;
  return name === undefined ? undefined : named(objects, 'BackendConfig', name, namespace);
}

/** Without a BackendConfig, and for every field of it that is left out: the controller's own choice. */
function healthCheckOf(config: BackendConfig | undefined): HealthCheck {
  const check = config?.spec.healthCheck ?? {};
  return {
    protocol: (check.type as Protocol | undefined) ?? 'HTTP2',
    path: check.requestPath ?? '/',
    ...(check.port !== undefined && { port: check.port }),
    interval: check.checkIntervalSec ?? 15,
    timeout: check.timeoutSec ?? 15,
    healthy: check.healthyThreshold ?? 1,
    unhealthy: check.unhealthyThreshold ?? 2,
  };
}

export function portOf(target: number | string): number {
  return typeof target === 'number' ? target : (CONTAINER_PORTS[target] ?? NOBODY);
}

function annotation({ metadata }: Service, key: string): Record<string, unknown> {
  const text = metadata.annotations?.[key];
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new NotSynced(`${key} is not JSON`);
  }
}

/** Google's own variables, `{client_region}` and the like, stay as they are written. */
function headers(lines: readonly string[] = []): Json[] {
  return lines.map((line) => {
    const colon = line.indexOf(':');
    const header = {
      key: line.slice(0, colon).trim(),
      value: line
        .slice(colon + 1)
        .trim()
        .replaceAll('%', '%%'),
    };
    return { header, append_action: 'OVERWRITE_IF_EXISTS_OR_ADD' };
  });
}
