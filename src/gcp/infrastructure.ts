import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { FRONT_KIND } from '../gke/load-balancer-classes';
import { AUTO_MODE_RANGE, IAP_RANGE } from '../gke/network';
import { GRPC_PORT, HEALTH } from '../milvus/service';
import {
  type Cluster,
  type CreatedCluster,
  type CreatedNetwork,
  type Network,
  loadBalancerRangesOf,
} from '../topology/infrastructure';
import type { Release, Topology } from '../topology/topology';
import { GkeCluster, type GkeClusterProps } from './cluster';
import { FirewallRule } from './firewall';
import { VpcNetwork } from './network';
import { NodeAccount } from './node-account';
import { GkeNodePool } from './node-pool';
import { MilvusStorage } from './storage';

/** Behind every rule that anybody makes for a purpose; what a network without rules of its own gets from Google. */
const LAST_PRIORITY = 65_534;

/** Ports of REST that the load balancer leads to, each once. */
function restPortsOf(releases: readonly Release[]): number[] {
  return [...new Set(releases.flatMap(({ rest }) => (typeof rest === 'object' ? [rest.port] : [])))];
}

/** What a cluster's network is called by other resources, whoever made it. */
export interface NetworkReference {
  readonly network: string;
  readonly subnetwork: string;
}

export interface InfrastructureProps {
  readonly topology: Topology;
  /** The folder of the bucket that is an account's own, by the account's name. */
  readonly folders: ReadonlyMap<string, string>;
  readonly dependsOn: ITerraformDependable[];
}

/** Network, cluster and bucket of one environment, as far as it asks Terraform to make them. */
export class Infrastructure extends Construct {
  readonly network?: VpcNetwork;
  readonly firewallRules: readonly FirewallRule[];
  readonly cluster?: GkeCluster;
  readonly nodePool?: GkeNodePool;
  readonly storage?: MilvusStorage;
  /** There is one where the environment names a network. */
  readonly networkReference?: NetworkReference;

  constructor(scope: Construct, id: string, props: InfrastructureProps) {
    super(scope, id);
    const { topology, folders, dependsOn } = props;
    const preventDestroy = topology.terraform.deletionProtection;
    const { network, cluster, storage } = topology;
    if (network?.created) this.network = this.addNetwork(network, network.created, topology.region, dependsOn);
    this.firewallRules = network ? this.addFirewallRules(topology, network, dependsOn) : [];
    this.networkReference = network && this.referenceTo(network);
    if (cluster?.created && this.networkReference) {
      const account = this.addNodeAccount(cluster, cluster.created, dependsOn);
      this.cluster = this.addCluster(cluster, cluster.created, {
        ...this.networkReference,
        serviceAccount: account.resource.email,
        preventDestroy,
        // Nodes that start before the roles of their account are given may not join.
        dependsOn: [...dependsOn, ...account.roles],
      });
      this.nodePool = this.addNodePool(this.cluster, cluster, cluster.created, account);
    }
    if (storage) {
      const { accounts, ...rest } = storage;
      this.storage = new MilvusStorage(this, 'storage', {
        ...rest,
        accounts: accounts.map(({ name }) => name),
        folders,
        preventDestroy,
        namespace: topology.namespace,
        ...(this.cluster && { cluster: this.cluster.resource }),
        dependsOn,
      });
    }
  }

  private addNetwork(
    { network, subnetwork, proxyOnlyRange }: Network,
    { mtu, routingMode, ranges, flowLogs, names }: CreatedNetwork,
    region: string,
    dependsOn: ITerraformDependable[],
  ): VpcNetwork {
    return new VpcNetwork(this, 'network', {
      name: network,
      region,
      mtu,
      routingMode,
      ...(ranges && {
        subnetwork: {
          name: subnetwork,
          ipCidrRange: ranges.nodes,
          secondaryRanges: { pods: ranges.pods, services: ranges.services },
          ...(flowLogs && { flowLogs }),
        },
      }),
      ...(proxyOnlyRange !== undefined && { proxyOnly: { name: names.proxyOnly, ipCidrRange: proxyOnlyRange } }),
      router: { name: names.router, natName: names.nat },
      dependsOn,
    });
  }

