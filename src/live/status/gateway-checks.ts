import { GATEWAY_CONDITIONS, GATEWAY_CONTROLLER } from '../../gke/gateway';
import { gatewayErrorsIn } from '../../gke/gateway-errors';
import type { GatewayBackend } from '../../topology/gateway-backend';
import type { GatewayFront, Release, Topology } from '../../topology/topology';
import { type Condition, conditionsOf } from '../conditions';
import type { LiveObject } from '../resources';
import { type Check, check } from './check-result';
import { latest } from './latest-events';
import { byName, negNamesOf } from './object-checks';
import type { Live } from './read';

type Objects = Live['objects'];

/** What an environment's Gateway is ready by; nothing where it has none. */
export function gatewayChecksOf({ loadBalancer, releases }: Topology, { objects, events = [] }: Live): Check[] {
  const { gateway: front, name } = loadBalancer;
  if (!front) return [];
  const gateway = byName(objects.get('Gateway') ?? [], name);
  return [
    gatewayCheck(name, front, gateway, objects, latest(events, 'Gateway')),
    addressCheck(gateway),
    ...releases.map((release) => negsCheck(release, objects)),
    ...releases.map((release) => routesCheck(release, name, objects)),
    ...releases.map((release) => policiesCheck(release, objects)),
  ];
}

/** By the conditions that say whether it serves: Accepted stays True while nothing is set up. */
function gatewayCheck(
  name: string,
  front: GatewayFront,
  gateway: LiveObject | undefined,
  objects: Objects,
  events: readonly string[],
): Check {
  const conditions = gateway ? conditionsOf(gateway) : [];
  const { redirectRouteName, policyName } = front;
  const told = GATEWAY_CONDITIONS.map((type) => ({ type, faults: faultOf(conditions, type, gateway) }));
  const others = [
    ...(redirectRouteName === undefined ? [] : routeFaults(redirectRouteName, name, objects)),
    ...(policyName === undefined ? [] : policyFaults('GCPGatewayPolicy', policyName, objects)),
  ];
  const details = [...told.flatMap(({ faults }) => faults), ...others];
  const wrong = told.find(({ faults }) => faults.length > 0)?.type;
  const state = !gateway ? 'not there' : wrong ? notYet(wrong) : others.length > 0 ? 'in part' : 'programmed, healthy';
  const ready = gateway !== undefined && details.length === 0;
  // Some faults are told in an event only.
  const known = [details, ...events.map((event) => [event])].find((texts) => 'meaning' in meaningOf(texts)) ?? [];
  return check('gateway', state, ready, { details, ...(!ready && meaningOf(known)), normalMinutes: 10 });
}

/** `not Programmed`, without the domain before a type. */
function notYet(type: string): string {
  return `not ${type.replace(/^.*\/(Gateway)?/, '')}`;
}

function addressCheck(gateway: LiveObject | undefined): Check {
  const { addresses = [] } = (gateway?.status ?? {}) as { addresses?: { value?: string }[] };
  const ips = addresses.flatMap(({ value }) => value ?? []);
  return check('gateway-address', ips.join(' ') || 'none yet', ips.length > 0, { normalMinutes: 10 });
}

function negsCheck(release: Release, objects: Objects): Check {
  const services = backendsOf(release).map(({ serviceName }) => byName(objects.get('Service') ?? [], serviceName));
  const details = services.flatMap(negNamesOf);
  const ready = services.every((service) => negNamesOf(service).length > 0);
  const state = ready ? String(details.length) : 'none yet';
  return check('gateway-negs', state, ready, { release: release.name, details, normalMinutes: 10 });
}

/** Every condition of its route: one that is not reconciled keeps the others of the Gateway from changing, too. */
function routesCheck(release: Release, gateway: string, objects: Objects): Check {
  const details = release.gateway ? routeFaults(release.gateway.routeName, gateway, objects) : [];
  const state = details.length === 0 ? 'reconciled' : 'not reconciled';
  return check('routes', state, details.length === 0, {
    release: release.name,
    details,
    ...meaningOf(details),
    normalMinutes: 10,
  });
}

const ROUTE_CONDITIONS = ['Accepted', 'ResolvedRefs', 'Reconciled'] as const;

