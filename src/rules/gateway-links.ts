import { isDeepStrictEqual } from 'node:util';
import { LISTENER_SETS, UNSERVED_ROUTES } from '../gke/gateway';
import { POLICY_KINDS } from '../gke/gateway-objects';
import { mappingOf, meantList, textOf, valueAt } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import { gatewayPoliciesIn, policiesIn } from './gateway-policy';
import type { GatewayPolicy } from './gateway-policy';
import { gatewayFrom, isOfGatewayApi } from './gateway';
import type { Gateway } from './gateway';
import { withRoutes } from './gateway-service';
import type { GatewayService } from './gateway-service';
import { httpRouteFrom, leadsToMilvus } from './http-route';
import type { HttpRoute } from './http-route';
import { inOneEnvironment, isUnread, placeKeyOf, together } from './item';
import type { Item } from './item';
import type { Registry } from './registry';
import { isAnnotated } from './service';
import type { LoneService } from './service';

/** What leads to Milvus by the Gateway API, as GKE serves it. */
export interface GatewaySide {
  readonly gateways: readonly Gateway[];
  readonly httpRoutes: readonly HttpRoute[];
  /** Those of other kinds that lead to Milvus, and that GKE does not look at. */
  readonly unservedRoutes: readonly HttpRoute[];
  readonly gatewayServices: readonly GatewayService[];
  readonly policies: readonly GatewayPolicy[];
  /** Those of which it cannot be told whose they are, beside a Service of Milvus: what is misshapen there is told all the same. */
  readonly unclear: readonly Item[];
}

/** Where it stands whose an object is. */
const TELLING_PLACES: Readonly<Record<string, readonly Path[]>> = {
  Gateway: [
    ['metadata', 'name'],
    ['spec', 'gatewayClassName'],
  ],
  HTTPRoute: [
    ['spec', 'parentRefs'],
    ['spec', 'rules'],
  ],
  ...Object.fromEntries(POLICY_KINDS.map((kind) => [kind, [['spec', 'targetRef', 'name']]])),
};

type FindService = (name: string, from: Item) => LoneService | undefined;

/** @param services - of the input, written or of values */
export function gatewaySideOf(
  registry: Registry,
  services: readonly LoneService[],
  findService: FindService,
): GatewaySide {
  const all = registry.ofKind('Gateway').filter(isOfGatewayApi);
  const sets = LISTENER_SETS.flatMap((kind) => registry.ofKind(kind));
  const classes = registry.ofKind('GatewayClass');
  const ofGke = all.flatMap((item) => gatewayFrom(item, classes) ?? []);
  const find = (item: Item) => (name: string, namespace: string | undefined) =>
    findService(name, { ...item, namespace: namespace ?? item.namespace });
  const routesOf = (kind: string) =>
    registry
      .ofKind(kind)
      .filter(isOfGatewayApi)
      .map((item) => httpRouteFrom(item, [...all, ...sets], ofGke, find(item)));
  const routes = routesOf('HTTPRoute');
  const unserved = UNSERVED_ROUTES.flatMap(routesOf).filter(leadsToMilvus);
  const policies = policiesIn(registry);
  const leading = [...routes.filter(leadsToMilvus), ...unserved];
  const gateways = ofGke.filter((gateway) =>
    leading.some(({ parents }) =>
      parents.some((one) => one.gateway === gateway || one.elsewhere?.value === gateway.value),
    ),
  );
  // One for what a Gateway of the input leads to says nothing of another route there, such as a mesh's.
  const explained = new Set(
    routes
      .filter(({ parents }) => parents.some(({ gateway }) => gateway !== undefined))
      .flatMap(({ rules }) => rules.flatMap(({ backends }) => backends.map(({ serviceName }) => serviceName))),
  );
  const unexplained = policies.filter(({ spec }) => !explained.has(targetNameOf(spec)));
  const isOurs = (route: HttpRoute) =>
    route.parents.some(
      ({ gateway, elsewhere }) => (gateway && gateways.includes(gateway)) ?? isGke(elsewhere, gateways),
    ) ||
    (leadsToMilvus(route) && hasPolicy(route, all, unexplained));
  const httpRoutes = routes.filter(isOurs);
  const led = (service: LoneService) =>
    httpRoutes.filter(({ rules }) => rules.some(({ backends }) => backends.some((one) => one.service === service)));
  const gatewayServices = services.flatMap((service) => {
    const own = led(service);
    const isTarget =
      own.length === 0 && service.kind === 'Service' && hasGrpc(service) && isTargetOf(service, policies);
    return own.length > 0 || isTarget ? withRoutes(service, own) : [];
  });
  const side = {
    gateways,
    httpRoutes,
    unservedRoutes: unserved.filter(isOurs),
    gatewayServices,
    policies: gatewayPoliciesIn(registry, gatewayServices, gateways, httpRoutes),
  };
  return { ...side, unclear: unclearBeside(side, services, registry) };
}

