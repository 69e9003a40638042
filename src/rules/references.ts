import { isIP } from 'node:net';
import { INGRESS } from '../gke/annotations';
import { TLS_OPTIONS } from '../gke/gateway';
import { NAME_FORMS } from '../gke/names';
import { textOf, valueAt } from '../source/plain';
import type { Path } from '../source/plain';
import type { BackendConfig } from './backend-config';
import type { Gateway } from './gateway';
import type { GatewayPolicy } from './gateway-policy';
import type { HttpRoute } from './http-route';
import type { Ingress } from './ingress';
import type { Item } from './item';
import type { Objects } from './objects';
import { isPlaceholder } from './placeholder';
import { backendConfigNamesOf } from './service';
import type { Service } from './routed-service';

export type Target = keyof typeof NAME_FORMS;

/** A name in an object of a load balancer that leads to something else. */
export interface Reference {
  readonly on: Item;
  readonly path: Path;
  readonly to: Target;
  readonly name: string;
}

/** Every reference, whether what it names is in the input or not. */
export function referencesIn(objects: Objects): readonly Reference[] {
  const before = found.get(objects);
  if (before) return before;
  const all = [
    ...objects.ingresses.flatMap((ingress) => [...ofIngress(ingress)]),
    ...objects.services.flatMap((service) => [...ofService(service)]),
    ...objects.backendConfigs.flatMap((config) => [...ofBackendConfig(config)]),
    ...objects.gateways.flatMap((gateway) => [...ofGateway(gateway)]),
    ...objects.httpRoutes.flatMap((route) => [...ofRoute(route)]),
    ...objects.policies.flatMap((policy) => [...ofPolicy(policy)]),
  ];
  found.set(objects, all);
  return all;
}

const found = new WeakMap<Objects, readonly Reference[]>();

/** Whatever anything names of a kind. */
export function namesReferredTo(to: Target, objects: Objects): ReadonlySet<string> {
  const byTarget = names.get(objects) ?? new Map<Target, ReadonlySet<string>>();
  names.set(objects, byTarget);
  const before = byTarget.get(to);
  if (before) return before;
  const found = new Set(referencesIn(objects).flatMap((one) => (one.to === to ? one.name : [])));
  byTarget.set(to, found);
  return found;
}

const names = new WeakMap<Objects, Map<Target, ReadonlySet<string>>>();

/** Of one kind, those whose name can exist. */
export function referencesTo(to: Target, objects: Objects): Reference[] {
  return referencesIn(objects).filter((one) => one.to === to && nameFault(one) === undefined);
}

function* ofIngress(ingress: Ingress): Generator<Reference> {
  const named = (to: Target, key: string, name: string): Reference => ({
    on: ingress,
    path: [...ingress.annotationsPath, key],
    to,
    name,
  });
  const { managedCertificates, preSharedCertificates, frontendConfigName, routes, tls, annotations } = ingress;
  for (const name of managedCertificates) yield named('ManagedCertificate', INGRESS.managedCertificates, name);
  for (const name of preSharedCertificates) yield named('Compute certificate', INGRESS.preSharedCertificates, name);
  if (frontendConfigName !== undefined) yield named('FrontendConfig', INGRESS.frontendConfig, frontendConfigName);
  for (const key of [INGRESS.globalStaticIpName, INGRESS.regionalStaticIpName]) {
    const name = textOf(annotations[key]) ?? '';
    if (name !== '') yield named('address', key, name);
  }
  for (const { secretName, path } of tls) {
    if (secretName !== undefined) yield { on: ingress, path: [...path, 'secretName'], to: 'Secret', name: secretName };
  }
  for (const { serviceName, backendAt } of routes) {
    if (!serviceName) continue;
    yield { on: ingress, path: [...backendAt, 'service', 'name'], to: 'Service', name: serviceName };
  }
}

function* ofService(service: Service): Generator<Reference> {
  const { path } = service.backendConfig ?? {};
  if (!path) return;
  for (const name of backendConfigNamesOf(service)) yield { on: service, path, to: 'BackendConfig', name };
}

function* ofBackendConfig(config: BackendConfig): Generator<Reference> {
  const path = ['iap', 'oauthclientCredentials', 'secretName'];
  const name = textOf(valueAt(config.spec, path)) ?? '';
  if (name !== '') yield { on: config, path: ['spec', ...path], to: 'Secret', name };
}

/** What is named in another namespace is left to whoever lets it be seen. */
function* ofGateway(gateway: Gateway): Generator<Reference> {
  for (const { secretRefs, certificateNames, path } of gateway.listeners) {
    for (const { name, namespace, path: at } of secretRefs) {
      if (isOwn(namespace, gateway)) yield { on: gateway, path: [...at, 'name'], to: 'Secret', name };
    }
    for (const name of certificateNames[TLS_OPTIONS.preSharedCertificates] ?? []) {
      const at = [...path, 'tls', 'options', TLS_OPTIONS.preSharedCertificates];
      yield { on: gateway, path: at, to: 'Compute certificate', name };
    }
  }
}

function* ofRoute(route: HttpRoute): Generator<Reference> {
  for (const { name, namespace, path, listenerSet } of route.parents) {
    if (listenerSet === undefined && isOwn(namespace, route))
      yield { on: route, path: [...path, 'name'], to: 'Gateway', name };
  }
  for (const { serviceName, namespace, path, value } of route.rules.flatMap(({ backends }) => backends)) {
    if (serviceName === undefined || (value['kind'] ?? 'Service') !== 'Service' || !isOwn(namespace, route)) continue;
    yield { on: route, path: [...path, 'name'], to: 'Service', name: serviceName };
  }
}

/** One that is for an object of another namespace is told as that. */
function* ofPolicy(policy: GatewayPolicy): Generator<Reference> {
  const { targetKind, targetName, service, elsewhere } = policy;
  if (targetKind !== 'Service' || service || elsewhere) return;
  yield { on: policy, path: ['spec', 'targetRef', 'name'], to: 'Service', name: targetName };
}

function isOwn(namespace: string | undefined, item: Item): boolean {
  return namespace === undefined || namespace === item.namespace;
}

/** Why nothing of that kind can have the name, and what to write; undefined where it can. */
export function nameFault({
  to,
  name,
  on,
}: Reference): { readonly message: string; readonly cure: string } | undefined {
  const { pattern, maxLength, form } = NAME_FORMS[to];
  if (isPlaceholder(name) || (pattern.test(name) && name.length <= maxLength)) return undefined;
  const message = `${JSON.stringify(name)} is no name that ${to === 'address' ? 'an address' : `a ${to}`} can have`;
  const last = name.split('/').at(-1) ?? '';
  if (isIP(name) !== 0) return { message, cure: 'Reserve the address, and write the name it is reserved under.' };
  if (/[[\]{}"']/.test(name)) return { message, cure: 'Write the bare name, without JSON and quotes.' };
  if (/[;\s]/.test(name)) return { message, cure: 'Write one name; where several may stand, put commas between them.' };
  if (/^(https?:|\/|projects\/|global\/|regions\/)/.test(name)) {
    return { message, cure: `Write its name alone, not its path: ${last}.` };
  }
  if (name.includes('/'))
    return { message, cure: `Write ${last} alone: it is looked for in the namespace of the ${on.kind}.` };
  if (name.length > maxLength) return { message, cure: `Write at most ${maxLength} characters.` };
  return { message, cure: `Write the name that it has: ${form}.` };
}
