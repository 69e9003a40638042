import { LISTENER_SETS } from '../gke/gateway';
import { listOf, mappingOf, meantList, textOf } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import { backendTo } from './backend';
import type { Backend } from './backend';
import { isExperimental, takesHttpRoutes } from './gateway';
import type { Gateway, Listener } from './gateway';
import { inOneEnvironment, together } from './item';
import type { Item } from './item';
import { meantNumber } from './service';
import type { LoneService } from './service';

/** What a route asks to be attached to. */
export interface ParentRef {
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
  readonly port?: unknown;
  /** The kind of set whose listener it asks for, in place of one of the Gateway itself. */
  readonly listenerSet?: string;
  readonly path: Path;
  /** Where the input has it, in the namespace that is meant. */
  readonly gateway?: Gateway;
  /** One of that name elsewhere. */
  readonly elsewhere?: Item;
}

/** A Service that a rule leads to. */
export interface BackendRef extends Backend {
  readonly namespace?: string;
  readonly value: Mapping;
  readonly path: Path;
}

export interface RouteRule {
  readonly value: Mapping;
  /** Each with its type, which defaults to PathPrefix, and its value, which defaults to "/". */
  readonly paths: readonly { readonly type: string; readonly value: string; readonly path: Path }[];
  readonly filters: readonly Mapping[];
  readonly backends: readonly BackendRef[];
  readonly path: Path;
}

/** A route of a Gateway that leads to Milvus, other tenants' too: one that is faulty stops them all. */
export interface HttpRoute extends Item {
  readonly parents: readonly ParentRef[];
  readonly hostnames: readonly string[];
  readonly rules: readonly RouteRule[];
  /** Those of the input that it is attached to. */
  readonly gateways: readonly Gateway[];
}

type FindService = (name: string, namespace: string | undefined) => LoneService | undefined;

/** @param all - Gateways of the input, GKE's or not, and sets of listeners */
export function httpRouteFrom(
  item: Item,
  all: readonly Item[],
  gateways: readonly Gateway[],
  findService: FindService,
): HttpRoute {
  const parents = parentsOf(item, all, gateways);
  return {
    ...item,
    parents,
    hostnames: listOf(item.spec['hostnames']).flatMap((host) => textOf(host) ?? []),
    rules: meantList(item.spec['rules']).map((rule, index) => ruleFrom(mappingOf(rule), index, findService)),
    gateways: [...new Set(parents.flatMap(({ gateway }) => gateway ?? []))],
  };
}

function parentsOf(item: Item, all: readonly Item[], gateways: readonly Gateway[]): ParentRef[] {
  if (isExperimental(item) && item.spec['parentRefs'] === undefined) return parentsOfOldRoute(item, gateways);
  return meantList(item.spec['parentRefs']).flatMap((value, index) => {
    const { name: written, namespace: other, sectionName, port, kind = 'Gateway' } = mappingOf(value);
    const name = textOf(written);
    const set = LISTENER_SETS.find((one) => one === kind);
    if (name === undefined || (kind !== 'Gateway' && set === undefined)) return [];
    const named = all.filter((one) => one.kind === kind && one.name === name && inOneEnvironment(one, item));
    const own = nearestOf(named, textOf(other) ?? item.namespace, item);
    const best = set === undefined ? own : gatewayOfSet(own, all);
    const gateway = gateways.find((one) => best && one.value === best.value);
    return {
      name,
      ...(textOf(other) !== undefined && { namespace: textOf(other) }),
      ...(textOf(sectionName) && { sectionName: textOf(sectionName) }),
      ...(port !== undefined && { port }),
      ...(set !== undefined && { listenerSet: set }),
      path: ['spec', 'parentRefs', index],
      ...(gateway && { gateway }),
      ...(!best && set === undefined && named[0] && { elsewhere: named[0] }),
    };
  });
}