  private addFirewallRules(
    { loadBalancer, releases }: Topology,
    network: Network,
    dependsOn: ITerraformDependable[],
  ): FirewallRule[] {
    const { created, healthCheckRule } = network;
    if (created && this.network) {
      const { ranges, names } = created;
      const common = { network: this.network.resource.id, priority: LAST_PRIORITY };
      return [
        new FirewallRule(this, 'allow-internal', {
          ...common,
          name: names.allowInternal,
          sourceRanges: ranges ? [ranges.nodes, ranges.pods] : [AUTO_MODE_RANGE],
          description: 'Nodes and pods among themselves.',
        }),
        new FirewallRule(this, 'allow-ssh', {
          ...common,
          name: names.allowSsh,
          sourceRanges: [IAP_RANGE],
          tcpPorts: [22],
          description: 'SSH, through Identity-Aware Proxy only.',
        }),
      ];
    }
    if (!healthCheckRule) return [];
    return [
      new FirewallRule(this, 'allow-health-checks', {
        ...healthCheckRule,
        network: network.network,
        sourceRanges: loadBalancerRangesOf(network),
        tcpPorts: [GRPC_PORT.number, HEALTH.port, ...restPortsOf(releases)],
        description: `The load balancer and its health checks: the ${FRONT_KIND[loadBalancer.api]} controller cannot make this rule here.`,
        dependsOn,
      }),
    ];
  }

  private referenceTo({ network, subnetwork }: Network): NetworkReference {
    if (!this.network) return { network, subnetwork };
    const { resource, subnetwork: created } = this.network;
    return { network: resource.id, subnetwork: created?.id ?? resource.name };
  }

  private addCluster(
    { name, project, location }: Cluster,
    created: CreatedCluster,
    rest: Pick<GkeClusterProps, 'network' | 'subnetwork' | 'serviceAccount' | 'preventDestroy' | 'dependsOn'>,
  ): GkeCluster {
    const { nodeLocations, rangeNames, masterRange, authorizedNetworks } = created;
    return new GkeCluster(this, 'cluster', {
      name,
      project,
      location,
      ...(nodeLocations && { nodeLocations }),
      ...(rangeNames && { secondaryRangeNames: rangeNames }),
      releaseChannel: created.channel,
      datapathProvider: created.datapathProvider,
      privateNodes: created.privateNodes,
      ...(masterRange !== undefined && { masterIpv4CidrBlock: masterRange }),
      ...(authorizedNetworks && { authorizedNetworks }),
      maintenanceWindow: created.maintenanceWindow,
      gatewayApiChannel: created.gatewayApiChannel,
      deletionProtection: created.deletionProtection,
      ...rest,
    });
  }

  private addNodeAccount(
    { name, project }: Cluster,
    { nodePool: { accountId } }: CreatedCluster,
    dependsOn: ITerraformDependable[],
  ): NodeAccount {
    return new NodeAccount(this, 'node-account', { accountId, project, displayName: `Nodes of ${name}`, dependsOn });
  }

  private addNodePool(
    cluster: GkeCluster,
    { location }: Cluster,
    { nodePool: { accountId: _, ...rest } }: CreatedCluster,
    account: NodeAccount,
  ): GkeNodePool {
    // Without a way out, nodes cannot fetch Milvus' images; without roles, they write no logs.
    const before = [...account.roles, ...(this.network ? [this.network.nat] : [])];
    return new GkeNodePool(this, 'node-pool', {
      ...rest,
      cluster: cluster.resource.name,
      clusterResource: cluster.resource,
      location,
      serviceAccount: account.resource.email,
      dependsOn: before,
    });
  }
}
