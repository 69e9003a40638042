import { mappingOf } from '../source/plain';
import type { Position } from '../source/read';
import type { Allowance } from './allowances';
import { type BackendConfig, backendConfigsFrom } from './backend-config';
import { type Configuration, configurationIn, configurationOf, type ReadYaml, yamlReader } from './configuration';
import { type Ingress, ingressFrom } from './ingress';
import { type GatewaySide, gatewaySideOf, isMadeForGateways } from './gateway-links';
import { type LeftBehind, leftConfigsOf } from './left-configs';
import type { GatewayService } from './gateway-service';
import { type Double, lastOfEach } from './doubles';
import { type Item, placeKeyOf, together } from './item';
import { type Named, namedBy, secretsOf } from './named';
import { isOfKubernetes } from './kind';
import { type UnusedPatch, withPatches } from './kustomize-patches';
import { Registry } from './registry';
import { isBehind, type LinkedRelease, linkedRelease, releasesOf } from './release';
import { belongsTo } from './release-links';
import { type Service, withIngresses } from './routed-service';
import { isAnnotated, type LoneService, serviceFrom } from './service';
import type { Document, Values } from './values';
import { type Skipped, valuesIn } from './values-sources/index';

// What is asked of these objects, for src/diff: it must see in a file what rules see.
export { isFalse, sharesRest, tlsModeOf } from './configuration';
export type { Configuration } from './configuration';
export type { Gateway } from './gateway';
export { leadsToMilvus } from './http-route';
export { allowsHttp } from './ingress';
export type { Ingress } from './ingress';
export { itemsOf } from './item';
export type { Item } from './item';
export type { Named } from './named';
export type { Service } from './routed-service';
export { backendConfigNamesOf, protocolOf } from './service';
export { headingOf, isOff } from './values';
export type { Document, Heading, Values } from './values';

/** What cannot be read of a file. */
export interface Unreadable {
  readonly at: Position;
  readonly message: string;
  readonly cure?: string;
  /**
   * `whole`: nothing of the file was read. `template`: no YAML yet. `ours`: the text itself speaks of Milvus or GKE's load
   * balancer, as an object or as values. `syntax`: any other text that is no YAML.
   */
  readonly kind: 'whole' | 'template' | 'ours' | 'syntax';
}

/** A key that its mapping has before. */
export interface RepeatedKey {
  readonly at: Position;
  readonly message: string;
}

/** What rules look at: nothing that has nothing to do with Milvus behind a load balancer of GKE's. */
export interface Objects extends GatewaySide, LeftBehind {
  /** Left out: whoever asks has no clock. */
  readonly now?: Date;
  readonly ingresses: readonly Ingress[];
  /** Behind these Ingresses, of other tenants too; of Milvus also where only annotations say that it stands behind one. */
  readonly services: readonly Service[];
  readonly backendConfigs: readonly BackendConfig[];
  readonly frontendConfigs: readonly Named[];
  readonly managedCertificates: readonly Named[];
  /** Those that an Ingress serves. */
  readonly tlsSecrets: readonly Named[];
  /** What holds any of these as its items, and `List` or `IngressList` in it. */
  readonly lists: readonly Item[];
  /** Of these, what stands once more further down. */
  readonly doubles: readonly Double[];
  /** Patches of kustomizations that these, or others of their kinds, are looked at without. */
  readonly unusedPatches: readonly UnusedPatch[];
  /** Every values file of the chart, behind a load balancer or not. */
  readonly values: readonly Values[];
  /** Values of Milvus that cannot be looked at. */
  readonly skipped: readonly Skipped[];
  /** Of these, and of ConfigMaps, where no other values take their place; behind a load balancer or not. */
  readonly configurations: readonly Configuration[];
  /** Deployments of proxies, as the chart renders them. */
  readonly proxies: readonly Item[];
  /** Everything, by kind and name. */
  readonly registry: Registry;
  /** Reads YAML inside texts, each of them once. */
  readonly readYaml: ReadYaml;
  readonly unreadable: readonly Unreadable[];
  readonly repeated: readonly RepeatedKey[];
  readonly allowances: readonly Allowance[];
  /** Of every rule there is. */
  readonly ruleIds: readonly string[];
}

type Found = Omit<Objects, 'now' | 'unreadable' | 'repeated' | 'allowances' | 'ruleIds'>;

