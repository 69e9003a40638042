import { chartIngressOf } from './chart-ingress';
import type { Ingress, Route } from './ingress';
import { inOneEnvironment } from './item';
import type { Item } from './item';
import type { Registry } from './registry';
import type { GatewaySide } from './gateway-links';
import { withRoutes } from './gateway-service';
import type { GatewayService } from './gateway-service';
import { belongsTo, chartOf, gatewayServicesFor, servicesMadeBy } from './release-links';
import { withIngresses } from './routed-service';
import type { Service } from './routed-service';
import { isAnnotated, isStandAlone, serviceFromValues } from './service';
import type { LoneService } from './service';
import type { Values } from './values';

/** Values of the chart, and what it makes of them. */
export interface Release {
  readonly values: Values;
  /** As the values say it. */
  readonly service: LoneService;
  /** Whether the values themselves say what it is called. */
  readonly isNamed: boolean;
  /** The Services of the input that it may be. */
  readonly made: readonly LoneService[];
  /** Where the values make one for a load balancer of GKE's. */
  readonly ingress?: Item;
}

/** @param written - the Services of the input */
export function releasesOf(values: readonly Values[], written: readonly LoneService[], registry: Registry): Release[] {
  const own = values.map((one) => ({ one, name: serviceFromValues(one).serviceName }));
  const claimed = new Set(
    own.flatMap(({ one, name }) =>
      one.complete && name !== undefined ? servicesMadeBy(one, name, written, new Set()) : [],
    ),
  );
  return own.map(({ one, name }) => {
    const likely = servicesMadeBy(one, name, written, claimed);
    // A Service without annotations need not be the one that a chart's Ingress leads to.
    const isRouted = name === undefined && chartIngressOf(one, serviceFromValues(one)) !== undefined;
    const made = isRouted ? likely.filter(isAnnotated) : likely;
    const known = knownBy(one, made);
    const sole = made.length === 1 ? made[0] : undefined;
    const service = {
      ...serviceFromValues(known),
      ...(sole && { serviceName: sole.name, ...(sole.namespace !== undefined && { namespace: sole.namespace }) }),
    };
    const ingress = chartIngressOf(known, service);
    const isTaken = ingress?.name !== undefined && registry.find('Ingress', ingress.name, ingress) !== undefined;
    // Two of one name are told as that; the other one is what the rules look at.
    return { values: known, service, isNamed: name !== undefined, made, ...(ingress && !isTaken && { ingress }) };
  });
}

/** The labels of what was made of values say the version of the chart. */
function knownBy(values: Values, made: readonly LoneService[]): Values {
  const chart = values.chart ?? chartOf(made);
  return { ...values, ...(chart !== undefined && { chart }) };
}

/** What leads to the Services of a release. */
export interface LinkedRelease {
  readonly values: Values;
  /** As the values say it, where they say that it stands behind a load balancer. */
  readonly service?: Service;
  /** Behind a load balancer, of the input or as the values say it; empty where nothing leads to Milvus. */
  readonly behind: readonly Service[];
  /** Behind a Gateway. */
  readonly behindGateway: readonly GatewayService[];
}

export function linkedRelease(
  release: Release,
  leading: ReadonlyMap<LoneService, ReadonlySet<Ingress>>,
  ingresses: readonly Ingress[],
  side: GatewaySide,
): LinkedRelease {
  const { values, service: likely, isNamed, made, ingress } = release;
  const behindGateway = behindGatewayOf(release, side);
  const linksOf = (one: LoneService) => [...(leading.get(one) ?? [])];
  const own = ingress ? ingresses.filter(({ origin }) => origin === ingress.origin) : [];
  const open = isNamed ? [] : ingresses.filter((one) => mayLeadTo(one, likely));
  // One more that it may be: then its name is not known.
  const service = open.length === 0 ? likely : { ...likely, serviceName: undefined, namespace: values.namespace };
  const linked = withIngresses(service, [...new Set([...linksOf(likely), ...own, ...open])]);
  const written = made.map((one) => withIngresses(one, linksOf(one))).filter(isBehind);
  // Values that say nothing of the load balancer leave the annotations to somebody else.
  const speaks =
    (isAnnotated(service) && (linked.ingresses.length > 0 || behindGateway.length === 0)) ||
    (made.length === 0 && own.length > 0);
  const alone = open.length > 0 || (made.length === 0 && linked.ingresses.length > 0);
  const names = [likely, ...made].flatMap(({ serviceName }) => serviceName ?? []);
  const unseen = open.flatMap(({ routes }) => routes.filter(isUnseen).flatMap(({ serviceName }) => serviceName ?? []));
  return {
    values: { ...values, serviceNames: [...new Set([...names, ...unseen])] },
    ...(speaks && { service: linked }),
    behind: [...written, ...(speaks || alone ? [linked] : [])],
    behindGateway,
  };
}

/** The Services of the input; of one that is elsewhere, what the values say of it. */
function behindGatewayOf({ values, service, isNamed }: Release, side: GatewaySide): readonly GatewayService[] {
  const found = gatewayServicesFor(values, isNamed ? service.serviceName : undefined, side.gatewayServices);
  if (found.length > 0) return found;
  const routes = side.httpRoutes.filter(
    (route) =>
      inOneEnvironment(route, values) &&
      route.rules.some(({ backends }) =>
        backends.some(
          (one) => one.grpc && !one.service && (!isNamed || belongsTo(one.serviceName, service.serviceName)),
        ),
      ),
  );
  return routes.length === 0 ? [] : [{ ...withRoutes(service, routes), grpcPorts: service.ports }];
}

/** Whether an Ingress leads to a Milvus that is not in the input: any whose name is not known may be it. */
function mayLeadTo(ingress: Ingress, service: LoneService): boolean {
  return inOneEnvironment(ingress, service) && ingress.routes.some(isUnseen);
}

function isUnseen({ grpc, service }: Route): boolean {
  return grpc && !service;
}

/** Whether something leads to it, or its annotations say so. */
export function isBehind(service: Service): boolean {
  if (service.ingresses.length > 0) return true;
  return service.ports.some(({ grpc }) => grpc) && isAnnotated(service) && !isStandAlone(service);
}
