import { INGRESS } from '../gke/annotations';
import { type IngressClass, isIngressClass } from '../gke/load-balancer-classes';
import { GRPC_PORT } from '../milvus/service';
import { isMapping, listOf, mappingOf, textOf } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import type { Item } from './item';
import { portOf } from './service';
import type { LoneService } from './service';

/** One way through an Ingress. */
export interface Route {
  /** Of the rule's path, or of the default backend. */
  readonly at: Path;
  /** Of the backend below it. */
  readonly backendAt: Path;
  /** Undefined for any host. */
  readonly host?: string;
  /** Undefined for the default backend. */
  readonly path?: string;
  readonly pathType?: string;
  readonly serviceName?: string;
  readonly port?: string | number;
  /** Where the input has it. */
  readonly service?: LoneService;
  /** Whether it leads to Milvus' gRPC port. */
  readonly grpc: boolean;
  /** Whether it leads to Milvus at all. */
  readonly milvus: boolean;
}

/** An Ingress of GKE's that leads to Milvus. */
export interface Ingress extends Item {
  readonly class: IngressClass;
  readonly routes: readonly Route[];
  readonly tls: readonly { readonly secretName?: string; readonly path: Path }[];
  /** By the annotation, in its order. */
  readonly managedCertificates: readonly string[];
  readonly preSharedCertificates: readonly string[];
  readonly frontendConfigName?: string;
}

type FindService = (name: string) => LoneService | undefined;

/** Undefined for an Ingress that is another controller's, or that has nothing to do with Milvus. */
export function ingressFrom(item: Item, findService: FindService): Ingress | undefined {
  const ingressClass = classOf(item);
  if (ingressClass === undefined) return undefined;
  const routes = [...routesIn(item.spec, findService)];
  if (!routes.some(({ milvus }) => milvus)) return undefined;
  const names = (key: string) => (textOf(item.annotations[key]) ?? '').split(',').map((name) => name.trim());
  return {
    ...item,
    class: ingressClass,
    routes,
    tls: listOf(item.spec['tls']).map((entry, index) => ({
      secretName: textOf(mappingOf(entry)['secretName']) || undefined,
      path: ['spec', 'tls', index],
    })),
    managedCertificates: names(INGRESS.managedCertificates).filter(Boolean),
    preSharedCertificates: names(INGRESS.preSharedCertificates).filter(Boolean),
    frontendConfigName: textOf(item.annotations[INGRESS.frontendConfig]) || undefined,
  };
}

/** Whether any certificate is named, wherever it lives. */
export function hasCertificate({ tls, managedCertificates, preSharedCertificates }: Ingress): boolean {
  return tls.length + managedCertificates.length + preSharedCertificates.length > 0;
}

/** Port 80: anything that Go does not take for false is true. */
export function allowsHttp({ annotations }: Ingress): boolean {
  return !/^(0|f|F|false|FALSE|False)$/.test(textOf(annotations[INGRESS.allowHttp]) ?? '');
}

/** A class field of GKE's counts: the rules tell that the controller ignores it. */
function classOf({ annotations, spec }: Item): IngressClass | undefined {
  const field = spec['ingressClassName'];
  if (field !== undefined && field !== null && !isIngressClass(field)) return undefined;
  const annotation = annotations[INGRESS.class];
  if (isIngressClass(annotation)) return annotation;
  if (annotation !== undefined && annotation !== '') return undefined;
  if (isIngressClass(field)) return field;
  return Object.keys(annotations).some((key) => OTHER_CONTROLLERS.test(key)) ? undefined : 'gce';
}

const OTHER_CONTROLLERS = /^(nginx|alb|haproxy|traefik)\.ingress\.kubernetes\.io\/|^(konghq|projectcontour)\./;

function* routesIn(spec: Mapping, findService: FindService): Generator<Route> {
  for (const [index, rule] of listOf(spec['rules']).entries()) {
    const { host, http } = mappingOf(rule);
    for (const [at, entry] of listOf(mappingOf(http)['paths']).entries()) {
      const { path, pathType, backend } = mappingOf(entry);
      const place: Path = ['spec', 'rules', index, 'http', 'paths', at];
      yield {
        at: place,
        backendAt: [...place, 'backend'],
        host: textOf(host) || undefined,
        path: textOf(path) ?? '',
        pathType: textOf(pathType),
        ...backendOf(backend, findService),
      };
    }
  }
  for (const key of ['defaultBackend', 'backend']) {
    if (!isMapping(spec[key])) continue;
    yield { at: ['spec', key], backendAt: ['spec', key], ...backendOf(spec[key], findService) };
  }
}

/** In the shape of networking.k8s.io/v1, or in the one before. */
function backendOf(
  backend: unknown,
  findService: FindService,
): Pick<Route, 'serviceName' | 'port' | 'service' | 'grpc' | 'milvus'> {
  const { service: current, serviceName: oldName, servicePort } = mappingOf(backend);
  const { name = oldName, port: currentPort } = mappingOf(current);
  const { name: portName, number } = mappingOf(currentPort);
  const serviceName = textOf(name);
  const port = [number, portName, servicePort].find((one) => typeof one === 'string' || typeof one === 'number');
  const service = serviceName === undefined ? undefined : findService(serviceName);
  const known = service && portOf(service, port);
  const grpc = known ? known.grpc : port === GRPC_PORT.number || port === GRPC_PORT.name;
  return {
    ...(serviceName !== undefined && { serviceName }),
    ...(port !== undefined && { port }),
    ...(service && { service }),
    grpc,
    milvus: grpc || (service ? service.ports.some((one) => one.grpc) : isMilvusName(serviceName)),
  };
}

/** A Service that is not in the input is known by its name alone. */
function isMilvusName(name: string | undefined): boolean {
  return name !== undefined && /milvus/.test(name) && !/attu|minio|etcd|pulsar|kafka|grafana/.test(name);
}
