import { RFC1035_LABEL } from './names';

/**
 * What `gcloud container clusters update CLUSTER` takes to switch on what is off.
 *
 * @see https://cloud.google.com/sdk/gcloud/reference/container/clusters/update
 */
export const SWITCHED_ON = {
  httpLoadBalancing: '--update-addons HttpLoadBalancing=ENABLED',
  gatewayApi: '--gateway-api=standard',
  /** Autopilot and recent Standard clusters have it on. @see https://cloud.google.com/stackdriver/docs/managed-prometheus/setup-managed */
  managedCollection: '--enable-managed-prometheus',
} as const;

/** Names of clusters and node pools. @see https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters */
export const CLUSTER_NAME = { ...RFC1035_LABEL, maxLength: 40 } as const;

/** Nodes that one pool may have in each zone, and over all zones. */
export const NODES = { min: 1, max: 1000 } as const;

/** Boot disk of a node, in GB. */
export const NODE_DISK_GB = { min: 20, max: 65_536 } as const;

/** A machine type of Compute Engine. @see https://cloud.google.com/compute/docs/machine-resource */
export const MACHINE_TYPE = { pattern: /^[a-z]\w*-[-a-z0-9]+$/, form: 'a machine type such as c2-standard-4' } as const;

/** Ranges that may call the Kubernetes API. */
export const AUTHORIZED_NETWORKS_MAX = 100;

/** Zones that GKE gives a regional cluster whose zones are not named. @see https://cloud.google.com/kubernetes-engine/docs/concepts/regional-clusters */
export const ZONES_OF_REGIONAL_CLUSTER = 3;

/** Pods on one node. @see https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr */
export const PODS_PER_NODE = { min: 8, max: 256 } as const;

/** How many nodes an update may add for a moment; ours, and GKE's own default. */
export const MAX_SURGE = 1;

/** Below this, system pods take what workloads need. @see https://gcpdiag.dev/rules/gke/WARN/2023_004/ */
export const PODS_PER_NODE_SOUND = 16;

/** Addresses of the pod range that one node takes: twice its pods, rounded up to a power of two. */
export function addressesPerNode(podsPerNode: number): number {
  return 2 ** Math.ceil(Math.log2(2 * podsPerNode));
}

/** Nodes whose pods fit into a range of a prefix length. */
export function nodesThatFit(prefixLength: number, podsPerNode: number): number {
  return Math.floor(2 ** (32 - prefixLength) / addressesPerNode(podsPerNode));
}

/** `us-west1` of `us-west1` and of `us-west1-a`. */
export function regionOf(location: string): string {
  return location.replace(/-[a-z]$/, '');
}

/** In how many zones a cluster has nodes. */
export function zoneCountOf(location: string, nodeLocations: readonly unknown[] | undefined): number {
  if (isZone(location)) return 1 + (nodeLocations?.length ?? 0);
  return nodeLocations?.length ?? ZONES_OF_REGIONAL_CLUSTER;
}

export function isZone(location: string): boolean {
  return regionOf(location) !== location;
}
