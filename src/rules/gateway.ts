import { CERTIFICATE_MAP_ANNOTATION } from '../gke/gateway';
import { classLike, isOfGke } from '../gke/gateway-limits';
import type { GatewayClass } from '../gke/load-balancer-classes';
import { isMapping, listOf, mappingOf, meantList, textOf, valueAt } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import { inOneEnvironment } from './item';
import type { Item } from './item';
import { isOfKubernetes } from './kind';
import { meantNumber } from './service';

/** A port that a Gateway opens, for one host or for all. */
export interface Listener {
  readonly name?: string;
  readonly port?: number;
  /** `HTTP`, `HTTPS`, or what else is written. */
  readonly protocol: string;
  /** Undefined for any host. */
  readonly hostname?: string;
  /** Left out, an empty one. */
  readonly tls: Mapping;
  readonly hasTls: boolean;
  /** Names of certificates in its options, by the option's key. */
  readonly certificateNames: Readonly<Record<string, readonly string[]>>;
  readonly secretRefs: readonly { readonly name: string; readonly namespace?: string; readonly path: Path }[];
  /** Whose routes it takes: `Same` namespace, `All`, or what a `Selector` says. */
  readonly from: string;
  /** The one namespace that a Selector names, where it does so. */
  readonly fromNamespace?: string;
  /** Which kinds of routes it takes; empty: what fits its protocol. */
  readonly kinds: readonly string[];
  readonly path: Path;
}

/** A Gateway of GKE's that leads to Milvus. */
export interface Gateway extends Item {
  readonly class: string;
  /** The class whose load balancer it makes; undefined for one that is not known, or of several regions. */
  readonly classLike: GatewayClass | undefined;
  readonly listeners: readonly Listener[];
  /** Undefined where the annotation is absent or empty. */
  readonly certificateMap?: string;
}

/**
 * Undefined for a Gateway of somebody else's.
 *
 * @param classes - GatewayClasses of the input
 */
export function gatewayFrom(item: Item, classes: readonly Item[] = []): Gateway | undefined {
  const name = textOf(item.spec['gatewayClassName'])?.trim();
  if (!isOfGatewayApi(item) || name === undefined) return undefined;
  const made = classes.find((one) => one.name === name && inOneEnvironment(one, item));
  if (!isOfGke(name) && !isMadeByGke(made)) return undefined;
  return {
    ...item,
    class: name,
    classLike: classLike(name),
    listeners: meantList(item.spec['listeners']).map(listenerFrom),
    certificateMap: textOf(item.annotations[CERTIFICATE_MAP_ANNOTATION]) || undefined,
  };
}

/** Whether a class of one's own asks GKE to make its load balancers, however its controller is called. */
function isMadeByGke(gatewayClass: Item | undefined): boolean {
  return /^([\w.-]+\.)?gke\.io\//.test(textOf(gatewayClass?.spec['controllerName']) ?? '');
}

/** Other projects have a Gateway, too; a group of Kubernetes' that is another one, or is left out, is told as that. */
export function isOfGatewayApi(item: Item): boolean {
  return isOfKubernetes(item) || isExperimental(item);
}

/** Whether it is of the group that the API had before v1beta1. */
export function isExperimental({ apiVersion }: Item): boolean {
  return EXPERIMENTAL.test(apiVersion);
}

/** Of the years before v1beta1, when it had a group of its own. */
const EXPERIMENTAL = /(^|\.)networking\.x-k8s\.io\//;

/** Whether it ends TLS. */
export function isHttps({ protocol }: Listener): boolean {
  return protocol === 'HTTPS';
}

/** Whether a listener says where its certificate is, rightly or not; an option that is empty says nothing. */
export function namesCertificate({ tls }: Listener): boolean {
  const options = Object.values(mappingOf(tls['options']));
  return meantList(tls['certificateRefs']).length > 0 || options.some((names) => names !== '' && names !== null);
}

/** Whether a listener wants a certificate, and neither it nor its Gateway names one. */
export function lacksCertificate(listener: Listener, { certificateMap }: Gateway): boolean {
  return isHttps(listener) && certificateMap === undefined && !namesCertificate(listener);
}

/** Whether the API server takes its `tls`: that ends TLS, unless said otherwise, and has something in it for that. */
export function isTlsTaken({ tls }: Listener): boolean {
  const isEnded = (tls['mode'] ?? 'Terminate') === 'Terminate';
  return !isEnded || meantList(tls['certificateRefs']).length + Object.keys(mappingOf(tls['options'])).length > 0;
}

/** HTTP and HTTPS take them unless told otherwise. */
export function takesHttpRoutes({ kinds }: Listener): boolean {
  return kinds.length === 0 || kinds.includes('HTTPRoute');
}

/** The names of certificates in an option; one of another type is told as that. */
function namesIn(option: unknown): string[] {
  if (typeof option !== 'string') return [];
  return option
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
}

/** Kubernetes gives every namespace a label of its name. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

function listenerFrom(value: unknown, index: number): Listener {
  const { name, port, protocol, hostname, tls: written, allowedRoutes } = mappingOf(value);
  const number = meantNumber(port);
  const path: Path = ['spec', 'listeners', index];
  const tls = mappingOf(written);
  const options = Object.entries(mappingOf(tls['options']));
  const namespaces = mappingOf(mappingOf(allowedRoutes)['namespaces']);
  const selected = textOf(valueAt(namespaces, ['selector', 'matchLabels', NAMESPACE_NAME]));
  return {
    ...(textOf(name) !== undefined && { name: textOf(name) }),
    ...(typeof number === 'number' && { port: number }),
    protocol: textOf(protocol) ?? '',
    ...(textOf(hostname) && { hostname: textOf(hostname) }),
    tls,
    hasTls: isMapping(written),
    certificateNames: Object.fromEntries(options.map(([key, names]) => [key, namesIn(names)])),
    secretRefs: listOf(tls['certificateRefs']).flatMap((ref, at) => {
      const { name: secret, namespace, kind = 'Secret' } = mappingOf(ref);
      if (typeof secret !== 'string' || kind !== 'Secret') return [];
      const place: Path = [...path, 'tls', 'certificateRefs', at];
      return { name: secret, ...(textOf(namespace) !== undefined && { namespace: textOf(namespace) }), path: place };
    }),
    from: textOf(namespaces['from']) ?? 'Same',
    ...(selected !== undefined && { fromNamespace: selected }),
    kinds: meantList(mappingOf(allowedRoutes)['kinds']).flatMap((kind) => textOf(mappingOf(kind)['kind']) ?? []),
    path,
  };
}