function routeFaults(name: string, gateway: string, objects: Objects): string[] {
  const route = byName(objects.get('HTTPRoute') ?? [], name);
  const title = `HTTPRoute ${name}`;
  if (!route) return [`${title}: is not there`];
  const { parentRefs = [] } = (route.spec ?? {}) as { parentRefs?: ParentRef[] };
  const asked = parentRefs.filter((ref) => isGateway(ref, gateway, route));
  if (asked.length === 0) return [`${title}: does not ask for the Gateway`];
  const { parents = [] } = (route.status ?? {}) as { parents?: Told[] };
  return asked.flatMap((ref) => {
    const told = parents.filter((one) => isOfGke(one) && isAnswerTo(ref, one.parentRef, route));
    if (told.length === 0) return [`${title}: the Gateway says nothing of it yet`];
    return told.flatMap(({ conditions = [] }) =>
      ROUTE_CONDITIONS.flatMap((type) => faultOf(conditions, type, route).map((fault) => `${title}: ${fault}`)),
    );
  });
}

interface ParentRef {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly sectionName?: string;
}

/** What a controller tells of an object below another one. */
interface Told {
  readonly controllerName?: string;
  readonly parentRef?: ParentRef;
  readonly conditions?: Condition[];
}

function isGateway(
  { kind = 'Gateway', name, namespace }: ParentRef,
  gateway: string,
  { metadata }: LiveObject,
): boolean {
  return kind === 'Gateway' && name === gateway && (namespace ?? metadata.namespace) === metadata.namespace;
}

/** Others may be told of, too: a mesh, or a parent of former days. */
function isAnswerTo(asked: ParentRef, told: ParentRef | undefined, route: LiveObject): boolean {
  if (!told || !isGateway(told, asked.name ?? '', route)) return false;
  return told.sectionName === undefined || told.sectionName === asked.sectionName;
}

function isOfGke({ controllerName = GATEWAY_CONTROLLER }: Told): boolean {
  return controllerName === GATEWAY_CONTROLLER;
}

/** Policies that are not attached leave the load balancer at its defaults, and say so in their own status only. */
function policiesCheck(release: Release, objects: Objects): Check {
  const details = backendsOf(release).flatMap(({ backendPolicyName, healthCheckPolicyName }) => [
    ...policyFaults('GCPBackendPolicy', backendPolicyName, objects),
    ...policyFaults('HealthCheckPolicy', healthCheckPolicyName, objects),
  ]);
  const state = details.length === 0 ? 'attached' : 'not attached';
  return check('policies', state, details.length === 0, {
    release: release.name,
    details,
    ...meaningOf(details),
    normalMinutes: 10,
  });
}

function policyFaults(kind: string, name: string, objects: Objects): string[] {
  const policy = byName(objects.get(kind) ?? [], name);
  if (!policy) return [`${kind} ${name}: is not there`];
  const { ancestors = [] } = (policy.status ?? {}) as { ancestors?: Told[] };
  const told = ancestors.filter(isOfGke).flatMap((one) => one.conditions ?? []);
  return faultOf([...conditionsOf(policy), ...told], 'Attached', policy).map((fault) => `${kind} ${name}: ${fault}`);
}

function backendsOf({ gateway, rest }: Release): readonly GatewayBackend[] {
  return [...(gateway ? [gateway] : []), ...(typeof rest === 'object' && rest.gateway ? [rest.gateway] : [])];
}

/** What a condition says where it is not True, of the object as it is now; all of one type must be. */
function faultOf(conditions: readonly Condition[], type: string, on: LiveObject | undefined): string[] {
  const own = conditions.filter((one) => one.type === type);
  if (own.length === 0) return [`${type} is not told yet`];
  return own.flatMap((condition) => {
    const { status, reason, message } = condition;
    const old = isOld(condition, on);
    if (status === 'True' && !old) return [];
    const words = [reason, message, old ? 'told before the last change' : ''];
    return [[`${type} is ${status ?? 'not told'}`, ...words].filter(Boolean).join(', ')];
  });
}

/** Whether it was told of the object as it was before; one that does not say so counts. */
function isOld({ observedGeneration }: Condition, on: LiveObject | undefined): boolean {
  const generation = on?.metadata.generation;
  return observedGeneration !== undefined && generation !== undefined && observedGeneration < generation;
}

function meaningOf(details: readonly string[]): { readonly meaning?: string } {
  const errors = gatewayErrorsIn(details.join('\n'));
  return errors.length === 0 ? {} : { meaning: errors.map(({ cause, cure }) => `${cause} ${cure}`).join(' ') };
}
