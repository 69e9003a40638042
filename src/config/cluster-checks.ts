import { MAX_SURGE, addressesPerNode, nodesThatFit, regionOf, zoneCountOf } from '../gke/cluster';
import { prefixLengthOf } from '../gke/ranges';
import { bucketFault } from '../gke/storage';
import { serviceNameOf } from '../milvus/chart';
import type { Add, Check, SoundEnvironment } from './environment-check';
import { DEFAULT_REGION } from './names';
import { DEFAULT_SUBNETWORK } from './network';
import { DEFAULT_NODES } from './node-pool';

export const CLUSTER_CHECKS: readonly Check[] = [
  clusterHasANetwork,
  clusterLiesInRegion,
  zonesAreNamedOnce,
  everyZoneHasANode,
  podsFitIntoTheirRange,
  releasesHaveACluster,
  bucketNameIsTaken,
];

const CREATE = ['gcp', 'cluster', 'create'] as const;

function clusterHasANetwork({ gcp }: SoundEnvironment, add: Add): void {
  if (!gcp?.cluster?.create || 'network' in gcp) return;
  add(
    ['gcp', 'network'],
    'required for gcp.cluster.create, but missing',
    'write gcp.network: { create: {} }, or { existing: { network: …, subnetwork: … } }',
  );
}

/** Where the cluster is that Terraform makes; undefined where there is none. */
function createdLocation({ gcp, zone, region = DEFAULT_REGION }: SoundEnvironment): string | undefined {
  const create = gcp?.cluster?.create;
  return create && (create.location ?? zone ?? region);
}

function clusterLiesInRegion({ gcp, zone, region = DEFAULT_REGION }: SoundEnvironment, add: Add): void {
  const check = (path: (string | number)[], location: string | undefined): void => {
    if (location === undefined || regionOf(location) === region) return;
    add(path, `must lie in region ${region}`, `write region: ${regionOf(location)}, or another place`);
  };
  const { create, existing } = gcp?.cluster ?? {};
  const path = existing ? ['gcp', 'cluster', 'existing', 'location'] : [...CREATE, 'location'];
  const location = existing?.location ?? create?.location;
  check(path, location);
  create?.nodeLocations?.forEach((one, index) => check([...CREATE, 'nodeLocations', index], one));
  if (location === undefined || zone === undefined || location === zone || regionOf(location) !== region) return;
  add(path, `must be ${zone}, which zone says`, 'write one of them only, or the same in both');
}

function zonesAreNamedOnce(environment: SoundEnvironment, add: Add): void {
  const zones = environment.gcp?.cluster?.create?.nodeLocations ?? [];
  const location = createdLocation(environment);
  zones.forEach((zone, index) => {
    const path = [...CREATE, 'nodeLocations', index];
    if (zone !== undefined && zone === location) {
      add(path, "must be a further zone: this one is the cluster's own", 'take it out');
    } else if (zone !== undefined && zones.indexOf(zone) < index) add(path, 'must be named once', 'take it out');
  });
}

interface Nodes {
  readonly zones: number;
  readonly most: number;
  readonly pods: number;
}

/** The nodes of the cluster that Terraform makes, as far as they can be counted. */
function nodesOf(environment: SoundEnvironment): Nodes | undefined {
  const create = environment.gcp?.cluster?.create;
  const location = createdLocation(environment);
  if (!create?.nodePool || location === undefined) return undefined;
  const zones = zoneCountOf(location, create.nodeLocations);
  const { autoscaling, nodeCount = Math.ceil(DEFAULT_NODES / zones), maxPodsPerNode } = create.nodePool;
  const most = autoscaling ? autoscaling.totalMaxNodeCount : nodeCount * zones;
  return most === undefined || maxPodsPerNode === undefined ? undefined : { zones, most, pods: maxPodsPerNode };
}

function everyZoneHasANode(environment: SoundEnvironment, add: Add): void {
  const zones = nodesOf(environment)?.zones;
  const autoscaling = environment.gcp?.cluster?.create?.nodePool?.autoscaling;
  if (zones === undefined || autoscaling === undefined) return;
  const { totalMinNodeCount: min, totalMaxNodeCount: max } = autoscaling;
  const path = [...CREATE, 'nodePool', 'autoscaling'];
  if (min !== undefined && min < zones) {
    add(
      [...path, 'totalMinNodeCount'],
      `must be at least ${zones}, one node in each zone`,
      'write more nodes, or fewer zones in nodeLocations',
    );
  }
  if (min !== undefined && max !== undefined && max < min) {
    add(
      [...path, 'totalMaxNodeCount'],
      `must be at least totalMinNodeCount, ${min}`,
      'write more, or a smaller minimum',
    );
  }
}

function podsFitIntoTheirRange(environment: SoundEnvironment, add: Add): void {
  const network = environment.gcp?.network?.create;
  const nodes = nodesOf(environment);
  if (!network || network.mode !== 'custom' || !nodes) return;
  const range = (network.subnetwork ?? DEFAULT_SUBNETWORK).secondaryIpRange?.pods;
  if (range === undefined) return;
  const { most, pods } = nodes;
  const fit = nodesThatFit(prefixLengthOf(range), pods);
  const needed = most + MAX_SURGE;
  if (fit >= needed) return;
  const prefix = 32 - Math.ceil(Math.log2(needed * addressesPerNode(pods)));
  add(
    ['gcp', 'network', 'create', 'subnetwork', 'secondaryIpRange', 'pods'],
    `has room for ${fit} nodes of ${pods} pods (${addressesPerNode(pods)} addresses each), but ${needed} are needed: ${most}, and ${MAX_SURGE} more during updates`,
    `write a /${prefix} or larger, or a smaller maxPodsPerNode`,
  );
}

function releasesHaveACluster({ gcp }: SoundEnvironment, add: Add): void {
  const wanted = gcp?.helmRelease !== undefined && gcp.helmRelease !== false;
  if (!wanted || 'cluster' in gcp) return;
  add(
    ['gcp', 'helmRelease'],
    'needs to know the cluster',
    'write gcp.cluster: { existing: { name: …, location: … } }, or { create: {} }',
  );
}

/** A name that is written is looked at by itself; this is the one it has when left out. */
function bucketNameIsTaken({ gcp, project, loadBalancer, releases = [] }: SoundEnvironment, add: Add): void {
  const create = gcp?.storage?.create;
  const [first] = releases;
  if (!create || 'name' in create || project === undefined || first?.name === undefined) return;
  const name = `${project}-${loadBalancer?.name ?? serviceNameOf(first.name, first.fullnameOverride)}`;
  const fault = bucketFault(name);
  if (fault === undefined) return;
  add(['gcp', 'storage', 'create', 'name'], `is ${name} when left out, and ${fault}`, 'write another');
}
