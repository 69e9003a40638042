import { listOf, textOf, valueAt } from '../source/plain';
import type { IngressRule } from './ingress';
import type { ReadRelease } from './release-values';
import { type RunningObject, named } from './running';

const BEHIND_GATEWAYS = '-gateway';

/** The Gateway whose routes lead to the Services that environments make for each of the releases. */
export function gatewayFor(
  releases: readonly ReadRelease[],
  objects: readonly RunningObject[],
): RunningObject | undefined {
  const parents = releases.map(({ serviceName }) => parentOf(routeTo(objects, serviceName)));
  const [first] = parents;
  return first !== undefined && parents.every((name) => name === first) ? named(objects, 'Gateway', first) : undefined;
}

/** What its route says of a release, with the Services named as an Ingress would name them. */
export function gatewayRuleOf(objects: readonly RunningObject[], serviceName: string): IngressRule | undefined {
  const route = routeTo(objects, serviceName);
  if (!route) return undefined;
  const host = textOf(valueAt(route.spec, ['hostnames', 0]));
  const paths = listOf(valueAt(route.spec, ['rules'])).map((rule) => ({
    path: textOf(valueAt(rule, ['matches', 0, 'path', 'value'])) ?? '/',
    serviceName: withoutSuffix(textOf(valueAt(rule, ['backendRefs', 0, 'name'])) ?? ''),
  }));
  return { ...(host !== undefined && { host }), paths };
}

/** In the order of the listeners. */
export function inOrderOfListeners(
  { spec }: RunningObject,
  releases: readonly ReadRelease[],
  objects: readonly RunningObject[],
): ReadRelease[] {
  const names = listOf(valueAt(spec, ['listeners'])).map((listener) => valueAt(listener, ['name']));
  const rank = ({ serviceName }: ReadRelease) =>
    names.indexOf(valueAt(routeTo(objects, serviceName)?.spec, ['parentRefs', 0, 'sectionName']));
  return [...releases].sort((a, b) => rank(a) - rank(b));
}

/** Every route that is attached to it. */
export function routesOf({ metadata }: RunningObject, objects: readonly RunningObject[]): RunningObject[] {
  return objects.filter((one) => one.kind === 'HTTPRoute' && parentOf(one) === metadata.name);
}

/** The policy of a kind for an object. */
export function policyFor(
  objects: readonly RunningObject[],
  kind: 'GCPBackendPolicy' | 'HealthCheckPolicy' | 'GCPGatewayPolicy',
  target: string | undefined,
): RunningObject | undefined {
  return objects.find((one) => one.kind === kind && valueAt(one.spec, ['targetRef', 'name']) === target);
}

/** What an environment has for a Gateway: it, its routes, Services and policies. */
export function objectsOfGateway(
  gateway: RunningObject,
  releases: readonly ReadRelease[],
  objects: readonly RunningObject[],
): RunningObject[] {
  const services = releases.flatMap(({ serviceName }) => [serviceName, `${serviceName}-rest`]).map(gatewayServiceOf);
  const routes = routesOf(gateway, objects);
  const targets = [gateway.metadata.name, ...services];
  return objects.filter(
    (one) =>
      one === gateway ||
      routes.includes(one) ||
      (one.kind === 'Service' && services.includes(one.metadata.name)) ||
      (one.kind.endsWith('Policy') && targets.includes(textOf(valueAt(one.spec, ['targetRef', 'name'])) ?? '')),
  );
}

/** The Service that a Gateway leads to, by the chart's. */
export function gatewayServiceOf(serviceName: string): string {
  return `${serviceName}${BEHIND_GATEWAYS}`;
}

function routeTo(objects: readonly RunningObject[], serviceName: string): RunningObject | undefined {
  return objects.find(
    ({ kind, spec }) =>
      kind === 'HTTPRoute' &&
      listOf(valueAt(spec, ['rules'])).some(
        (rule) => valueAt(rule, ['backendRefs', 0, 'name']) === gatewayServiceOf(serviceName),
      ),
  );
}

function parentOf(route: RunningObject | undefined): string | undefined {
  return textOf(valueAt(route?.spec, ['parentRefs', 0, 'name']));
}

function withoutSuffix(name: string): string {
  return name.endsWith(BEHIND_GATEWAYS) ? name.slice(0, -BEHIND_GATEWAYS.length) : name;
}