/** Whether something stands there that is not as it was meant, as far as that can be told at all. */
function isMisshapen(item: Item, place: Path): boolean {
  return isUnread(item, place) || !isDeepStrictEqual(valueAt(item.written, place), valueAt(item.value, place));
}

function unclearBeside(
  side: Omit<GatewaySide, 'unclear'>,
  services: readonly LoneService[],
  registry: Registry,
): Item[] {
  const clear = new Set(Object.values(side).flatMap((list: readonly Item[]) => list.map(placeKeyOf)));
  const ofMilvus = services.filter(hasGrpc);
  return Object.entries(TELLING_PLACES).flatMap(([kind, places]) =>
    registry
      .ofKind(kind)
      .filter(
        (item) =>
          places.some((place) => isMisshapen(item, place)) &&
          !clear.has(placeKeyOf(item)) &&
          ofMilvus.some((service) => inOneEnvironment(service, item)),
      ),
  );
}

/** Whether a Service was written beside the chart's, for a Gateway: the chart labels its own, and people annotate it for an Ingress. */
export function isMadeForGateways(service: LoneService, registry: Registry): boolean {
  if (service.labels['helm.sh/chart'] !== undefined || isAnnotated(service)) return false;
  const names = (item: Item) =>
    meantList(item.spec['rules']).flatMap((rule) =>
      meantList(mappingOf(rule)['backendRefs']).map((ref) => mappingOf(ref)['name']),
    );
  return (
    registry
      .ofKind('HTTPRoute')
      .some((item) => inOneEnvironment(item, service) && names(item).includes(service.name)) ||
    isTargetOf(service, policiesIn(registry))
  );
}

function isGke(item: Item | undefined, gateways: readonly Gateway[]): boolean {
  return item !== undefined && gateways.some(({ value }) => value === item.value);
}

/** Whether the Gateway, which is not in the input, is one of GKE's: only there have these policies a meaning. */
function hasPolicy({ parents, rules }: HttpRoute, all: readonly Item[], policies: readonly Item[]): boolean {
  const unseen = parents.filter((one) => !one.gateway && !all.some(({ name }) => name === one.name));
  if (unseen.length === 0) return false;
  const names = [
    ...unseen.map(({ name }) => name),
    ...rules.flatMap(({ backends }) => backends.flatMap(({ serviceName }) => serviceName ?? [])),
  ];
  return policies.some(({ spec }) => names.includes(targetNameOf(spec) ?? ''));
}

function targetNameOf(spec: Mapping): string | undefined {
  return textOf(mappingOf(spec['targetRef'])['name']);
}

function isTargetOf(service: LoneService, policies: readonly Item[]): boolean {
  return policies.some((policy) => {
    const { kind, name } = mappingOf(policy.spec['targetRef']);
    return kind === 'Service' && name === service.serviceName && together(policy, service);
  });
}

function hasGrpc({ ports }: LoneService): boolean {
  return ports.some(({ grpc }) => grpc);
}
