import { GATEWAY_CONDITIONS } from '../../gke/gateway';
import { gatewayErrorsIn } from '../../gke/gateway-errors';
import type { GatewayBackend } from '../../topology/gateway-backend';
import type { GatewayFront, Release, Topology } from '../../topology/topology';
import { type Condition, conditionsOf } from '../conditions';
import type { LiveObject } from '../resources';
import { type Check, check } from './check-result';
import { byName, negNamesOf } from './object-checks';
import type { Live } from './read';

type Objects = Live['objects'];

/** What an environment's Gateway is ready by; nothing where it has none. */
export function gatewayChecksOf({ loadBalancer, releases }: Topology, { objects }: Live): Check[] {
  const { gateway: front, name } = loadBalancer;
  if (!front) return [];
  const gateway = byName(objects.get('Gateway') ?? [], name);
  return [
    gatewayCheck(name, front, gateway, objects),
    addressCheck(gateway),
    ...releases.map((release) => negsCheck(release, objects)),
    ...releases.map((release) => routesCheck(release, name, objects)),
    ...releases.map((release) => policiesCheck(release, objects)),
  ];
}

/** By the conditions that say whether it serves: Accepted stays True while nothing is set up. */
function gatewayCheck(name: string, front: GatewayFront, gateway: LiveObject | undefined, objects: Objects): Check {
  const conditions = gateway ? conditionsOf(gateway) : [];
  const { redirectRouteName, policyName } = front;
  const own = GATEWAY_CONDITIONS.flatMap((type) => faultOf(conditions, type));
  const others = [
    ...(redirectRouteName === undefined ? [] : routeFaults(redirectRouteName, name, objects)),
    ...(policyName === undefined ? [] : policyFaults('GCPGatewayPolicy', policyName, objects)),
  ];
  const details = [...own, ...others];
  const wrong = GATEWAY_CONDITIONS.find((type) => faultOf(conditions, type).length > 0);
  const state = !gateway ? 'not there' : wrong ? notYet(wrong) : others.length > 0 ? 'in part' : 'programmed, healthy';
  return check('gateway', state, gateway !== undefined && details.length === 0, {
    details,
    ...meaningOf(details),
    normalMinutes: 10,
  });
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
  const { parents = [] } = (route.status ?? {}) as {
    parents?: { parentRef?: { name?: string }; conditions?: Condition[] }[];
  };
  const own = parents.filter(({ parentRef }) => parentRef?.name === gateway);
  if (own.length === 0) return [`${title}: the Gateway says nothing of it yet`];
  return own.flatMap(({ conditions = [] }) =>
    ROUTE_CONDITIONS.flatMap((type) => faultOf(conditions, type).map((fault) => `${title}: ${fault}`)),
  );
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
  const { ancestors = [] } = (policy.status ?? {}) as { ancestors?: { conditions?: Condition[] }[] };
  const conditions = [...conditionsOf(policy), ...ancestors.flatMap((one) => one.conditions ?? [])];
  return faultOf(conditions, 'Attached').map((fault) => `${kind} ${name}: ${fault}`);
}

function backendsOf({ gateway, rest }: Release): readonly GatewayBackend[] {
  return [...(gateway ? [gateway] : []), ...(typeof rest === 'object' && rest.gateway ? [rest.gateway] : [])];
}

/** What a condition says where it is not True; all of one type must be. */
function faultOf(conditions: readonly Condition[], type: string): string[] {
  const own = conditions.filter((one) => one.type === type);
  if (own.length === 0) return [`${type} is not told yet`];
  return own
    .filter(({ status }) => status !== 'True')
    .map(({ status, reason, message }) =>
      [`${type} is ${status ?? 'not told'}`, reason, message].filter(Boolean).join(', '),
    );
}

function meaningOf(details: readonly string[]): { readonly meaning?: string } {
  const errors = gatewayErrorsIn(details.join('\n'));
  return errors.length === 0 ? {} : { meaning: errors.map(({ cause, cure }) => `${cause} ${cure}`).join(' ') };
}
