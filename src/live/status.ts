import { podSelectorOf } from '../milvus/service';
import type { Topology } from '../topology/topology';
import { type Check, type Status, check } from './status/check-result';
import { gatewayChecksOf } from './status/gateway-checks';
import { latest } from './status/latest-events';
import { addressCheck, backendsCheck, byName, certificateCheck, negsCheck, proxiesCheck } from './status/object-checks';
import type { Cluster } from './cluster';
import { type ObjectDifference, differencesOf } from './status/differences';
import { type DistObject, type Live, readLive } from './status/read';
import { GATEWAYS, INGRESSES, type LiveObject } from './resources';

/** What dist says of an environment. */
export interface Reviewed {
  readonly objects: readonly DistObject[];
  /** Annotations of the chart's Service, by the release. */
  readonly serviceAnnotations: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** @throws UserError with everything that could not be read */
export async function readStatus(cluster: Cluster, topology: Topology, reviewed: Reviewed): Promise<Status> {
  const selectors = new Map(topology.releases.map(({ name, mode }) => [name, podSelectorOf(name, mode)]));
  return statusOf(topology, reviewed, await readLive(cluster, topology, reviewed.objects, selectors));
}

/** How far an environment is, from what a cluster holds. */
export function statusOf(topology: Topology, reviewed: Reviewed, live: Live): Status {
  const { environment, namespace, loadBalancer, releases } = topology;
  const of = (kind: string): readonly LiveObject[] => live.objects.get(kind) ?? [];
  const ingress = byName(of('Ingress'), loadBalancer.name);
  const services = of('Service');
  const checks = [
    distCheck(topology, reviewed, live),
    ...releases.map((release) => proxiesCheck(release, live.pods.get(release.name) ?? [])),
    ...(loadBalancer.ingress
      ? [
          ...releases.map((release) => negsCheck(release, services)),
          addressCheck(ingress),
          ...releases.map((release) => backendsCheck(release, ingress, services)),
          ...releases.map((release) => certificateCheck(topology, release, live, ingress)),
        ]
      : []),
    ...gatewayChecksOf(topology, live),
  ];
  return {
    environment,
    namespace,
    ...(loadBalancer.ingress && { ingress: loadBalancer.name }),
    ...(loadBalancer.gateway && { gateway: loadBalancer.name }),
    releases: releases.map(({ name, host }) => ({ name, host })),
    ready: checks.every(({ ready }) => ready),
    checks,
    ...(live.events && { events: warningsIn(live.events, loadBalancer) }),
  };
}

/** While both stand, each says which one it is of. */
function warningsIn(events: readonly LiveObject[], { ingress, gateway }: Topology['loadBalancer']): string[] {
  const ofIngress = latest(events, INGRESSES.kind);
  const ofGateway = latest(events, GATEWAYS.kind);
  if (!ingress || !gateway) return [...ofIngress, ...ofGateway];
  return [...ofIngress.map((text) => `Ingress, ${text}`), ...ofGateway.map((text) => `Gateway, ${text}`)];
}

/** Whether what is applied is what was reviewed. */
function distCheck(topology: Topology, { objects, serviceAnnotations }: Reviewed, live: Live): Check {
  const applied = objects.flatMap((object) => {
    const found = byName(live.objects.get(object.kind) ?? [], object.metadata.name);
    return differencesOf(`${object.kind} ${object.metadata.name}`, object, found);
  });
  const charts = topology.releases.flatMap(({ name, serviceName }) => {
    const annotations = serviceAnnotations.get(name);
    const found = byName(live.objects.get('Service') ?? [], serviceName);
    const wanted = annotations ? { metadata: { annotations } } : {};
    return differencesOf(`Service ${serviceName} of the chart`, wanted, found);
  });
  const all = [...applied, ...charts];
  const missing = all.filter(({ path }) => path === undefined).length;
  const other = new Set(all.filter(({ path }) => path !== undefined).map(({ object }) => object)).size;
  const parts = [...(missing > 0 ? [`${missing} missing`] : []), ...(other > 0 ? [`${other} different`] : [])];
  return check('dist', parts.join(', ') || 'as it is live', all.length === 0, { details: all.map(detailOf) });
}

function detailOf({ object, path, dist, live }: ObjectDifference): string {
  if (path === undefined) return `${object}: is not there`;
  const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
  return `${object} ${path}: live has ${shown(live)}, dist has ${shown(dist)}`;
}