/** In v1alpha1 it was the Gateway that selected routes. */
function parentsOfOldRoute(item: Item, gateways: readonly Gateway[]): ParentRef[] {
  return gateways
    .filter((one) => isExperimental(one) && inOneEnvironment(one, item))
    .map((gateway) => ({ name: gateway.name ?? '', path: ['spec'], gateway }));
}

/** Undefined also for a set that the input has not: nobody knows then which Gateway it is of. */
function gatewayOfSet(set: Item | undefined, all: readonly Item[]): Item | undefined {
  const { name, namespace } = mappingOf(set?.spec['parentRef']);
  if (!set || textOf(name) === undefined) return undefined;
  const named = all.filter((one) => one.kind === 'Gateway' && one.name === name && inOneEnvironment(one, set));
  return nearestOf(named, textOf(namespace) ?? set.namespace, set);
}

/** Of one name, the one that can be meant of a namespace. */
function nearestOf(named: readonly Item[], namespace: string | undefined, from: Item): Item | undefined {
  const near = named.filter((one) => together(one, { ...from, namespace }));
  return near.find((one) => one.namespace === namespace) ?? near[0];
}

/** Whether some rule of it leads to Milvus. */
export function leadsToMilvus({ rules }: Pick<HttpRoute, 'rules'>): boolean {
  return rules.some(({ backends }) => backends.some(({ milvus }) => milvus));
}

/**
 * The listeners that a route is attached to by one parentRef: of that name and port, which take HTTPRoutes, and of a host
 * that both have.
 */
export function listenersFor(
  { gateway, sectionName, port, listenerSet }: ParentRef,
  { hostnames }: Pick<HttpRoute, 'hostnames'>,
): readonly Listener[] {
  if (listenerSet !== undefined) return [];
  return (gateway?.listeners ?? []).filter(
    (listener) =>
      ['HTTP', 'HTTPS'].includes(listener.protocol) &&
      takesHttpRoutes(listener) &&
      (sectionName === undefined || listener.name === sectionName) &&
      (typeof port !== 'number' || listener.port === port) &&
      (hostnames.length === 0 || hostnames.some((host) => meet(listener.hostname, host))),
  );
}

/** Whether some name is meant by both; `*.` stands for one label or more. */
export function meet(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return true;
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return true;
  if (a.startsWith('*.') && b.startsWith('*.')) return a.endsWith(b.slice(1)) || b.endsWith(a.slice(1));
  if (a.startsWith('*.')) return b.endsWith(a.slice(1));
  return b.startsWith('*.') && a.endsWith(b.slice(1));
}

function ruleFrom(value: Mapping, index: number, findService: FindService): RouteRule {
  const path: Path = ['spec', 'rules', index];
  const matches = meantList(value['matches']);
  return {
    value,
    path,
    paths: (matches.length === 0 ? [{}] : matches).map((match, at) => {
      const { type, value: text } = mappingOf(mappingOf(match)['path']);
      const place = matches.length === 0 ? path : [...path, 'matches', at, 'path'];
      return { type: textOf(type) ?? 'PathPrefix', value: textOf(text) ?? '/', path: place };
    }),
    filters: meantList(value['filters']).map(mappingOf),
    backends: ['backendRefs', 'forwardTo'].flatMap((key) =>
      meantList(value[key]).map((ref, at) => backendFrom(mappingOf(ref), [...path, key, at], findService)),
    ),
  };
}

function backendFrom(value: Mapping, path: Path, findService: FindService): BackendRef {
  const name = textOf(value['name'] ?? value['serviceName']);
  const namespace = textOf(value['namespace']);
  const port = meantNumber(value['port']);
  // A ServiceImport is the Service of another cluster.
  const isService = (value['kind'] ?? 'Service') === 'Service';
  const service = isService && name !== undefined ? findService(name, namespace) : undefined;
  const known = typeof port === 'number' || typeof port === 'string' ? port : undefined;
  return { ...backendTo(name, known, service), ...(namespace !== undefined && { namespace }), value, path };
}
