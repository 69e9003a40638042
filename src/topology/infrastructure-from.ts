import { DEFAULT_PROXY_ONLY_RANGE, DEFAULT_SUBNETWORK } from '../config/network';
import { DEFAULT_NODES } from '../config/node-pool';
import type { CompleteEnvironment } from '../config/schema';
import { zoneCountOf } from '../gke/cluster';
import { projectOfPath } from '../gke/network';
import { serviceAccountEmail, workloadPoolOf } from '../gke/storage';
import type {
  Cluster,
  CreatedCluster,
  Network,
  NodeCount,
  NodePool,
  ReleaseStorage,
  Storage,
  StorageAccount,
} from './infrastructure';

type Google = CompleteEnvironment['gcp'];
type Written<K extends 'network' | 'cluster' | 'storage'> = NonNullable<NonNullable<Google[K]>['create']>;

/** What everything here is named after, and where it is. */
export interface Place {
  readonly project: string;
  readonly region: string;
  readonly zone?: string;
  readonly loadBalancerName: string;
  /** Whether the load balancer's proxies take their addresses from a subnet of the network. */
  readonly hasProxyOnlySubnet: boolean;
  readonly hasGateway: boolean;
}

export function networkFrom({ create, existing }: NonNullable<Google['network']>, place: Place): Network | undefined {
  if (create) return createdNetworkFrom(create, place);
  if (!existing) return undefined;
  const { network, subnetwork, proxyOnlyRange, firewall } = existing;
  const host = projectOfPath(network);
  return {
    network,
    subnetwork,
    ...(proxyOnlyRange !== undefined && { proxyOnlyRange }),
    ...(firewall &&
      host !== undefined && {
        healthCheckRule: { name: `${place.loadBalancerName}-allow-health-checks`, project: host },
      }),
  };
}

function createdNetworkFrom(create: Written<'network'>, { loadBalancerName, hasProxyOnlySubnet }: Place): Network {
  const { name = `${loadBalancerName}-network`, mode, mtu, routingMode } = create;
  const subnetwork = create.subnetwork ?? { ...DEFAULT_SUBNETWORK, name: undefined, logConfig: undefined };
  const { ipCidrRange, secondaryIpRange, logConfig } = subnetwork;
  const { proxyOnlyRange = hasProxyOnlySubnet ? DEFAULT_PROXY_ONLY_RANGE : undefined } = create;
  return {
    network: name,
    subnetwork: mode === 'auto' ? name : (subnetwork.name ?? `${loadBalancerName}-subnet`),
    ...(proxyOnlyRange !== undefined && { proxyOnlyRange }),
    created: {
      mode,
      mtu,
      routingMode,
      ...(mode === 'custom' && {
        ranges: { nodes: ipCidrRange, pods: secondaryIpRange.pods, services: secondaryIpRange.services },
      }),
      ...(logConfig && { flowLogs: logConfig }),
      names: {
        proxyOnly: `${loadBalancerName}-proxy-only`,
        router: `${loadBalancerName}-router`,
        nat: `${loadBalancerName}-nat`,
        allowInternal: `${name}-allow-internal`,
        allowSsh: `${name}-allow-ssh`,
      },
    },
  };
}

export function clusterFrom({ create, existing }: NonNullable<Google['cluster']>, gcp: Google, place: Place): Cluster {
  const { project, region, zone, loadBalancerName } = place;
  if (existing) return { name: existing.name, location: existing.location, project: existing.project ?? project };
  const { name = `${loadBalancerName}-cluster`, location = zone ?? region } = create ?? {};
  return { name, location, project, ...(create && { created: createdClusterFrom(create, location, gcp, place) }) };
}

