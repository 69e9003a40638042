import { UserError } from '../../errors';
import type { Topology } from '../../topology/topology';
import type { Cluster } from '../cluster';
import { Refused, faultsOf, noNamespaceFault } from '../refused';
import { EVENTS, GATEWAYS, INGRESSES, type LiveObject, PODS, RESOURCES, type Resource, SERVICES } from '../resources';

/** An object of dist. */
export interface DistObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

/** What is looked at of a cluster, at one moment. */
export interface Live {
  /** By kind. */
  readonly objects: ReadonlyMap<string, readonly LiveObject[]>;
  /** Pods behind the Service of each release, by its name. */
  readonly pods: ReadonlyMap<string, readonly LiveObject[]>;
  /** Warnings about Ingress and Gateway; undefined where they may not be read. */
  readonly events?: readonly LiveObject[];
}

/** Kinds that are read, and watched: those of dist, and what stands behind Ingress and Gateway. */
export function resourcesFor(dist: readonly DistObject[]): Resource[] {
  const kinds = new Set<string>([SERVICES.kind, ...dist.map(({ kind }) => kind)]);
  return RESOURCES.filter(({ kind }) => kinds.has(kind));
}

/** @throws UserError with everything that could not be read */
export async function readLive(
  cluster: Cluster,
  topology: Topology,
  dist: readonly DistObject[],
  selectors: ReadonlyMap<string, string>,
): Promise<Live> {
  if ((await cluster.hasNamespace()) === false) throw new UserError([noNamespaceFault(cluster)]);
  const refused: Refused[] = [];
  const list = async (resource: Resource, query?: Record<string, string>): Promise<LiveObject[]> => {
    try {
      return await cluster.list(resource, query);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push(error);
      return [];
    }
  };
  const objects = resourcesFor(dist).map(async (one): Promise<[string, LiveObject[]]> => [one.kind, await list(one)]);
  const pods = [...selectors].map(async ([release, labelSelector]): Promise<[string, LiveObject[]]> => [
    release,
    await list(PODS, { labelSelector }),
  ]);
  const [byKind, byRelease, events] = await Promise.all([
    Promise.all(objects),
    Promise.all(pods),
    warnings(cluster, topology),
  ]);
  if (refused.length > 0)
    throw new UserError(faultsOf(distinct(refused), cluster, 'docs/status.md: get, list and watch'));
  return { objects: new Map(byKind), pods: new Map(byRelease), ...(events && { events }) };
}

/** Nobody needs them to be ready: where they are refused, they are left out. */
async function warnings(cluster: Cluster, { loadBalancer }: Topology): Promise<LiveObject[] | undefined> {
  const { name, ingress, gateway } = loadBalancer;
  const kinds = [...(ingress ? [INGRESSES.kind] : []), ...(gateway ? [GATEWAYS.kind] : [])];
  const selectors = kinds.map((kind) => `involvedObject.kind=${kind},involvedObject.name=${name},type=Warning`);
  try {
    return (await Promise.all(selectors.map((fieldSelector) => cluster.list(EVENTS, { fieldSelector })))).flat();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return undefined;
  }
}

/** Several releases ask for pods several times. */
function distinct(refused: readonly Refused[]): Refused[] {
  return [...new Map(refused.map((one) => [`${one.status} ${one.resource.kind}`, one])).values()];
}