/** Sorts documents into the objects that rules look at; `items` are all of them. */
export function objectsIn(documents: readonly Document[]): Found & { readonly items: readonly Item[] } {
  const { items, unusedPatches } = withPatches(documents);
  const { inForce, doubles } = lastOfEach(items);
  const registry = new Registry(inForce);
  const written = registry.ofKind('Service').filter(isOfKubernetes).map(serviceFrom);
  const { values, skipped } = valuesIn(documents, registry);
  const releases = releasesOf(
    values,
    written.filter((one) => !isMadeForGateways(one, registry)),
    registry,
  );
  const all = [...written, ...releases.map(({ service }) => service)];
  const named = byName(all);

  const ingresses = [
    ...registry
      .ofKind('Ingress')
      .filter(isOfKubernetes)
      .flatMap((item) => {
        const beside = () =>
          written.some((one) => together(one, item) && isAnnotated(one) && one.ports.some(({ grpc }) => grpc));
        return ingressFrom(item, (name) => nearestOf(named.get(name) ?? [], item), beside) ?? [];
      }),
    ...releases.flatMap(({ ingress, service, made }) =>
      ingress ? (ingressFrom(ingress, () => (made.length === 1 ? made[0] : service)) ?? []) : [],
    ),
  ];
  const nameless = written.filter(({ name }) => name === undefined);
  const leading = linksTo(ingresses, named, nameless);
  // One whose name was left out may be any that the input has not, as for an Ingress.
  const side = gatewaySideOf(registry, all, (name, from) => nearestOf(named.get(name) ?? nameless, from));
  const byGateway = new Set(side.gatewayServices.map(({ value }) => value));
  const linked = releases.map((release) => linkedRelease(release, leading, ingresses, side));
  const services = [
    ...written
      .map((service) => withIngresses(service, [...(leading.get(service) ?? [])]))
      // Annotations alone say nothing of an Ingress where a Gateway leads to it.
      .filter((service) => isBehind(service) && (service.ingresses.length > 0 || !byGateway.has(service.value))),
    ...linked.flatMap(({ service }) => service ?? []),
  ];
  const allBackendConfigs = backendConfigsFrom(registry, services, all, ingresses);
  const leftConfigs = leftConfigsOf(registry, side, ingresses, allBackendConfigs);
  const readYaml = yamlReader();
  const parts = {
    ingresses,
    services,
    backendConfigs: allBackendConfigs.filter((config) => !leftConfigs.includes(config)),
    leftConfigs,
    frontendConfigs: namedBy(registry, ingresses, 'FrontendConfig', (one) => [one.frontendConfigName ?? '']),
    managedCertificates: namedBy(registry, ingresses, 'ManagedCertificate', (one) => one.managedCertificates),
    tlsSecrets: [
      ...namedBy(registry, ingresses, 'Secret', (one) => one.tls.map(({ secretName = '' }) => secretName)),
      ...secretsOf(side.gateways, registry),
    ],
  };
  const ours = new Set(Object.values({ ...parts, ...side }).flatMap((list: readonly Item[]) => list.map(placeKeyOf)));
  const isAround = (list: Item) =>
    [...ours].some((key) => key.startsWith(`${placeKeyOf(list)}${list.base.length > 0 ? '.' : ''}`));
  return {
    items: [...items, ...values],
    ...parts,
    ...side,
    lists: registry.ofKind('List').filter(isAround),
    doubles: doubles.filter(({ last }) => ours.has(placeKeyOf(last))),
    unusedPatches,
    values: linked.map(({ values }) => values),
    skipped,
    configurations: configurationsFrom(linked, registry, services, side.gatewayServices, readYaml),
    proxies: registry.ofKind('Deployment').filter((item) => isProxyOf(item, [...services, ...side.gatewayServices])),
    registry,
    readYaml,
  };
}

function byName(services: readonly LoneService[]): Map<string, LoneService[]> {
  const map = new Map<string, LoneService[]>();
  for (const service of services) {
    if (service.serviceName === undefined) continue;
    map.set(service.serviceName, [...(map.get(service.serviceName) ?? []), service]);
  }
  return map;
}

/** One that is written out before one of Helm values; of each, one of the same namespace before one that leaves it open. */
function nearestOf(services: readonly LoneService[], from: Item): LoneService | undefined {
  const seen = services.filter((service) => together(service, from));
  const written = seen.filter(({ kind }) => kind === 'Service');
  const best = written.length > 0 ? written : seen;
  return best.find(({ namespace }) => namespace === from.namespace) ?? best[0];
}

function linksTo(
  ingresses: readonly Ingress[],
  named: ReadonlyMap<string, readonly LoneService[]>,
  nameless: readonly LoneService[],
): Map<LoneService, Set<Ingress>> {
  const links = new Map<LoneService, Set<Ingress>>();
  for (const ingress of ingresses) {
    for (const { serviceName = '' } of ingress.routes) {
      // One whose name was left out may be any that the input has not.
      for (const service of named.get(serviceName) ?? nameless) {
        if (!together(service, ingress)) continue;
        links.set(service, (links.get(service) ?? new Set()).add(ingress));
      }
    }
  }
  return links;
}

function configurationsFrom(
  releases: readonly LinkedRelease[],
  registry: Registry,
  services: readonly Service[],
  gatewayServices: readonly GatewayService[],
  read: ReadYaml,
): Configuration[] {
  const inValues = releases.map(({ values, behind, behindGateway }) =>
    configurationOf(values, { services: behind, gatewayServices: behindGateway }, read),
  );
  const inConfigMaps = registry.ofKind('ConfigMap').flatMap((item) => {
    const isOwn = (service: LoneService) => isMilvusService(service) && together(item, service);
    const own = services.filter((service) => isOwn(service) && service.name === item.name);
    const behind = gatewayServices.filter((service) => isOwn(service) && belongsTo(service.name, item.name));
    const leading = [...own, ...behind];
    const pods = registry.ofKind('Deployment').filter((one) => leading.some((service) => isOfOneRelease(one, service)));
    return configurationIn(item, { services: own, gatewayServices: behind }, pods, read) ?? [];
  });
  return [...inValues, ...inConfigMaps];
}

function isProxyOf(item: Item, services: readonly LoneService[]): boolean {
  return item.labels['component'] === 'proxy' && services.some((service) => isOfOneRelease(item, service));
}

const INSTANCE = 'app.kubernetes.io/instance';

function isOfOneRelease(one: Item, other: LoneService | GatewayService): boolean {
  if (!together(one, other) || !isMilvusService(other)) return false;
  // One that was written for a Gateway need not have the chart's labels.
  const labels = 'routes' in other ? { ...mappingOf(other.spec['selector']), ...other.labels } : other.labels;
  return one.labels[INSTANCE] !== undefined && one.labels[INSTANCE] === labels[INSTANCE];
}

function isMilvusService({ kind, ports }: LoneService): boolean {
  return kind === 'Service' && ports.some(({ grpc }) => grpc);
}
