import { INGRESS } from '../gke/annotations';
import { type IngressClass, isIngressClass } from '../gke/load-balancer-classes';
import { isMapping, listOf, mappingOf, textOf } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import { backendTo } from './backend';
import type { Backend } from './backend';
import { isUnread } from './item';
import type { Item } from './item';
import { isAnnotated, meantNumber } from './service';
import type { LoneService } from './service';

/** One way through an Ingress. */
export interface Route extends Backend {
  /** Of the rule's path, or of the default backend. */
  readonly at: Path;
  /** Of the backend below it. */
  readonly backendAt: Path;
  /** Undefined for any host. */
  readonly host?: string;
  /** Undefined for the default backend. */
  readonly path?: string;
  readonly pathType?: string;
}

/** An Ingress of GKE's that leads to Milvus. */
export interface Ingress extends Item {
  readonly class: IngressClass;
  readonly routes: readonly Route[];
  /** Those whose place a later one of the same host and path takes. */
  readonly lostRoutes: readonly LostRoute[];
  readonly tls: readonly { readonly secretName?: string; readonly path: Path }[];
  /** By the annotation, in its order. */
  readonly managedCertificates: readonly string[];
  readonly preSharedCertificates: readonly string[];
  readonly frontendConfigName?: string;
}

export interface LostRoute extends Route {
  readonly winner: Route;
}

type FindService = (name: string) => LoneService | undefined;

/**
 * Undefined for an Ingress that is another controller's, or that has nothing to do with Milvus.
 *
 * @param mayBeMeant - whether one that leads nowhere was meant for Milvus
 */
export function ingressFrom(
  item: Item,
  findService: FindService,
  mayBeMeant: () => boolean = () => false,
): Ingress | undefined {
  const all = [...routesIn(item.spec, findService)];
  const isVague = all.every(({ serviceName }) => serviceName === undefined) || isUnread(item, ['spec']);
  const isMilvus = all.some(({ milvus }) => milvus) || (isVague && mayBeMeant());
  const ingressClass = isMilvus ? classOf(item, all) : undefined;
  if (ingressClass === undefined) return undefined;
  const names = (key: string) => (textOf(item.annotations[key]) ?? '').split(',').map((name) => name.trim());
  return {
    ...item,
    class: ingressClass,
    ...inForce(all),
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
export function hasCertificate({ tls, managedCertificates, preSharedCertificates, annotations }: Ingress): boolean {
  // What is no text is told as that: a certificate was meant.
  const meant = [INGRESS.managedCertificates, INGRESS.preSharedCertificates].filter(
    (key) => typeof (annotations[key] ?? '') !== 'string',
  );
  return tls.length + managedCertificates.length + preSharedCertificates.length + meant.length > 0;
}

/** Port 80: anything that Go does not take for false is true. */
export function allowsHttp({ annotations }: Ingress): boolean {
  return !/^(0|f|F|false|FALSE|False)$/.test(textOf(annotations[INGRESS.allowHttp]) ?? '');
}

/** The class that a word was meant to be; undefined for another controller's. */
export function classMeantBy(word: unknown): IngressClass | undefined {
  const plain = String(textOf(word)).trim().toLowerCase().replaceAll('_', '-');
  if (isIngressClass(plain)) return plain;
  if (!/^g[ck]e/.test(plain)) return undefined;
  if (plain.includes('intern')) return 'gce-internal';
  return plain.includes('region') ? 'gce-regional-external' : 'gce';
}

/** A class field of GKE's counts, and one that is misspelt: the rules tell that the controller ignores the Ingress. */
function classOf(item: Item, routes: readonly Route[]): IngressClass | undefined {
  const { annotations, annotationsPath, spec } = item;
  const field = spec['ingressClassName'] ?? undefined;
  const annotation = annotations[INGRESS.class];
  // One that is no text names no other controller.
  const isUnreadable = isUnread(item, [...annotationsPath, INGRESS.class]);
  if (annotation !== undefined && annotation !== '') {
    // The API server refuses two classes that differ: of an Ingress that is ours by one of them, too.
    const byField = field === undefined ? undefined : classMeantBy(field);
    return classMeantBy(annotation) ?? byField ?? (isUnreadable ? 'gce' : undefined);
  }
  if (field !== undefined) return classMeantBy(field);
  // A cluster may have another class for those that name none; what only GKE reads tells that it has not.
  const others = Object.keys(annotations).some((key) => OTHER_CONTROLLERS.test(key));
  const ours = ONLY_GKE_READS.some((key) => Object.hasOwn(annotations, key));
  const annotated = routes.some(({ service }) => service && isAnnotated(service));
  return others && !ours && !annotated ? undefined : 'gce';
}

const OTHER_CONTROLLERS = /^(nginx|alb|haproxy|traefik)\.ingress\.kubernetes\.io\/|^(konghq|projectcontour)\./;
const ONLY_GKE_READS: readonly string[] = Object.values(INGRESS).filter((key) => key !== INGRESS.class);

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

/** The last rule of a host has its paths; of equal paths the last one counts. */
function inForce(all: readonly Route[]): Pick<Ingress, 'routes' | 'lostRoutes'> {
  const lastRule = new Map<string, unknown>();
  const winners = new Map<string, Route>();
  for (const route of all) {
    if (route.path === undefined) continue;
    lastRule.set(route.host ?? '', route.at[2]);
    for (const path of controllerPathsOf(route)) winners.set(`${String(route.at[2])} ${path}`, route);
  }
  const routes: Route[] = [];
  const lostRoutes: LostRoute[] = [];
  for (const route of all) {
    if (route.path !== undefined && lastRule.get(route.host ?? '') !== route.at[2]) continue;
    const taken = controllerPathsOf(route).map((path) => winners.get(`${String(route.at[2])} ${path}`));
    const [winner] = taken;
    if (route.path === undefined || !winner || taken.includes(route)) routes.push(route);
    else lostRoutes.push({ ...route, winner });
  }
  return { routes, lostRoutes };
}

/** Paths as the load balancer gets them. */
function controllerPathsOf({ path = '', pathType }: Route): string[] {
  if (pathType !== 'Prefix') return [path === '' && pathType === 'ImplementationSpecific' ? '/*' : path];
  const start = path.replace(/\/$/, '');
  return start === '' ? ['/*'] : [start, `${start}/*`];
}

/** In the shape of networking.k8s.io/v1, or in the one before. */
function backendOf(backend: unknown, findService: FindService): Backend {
  const { service: current, serviceName: oldName, servicePort } = mappingOf(backend);
  const { name = oldName, port: currentPort } = mappingOf(current);
  const { name: portName, number } = mappingOf(currentPort);
  const serviceName = textOf(name) || undefined;
  const port = [meantNumber(number), portName, currentPort, servicePort].find(
    (one) => typeof one === 'string' || typeof one === 'number',
  );
  return backendTo(serviceName, port, serviceName === undefined ? undefined : findService(serviceName));
}
