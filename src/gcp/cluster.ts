import { ContainerCluster } from '@cdktf/provider-google/lib/container-cluster';
import { Construct } from 'constructs';
import { type Fault, refuse } from '../errors';
import { AUTHORIZED_NETWORKS_MAX, CLUSTER_NAME } from '../gke/cluster';
import { PREFIX } from '../gke/network';
import { workloadPoolOf } from '../gke/storage';
import { nameFaults, rangeFaults } from '../gke/prop-faults';
import { ipv4RangeFault } from '../gke/ranges';
import { hardenedNode } from './node-config';
import type { OrderedProps } from './ordered';
import { keptIf } from './protection';

/** Without these, nobody can say afterwards why a node or the control plane did what it did. */
const CONTROL_PLANE = ['APISERVER', 'SCHEDULER', 'CONTROLLER_MANAGER'] as const;

/** Arguments of the default pool, which is gone; another value would replace the cluster. */
const IGNORED_CHANGES = [
  // Clusters made before it was written had the Compute default service account in it.
  'node_config',
  // An adopted cluster was born with as many nodes as its maker liked.
  'initial_node_count',
];

export interface GkeClusterProps extends OrderedProps {
  /** Lower-case letters, digits and "-", at most 40 characters. */
  readonly name: string;
  readonly project: string;
  /** A region for a regional cluster, a zone for a zonal one. */
  readonly location: string;
  /**
   * Zones of the nodes of a regional cluster, further zones of a zonal one.
   *
   * @default - GKE chooses three, or the one zone
   */
  readonly nodeLocations?: readonly string[];
  /** Name, path or reference. */
  readonly network: string;
  /** Name, path or reference. */
  readonly subnetwork: string;
  /**
   * Names of the subnet's secondary ranges.
   *
   * @default - GKE makes ranges of its own
   */
  readonly secondaryRangeNames?: { readonly pods: string; readonly services: string };
  /** Which versions it gets; it has no version of its own. */
  readonly releaseChannel: string;
  /** `ADVANCED_DATAPATH` is Dataplane V2, which NetworkPolicies need. */
  readonly datapathProvider: string;
  /** Whether nodes have inner addresses only. */
  readonly privateNodes: boolean;
  /**
   * Range of the control plane, a /28.
   *
   * @default - GKE finds an address of the subnet
   */
  readonly masterIpv4CidrBlock?: string;
  /**
   * Who may call the Kubernetes API.
   *
   * @default - whoever has credentials, from anywhere
   */
  readonly authorizedNetworks?: readonly { readonly cidrBlock: string; readonly displayName?: string }[];
  /** When GKE may update it: the first window, in UTC, and how it comes back, as in RFC 5545. */
  readonly maintenanceWindow: { readonly startTime: string; readonly endTime: string; readonly recurrence: string };
  readonly gatewayApiChannel: string;
  /**
   * Address of the Google service account that the nodes of the cluster's first moments are, before its default pool is
   * removed.
   */
  readonly serviceAccount: string;
  /** Whether GKE's provider refuses to delete it, once its turn has come. */
  readonly deletionProtection: boolean;
  /**
   * Whether Terraform refuses to plan its end, so that nothing else goes before it either.
   *
   * @default true
   */
  readonly preventDestroy?: boolean;
}

/**
 * A VPC-native GKE cluster without nodes: workload identity, HTTP load balancing, NodeLocal DNSCache, logging and
 * monitoring are on, and its default node pool is removed.
 *
 * @throws InvalidProps with all faults
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster
 */
export class GkeCluster extends Construct {
  readonly resource: ContainerCluster;

  constructor(scope: Construct, id: string, props: GkeClusterProps) {
    super(scope, id);
    const { name, project, location, nodeLocations, network, subnetwork, secondaryRangeNames } = props;
    const { releaseChannel, datapathProvider, privateNodes, masterIpv4CidrBlock, authorizedNetworks } = props;
    const { maintenanceWindow, gatewayApiChannel, serviceAccount, deletionProtection, dependsOn } = props;
    const { preventDestroy = true } = props;
    refuse(this, faultsOf(props));
    this.resource = new ContainerCluster(this, 'cluster', {
      name,
      location,
      ...(nodeLocations && { nodeLocations: [...nodeLocations] }),
      network,
      subnetwork,
      networkingMode: 'VPC_NATIVE',
      ipAllocationPolicy: secondaryRangeNames
        ? {
            clusterSecondaryRangeName: secondaryRangeNames.pods,
            servicesSecondaryRangeName: secondaryRangeNames.services,
          }
        : {},
      // A cluster is born with a pool, which cannot be changed without the cluster: ours comes beside it.
      initialNodeCount: 1,
      removeDefaultNodePool: true,
      nodeConfig: hardenedNode(serviceAccount),
      enableShieldedNodes: true,
      datapathProvider,
      releaseChannel: { channel: releaseChannel },
      workloadIdentityConfig: { workloadPool: workloadPoolOf(project) },
      addonsConfig: {
        httpLoadBalancing: { disabled: false },
        dnsCacheConfig: { enabled: true },
        gcePersistentDiskCsiDriverConfig: { enabled: true },
      },
      ...(privateNodes && {
        privateClusterConfig: {
          enablePrivateNodes: true,
          enablePrivateEndpoint: false,
          ...(masterIpv4CidrBlock !== undefined && { masterIpv4CidrBlock }),
        },
      }),
      ...(authorizedNetworks && {
        masterAuthorizedNetworksConfig: {
          cidrBlocks: authorizedNetworks.map((one) => ({ ...one })),
          // Else whoever rents a machine of Google's may call as well.
          gcpPublicCidrsAccessEnabled: false,
        },
      }),
      loggingConfig: { enableComponents: ['SYSTEM_COMPONENTS', 'WORKLOADS', ...CONTROL_PLANE] },
      monitoringConfig: {
        enableComponents: ['SYSTEM_COMPONENTS', ...CONTROL_PLANE],
        managedPrometheus: { enabled: true },
      },
      maintenancePolicy: { recurringWindow: { ...maintenanceWindow } },
      gatewayApiConfig: { channel: gatewayApiChannel },
      deletionProtection,
      ...keptIf(preventDestroy, { ignoreChanges: IGNORED_CHANGES }),
      ...(dependsOn && { dependsOn }),
    });
  }
}

function faultsOf({ name, masterIpv4CidrBlock, authorizedNetworks = [] }: GkeClusterProps): Fault[] {
  const most = AUTHORIZED_NETWORKS_MAX;
  const count = authorizedNetworks.length;
  return [
    ...nameFaults('name', name, CLUSTER_NAME),
    ...rangeFaults('masterIpv4CidrBlock', masterIpv4CidrBlock, (range) => ipv4RangeFault(range, PREFIX.master)),
    ...(count > most ? [{ path: 'authorizedNetworks', message: `must be at most ${most} ranges, got ${count}` }] : []),
    ...authorizedNetworks.flatMap(({ cidrBlock }, index) =>
      rangeFaults(`authorizedNetworks[${index}].cidrBlock`, cidrBlock, ipv4RangeFault),
    ),
  ];
}
