import { LOAD_BALANCER_RANGES } from '../gke/ranges';

/** The network of the cluster. */
export interface Network {
  /** Its name, or its path in another project. */
  readonly network: string;
  /** Name or path; in auto mode it is called as the network is. */
  readonly subnetwork: string;
  /** Where an internal load balancer's calls come from. */
  readonly proxyOnlyRange?: string;
  /** There is one where Terraform makes the network. */
  readonly created?: CreatedNetwork;
  /** There is one where Terraform lets the load balancer into a shared VPC, in the project that owns it. */
  readonly healthCheckRule?: { readonly name: string; readonly project: string };
}

/** Where the load balancer's calls and its health checks come from. */
export function loadBalancerRangesOf(network: Network | undefined): readonly string[] {
  const { proxyOnlyRange } = network ?? {};
  return [...LOAD_BALANCER_RANGES, ...(proxyOnlyRange === undefined ? [] : [proxyOnlyRange])];
}

export interface CreatedNetwork {
  readonly mode: 'custom' | 'auto';
  /** Bytes. */
  readonly mtu: number;
  readonly routingMode: 'REGIONAL' | 'GLOBAL';
  /** There are some in custom mode. */
  readonly ranges?: { readonly nodes: string; readonly pods: string; readonly services: string };
  /** What is logged of the subnet's connections. Left out: nothing. */
  readonly flowLogs?: FlowLogs;
  readonly names: NetworkNames;
}

/** A share of the connections, each told once in an interval. */
export interface FlowLogs {
  readonly aggregationInterval: string;
  /** More than 0, at most 1. */
  readonly flowSampling: number;
}

/** Names of what stands beside the network and its subnet. */
export interface NetworkNames {
  readonly proxyOnly: string;
  readonly router: string;
  readonly nat: string;
  readonly allowInternal: string;
  readonly allowSsh: string;
}

export interface Cluster {
  readonly name: string;
  /** A region or a zone. */
  readonly location: string;
  readonly project: string;
  /** There is one where Terraform makes the cluster. */
  readonly created?: CreatedCluster;
}

export interface CreatedCluster {
  /** Left out: GKE chooses. */
  readonly nodeLocations?: readonly string[];
  readonly channel: 'RAPID' | 'REGULAR' | 'STABLE' | 'EXTENDED';
  readonly datapathProvider: 'ADVANCED_DATAPATH' | 'LEGACY_DATAPATH';
  readonly privateNodes: boolean;
  /** Left out: GKE finds an address of the subnet. */
  readonly masterRange?: string;
  /** Left out: whoever has credentials may call the Kubernetes API from anywhere. */
  readonly authorizedNetworks?: readonly { readonly cidrBlock: string; readonly displayName?: string }[];
  /** Names of the subnet's secondary ranges. Left out: GKE makes ranges. */
  readonly rangeNames?: { readonly pods: string; readonly services: string };
  readonly maintenanceWindow: { readonly startTime: string; readonly endTime: string; readonly recurrence: string };
  readonly gatewayApiChannel: 'CHANNEL_DISABLED' | 'CHANNEL_STANDARD';
  readonly deletionProtection: boolean;
  readonly nodePool: NodePool;
}

export interface NodePool {
  readonly name: string;
  /** The nodes' own Google service account. */
  readonly accountId: string;
  readonly nodes: NodeCount;
  readonly maxPodsPerNode: number;
  readonly machineType: string;
  readonly diskSizeGb: number;
  readonly diskType: string;
  readonly imageType: string;
}

/** Fixed in each zone, or between two totals over all zones. */
export type NodeCount =
  | { readonly kind: 'fixed'; readonly perZone: number }
  | {
      readonly kind: 'autoscaled';
      readonly initialPerZone: number;
      readonly totalMin: number;
      readonly totalMax: number;
      readonly locationPolicy: 'BALANCED' | 'ANY';
    };

/** A bucket that Terraform makes, and who may use it. */
export interface Storage {
  readonly bucketName: string;
  readonly location: string;
  readonly storageClass: string;
  /** Days that an old version is kept. Left out: none is. */
  readonly keptDays?: number;
  readonly forceDestroy: boolean;
  /** One for all releases, or one each. */
  readonly accounts: readonly StorageAccount[];
  /** The cluster's pool of identities. */
  readonly workloadPool: string;
}

/** A Google service account that pods are, by the Kubernetes service account of the same name. */
export interface StorageAccount {
  readonly name: string;
  /** By which roles and annotations call it. */
  readonly email: string;
}

/** What a release says of the bucket. */
export interface ReleaseStorage {
  readonly bucketName: string;
  /** Folder in the bucket. */
  readonly rootPath: string;
  /** The Kubernetes service account of its pods. */
  readonly serviceAccountName: string;
}

/** The Terraform variable that holds the secret values of a release; a shell can set it, so it has no dash. */
export function secretValuesVariable(release: string): string {
  return `secret_values_${release.replaceAll('-', '_')}`;
}