function createdClusterFrom(create: Written<'cluster'>, location: string, gcp: Google, place: Place): CreatedCluster {
  const { nodeLocations, privateClusterConfig, masterAuthorizedNetworksConfig, ipAllocationPolicy } = create;
  const { enablePrivateNodes, masterIpv4CidrBlock } = privateClusterConfig;
  const rangeNames = ipAllocationPolicy
    ? {
        pods: ipAllocationPolicy.clusterSecondaryRangeName,
        services: ipAllocationPolicy.servicesSecondaryRangeName,
      }
    : RANGE_NAMES;
  const named = ipAllocationPolicy !== undefined || gcp.network?.create?.mode === 'custom';
  return {
    ...(nodeLocations && { nodeLocations }),
    channel: create.releaseChannel.channel,
    datapathProvider: create.datapathProvider,
    privateNodes: enablePrivateNodes,
    ...(masterIpv4CidrBlock !== undefined && { masterRange: masterIpv4CidrBlock }),
    ...(masterAuthorizedNetworksConfig && {
      authorizedNetworks: masterAuthorizedNetworksConfig.cidrBlocks.map(({ cidrBlock, displayName }) => ({
        cidrBlock,
        ...(displayName !== undefined && { displayName }),
      })),
    }),
    ...(named && { rangeNames }),
    maintenanceWindow: create.maintenancePolicy.recurringWindow,
    gatewayApiChannel: create.gatewayApiConfig.channel ?? (place.hasGateway ? 'CHANNEL_STANDARD' : 'CHANNEL_DISABLED'),
    deletionProtection: create.deletionProtection,
    nodePool: nodePoolFrom(create.nodePool, zoneCountOf(location, nodeLocations), place),
  };
}

/** Secondary ranges of a subnet that Terraform makes. */
const RANGE_NAMES = { pods: 'pods', services: 'services' } as const;

function nodePoolFrom(pool: Written<'cluster'>['nodePool'], zones: number, { loadBalancerName }: Place): NodePool {
  const { name = `${loadBalancerName}-pool`, accountId = `${loadBalancerName}-nodes`, maxPodsPerNode } = pool;
  return { name, accountId, nodes: nodeCountFrom(pool, zones), maxPodsPerNode, ...pool.nodeConfig };
}

function nodeCountFrom(pool: Written<'cluster'>['nodePool'], zones: number): NodeCount {
  const { autoscaling, nodeCount = Math.ceil(DEFAULT_NODES / zones) } = pool;
  if (!autoscaling) return { kind: 'fixed', perZone: nodeCount };
  const { totalMinNodeCount: totalMin, totalMaxNodeCount: totalMax, locationPolicy } = autoscaling;
  return { kind: 'autoscaled', initialPerZone: Math.ceil(totalMin / zones), totalMin, totalMax, locationPolicy };
}

interface NamedRelease {
  readonly name: string;
  readonly serviceName: string;
}

export function storageFrom(
  create: Written<'storage'>,
  place: Place,
  clusterProject: string,
  releases: readonly NamedRelease[],
): Storage {
  const { project, region } = place;
  const names = new Set(releases.map((release) => accountNameOf(create, release)));
  return {
    bucketName: bucketNameOf(create, place),
    location: create.location ?? region,
    storageClass: create.storageClass,
    ...(create.versioning && { keptDays: create.versioning.daysSinceNoncurrentTime }),
    forceDestroy: create.forceDestroy,
    accounts: [...names].map((name): StorageAccount => ({ name, email: serviceAccountEmail(name, project) })),
    workloadPool: workloadPoolOf(clusterProject),
  };
}

export function releaseStorageFrom(create: Written<'storage'>, place: Place, release: NamedRelease): ReleaseStorage {
  return {
    bucketName: bucketNameOf(create, place),
    rootPath: `milvus/${release.name}`,
    serviceAccountName: accountNameOf(create, release),
  };
}

function bucketNameOf({ name }: Written<'storage'>, { project, loadBalancerName }: Place): string {
  return name ?? `${project}-${loadBalancerName}`;
}

function accountNameOf({ accountId }: Written<'storage'>, { serviceName }: NamedRelease): string {
  return accountId ?? `${serviceName}-storage`;
}
