import type { ContainerCluster } from '@cdktf/provider-google/lib/container-cluster';
import { ContainerNodePool, type ContainerNodePoolConfig } from '@cdktf/provider-google/lib/container-node-pool';
import { Construct } from 'constructs';
import { type Fault, refuse } from '../errors';
import { CLUSTER_NAME, MACHINE_TYPE, MAX_SURGE, NODES, NODE_DISK_GB, PODS_PER_NODE } from '../gke/cluster';
import { integerFaults, nameFaults } from '../gke/prop-faults';
import type { NodeCount } from '../topology/infrastructure';
import { hardenedNode } from './node-config';
import type { OrderedProps } from './ordered';

export interface GkeNodePoolProps extends OrderedProps {
  /** Lower-case letters, digits and "-", at most 40 characters. */
  readonly name: string;
  /** The cluster's name. */
  readonly cluster: string;
  /**
   * The cluster, where Terraform makes it: when it is replaced its pools go with it, and the plan says so.
   *
   * @default - the cluster is nothing that the stack makes
   */
  readonly clusterResource?: ContainerCluster;
  /** The cluster's own. */
  readonly location: string;
  readonly nodes: NodeCount;
  /** Most pods on a node, 8 to 256. */
  readonly maxPodsPerNode: number;
  readonly machineType: string;
  readonly diskSizeGb: number;
  readonly diskType: string;
  readonly imageType: string;
  /** Address of the Google service account that the nodes are. */
  readonly serviceAccount: string;
}

/**
 * Nodes of a cluster: shielded, repaired and updated by GKE one at a time, reaching Google by the metadata server of
 * workload identity. They are never spot machines: Milvus keeps state.
 *
 * @throws InvalidProps with all faults: Terraform plans a cluster without nodes
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/node-pools
 */
export class GkeNodePool extends Construct {
  readonly resource: ContainerNodePool;

  constructor(scope: Construct, id: string, props: GkeNodePoolProps) {
    super(scope, id);
    const { name, cluster, location, nodes, maxPodsPerNode, machineType, diskSizeGb, diskType, imageType } = props;
    const { clusterResource, serviceAccount, dependsOn } = props;
    refuse(this, faultsOf(props));
    this.resource = new ContainerNodePool(this, 'pool', {
      name,
      cluster,
      location,
      ...countOf(nodes),
      lifecycle: {
        ignoreChanges: ignoredChanges(nodes),
        // By its name alone, which stays, the plan would not know: the apply would end with a cluster without nodes.
        ...(clusterResource && { replaceTriggeredBy: [idOf(clusterResource)] }),
      },
      maxPodsPerNode,
      management: { autoRepair: true, autoUpgrade: true },
      upgradeSettings: { maxSurge: MAX_SURGE, maxUnavailable: 0 },
      nodeConfig: {
        machineType,
        diskSizeGb,
        diskType,
        imageType,
        ...hardenedNode(serviceAccount),
      },
      ...(dependsOn && { dependsOn }),
    });
  }
}

/** What decides the number of nodes. */
function countOf(nodes: NodeCount): Pick<ContainerNodePoolConfig, 'nodeCount' | 'initialNodeCount' | 'autoscaling'> {
  if (nodes.kind === 'fixed') return { nodeCount: nodes.perZone };
  const { initialPerZone, totalMin, totalMax, locationPolicy } = nodes;
  return {
    initialNodeCount: initialPerZone,
    autoscaling: { totalMinNodeCount: totalMin, totalMaxNodeCount: totalMax, locationPolicy },
  };
}

/** As the lifecycle takes it, which is no expression. */
function idOf({ terraformResourceType, friendlyUniqueId }: ContainerCluster): string {
  return `${terraformResourceType}.${friendlyUniqueId}.id`;
}

/** Arguments whose change would replace the pool though nothing has changed. */
function ignoredChanges(nodes: NodeCount): string[] {
  return [
    // Pools made before it was written as a name have the cluster's id in their state, imported ones have its name.
    'cluster',
    // Once nodes scale, the first number is history.
    ...(nodes.kind === 'autoscaled' ? ['initial_node_count'] : []),
  ];
}

function faultsOf({ name, nodes, maxPodsPerNode, machineType, diskSizeGb }: GkeNodePoolProps): Fault[] {
  return [
    ...nameFaults('name', name, CLUSTER_NAME),
    ...(nodes.kind === 'fixed'
      ? integerFaults('nodes.perZone', nodes.perZone, NODES)
      : [
          ...integerFaults('nodes.totalMin', nodes.totalMin, NODES),
          ...integerFaults('nodes.totalMax', nodes.totalMax, NODES),
        ]),
    ...integerFaults('maxPodsPerNode', maxPodsPerNode, PODS_PER_NODE),
    ...nameFaults('machineType', machineType, MACHINE_TYPE),
    ...integerFaults('diskSizeGb', diskSizeGb, NODE_DISK_GB),
  ];
}
