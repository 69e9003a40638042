import { AUTO_MODE_RANGE, projectOfPath, regionOfPath } from '../gke/network';
import { overlap } from '../gke/ranges';
import { isOfRegion } from './classes';
import type { Add, Check, SoundEnvironment } from './environment-check';
import { DEFAULT_REGION } from './names';
import { DEFAULT_PROXY_ONLY_RANGE, DEFAULT_SUBNETWORK } from './network';

export const NETWORK_CHECKS: readonly Check[] = [
  autoModeHasItsOwnSubnets,
  subnetworkLiesInRegion,
  rangesAreApart,
  firewallIsForSharedNetworks,
  sharedNetworksNameTheirRanges,
];

const CREATE = ['gcp', 'network', 'create'] as const;

function autoModeHasItsOwnSubnets({ gcp }: SoundEnvironment, add: Add): void {
  const create = gcp?.network?.create;
  if (create?.mode !== 'auto' || create.subnetwork === undefined) return;
  add(
    [...CREATE, 'subnetwork'],
    'must be left out with mode: auto, where Google makes the subnets',
    'take it out, or write mode: custom',
  );
}

function subnetworkLiesInRegion({ gcp, region = DEFAULT_REGION }: SoundEnvironment, add: Add): void {
  const written = regionOfPath(gcp?.network?.existing?.subnetwork ?? '');
  if (written === undefined || written === region) return;
  add(
    ['gcp', 'network', 'existing', 'subnetwork'],
    `must lie in region ${region}`,
    `write region: ${written}, or a subnetwork of ${region}`,
  );
}

interface Place {
  readonly path: (string | number)[];
  readonly what: string;
  readonly range: string;
}

/** Each range against those before it, so that one collision is told once, at the later one. */
function rangesAreApart(environment: SoundEnvironment, add: Add): void {
  const places = placesOf(environment);
  places.forEach(({ path, what, range }, index) => {
    const other = places.slice(0, index).find((before) => overlap(before.range, range));
    if (other === undefined) return;
    add(path, `${what} ${range} overlaps ${other.what} ${other.range}`, 'all ranges of a network must be apart');
  });
}

function placesOf(environment: SoundEnvironment): Place[] {
  const { gcp } = environment;
  const { create, existing } = gcp?.network ?? {};
  const places: Place[] = [];
  const at = (path: (string | number)[], what: string, range: string | undefined): void => {
    if (range !== undefined) places.push({ path, what, range });
  };
  if (create) {
    const { ipCidrRange, secondaryIpRange } = create.subnetwork ?? DEFAULT_SUBNETWORK;
    if (create.mode === 'auto') at([...CREATE, 'mode'], "auto mode's own", AUTO_MODE_RANGE);
    else {
      at([...CREATE, 'subnetwork', 'ipCidrRange'], 'the subnet', ipCidrRange);
      at([...CREATE, 'subnetwork', 'secondaryIpRange', 'pods'], 'pods', secondaryIpRange?.pods);
      at([...CREATE, 'subnetwork', 'secondaryIpRange', 'services'], 'services', secondaryIpRange?.services);
    }
    const ofProxies = isOfRegion(environment) ? DEFAULT_PROXY_ONLY_RANGE : undefined;
    at([...CREATE, 'proxyOnlyRange'], 'the proxy-only subnet', create.proxyOnlyRange ?? ofProxies);
  }
  at(['gcp', 'network', 'existing', 'proxyOnlyRange'], 'the proxy-only subnet', existing?.proxyOnlyRange);
  const master = gcp?.cluster?.create?.privateClusterConfig?.masterIpv4CidrBlock;
  at(['gcp', 'cluster', 'create', 'privateClusterConfig', 'masterIpv4CidrBlock'], 'the control plane', master);
  return places;
}

/** The project that shares its network with this one. */
function hostProjectOf({ project, gcp }: SoundEnvironment): string | undefined {
  const host = projectOfPath(gcp?.network?.existing?.network ?? '');
  return host === project ? undefined : host;
}

function firewallIsForSharedNetworks(environment: SoundEnvironment, add: Add): void {
  const existing = environment.gcp?.network?.existing;
  if (!existing?.firewall || existing.network === undefined || hostProjectOf(environment) !== undefined) return;
  add(
    ['gcp', 'network', 'existing', 'firewall'],
    'must be left out where the network is of the same project: the controller of the load balancer makes the rule',
    'take it out, or write network: projects/HOST_PROJECT/global/networks/NAME',
  );
}

function sharedNetworksNameTheirRanges(environment: SoundEnvironment, add: Add): void {
  const { network, cluster } = environment.gcp ?? {};
  const path = ['gcp', 'cluster', 'create', 'ipAllocationPolicy'];
  if (!cluster?.create) return;
  const written = 'ipAllocationPolicy' in cluster.create;
  if (network?.create && written) {
    add(path, 'must be left out with gcp.network.create', 'take it out: the ranges that are made are taken');
  }
  const host = hostProjectOf(environment);
  if (host !== undefined && !written) {
    add(
      path,
      'required in a shared VPC, but missing',
      `GKE makes no ranges in the network of ${host}: name the secondary ranges of the subnetwork`,
    );
  }
}
