import { DataGoogleComputeAddress } from '@cdktf/provider-google/lib/data-google-compute-address';
import { DataGoogleComputeGlobalAddress } from '@cdktf/provider-google/lib/data-google-compute-global-address';
import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { type ITerraformDependable, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../config/environment';
import { InvalidProps, UserError } from '../errors';
import { type Api, scopeOfClass } from '../gke/load-balancer-classes';
import { memoryLimitsOf } from '../helm/memory-limits';
import { rootPathOf } from '../helm/root-path';
import { topologyOf } from '../topology/topology-of';
import { type MemoryLimits, isWatched } from '../topology/monitoring';
import type { Topology } from '../topology/topology';
import { StaticAddress } from './address';
import { apisOf } from './apis';
import { ManagedSslCertificate } from './certificate';
import { HostCertificates } from './certificate-manager';
import type { GkeCluster } from './cluster';
import { HostRecords } from './dns';
import { Infrastructure } from './infrastructure';
import type { VpcNetwork } from './network';
import type { GkeNodePool } from './node-pool';
import { Monitoring } from './monitoring';
import { SecurityPolicy } from './security-policy';
import { ProjectServices } from './services';
import { SslPolicy } from './ssl-policy';
import { addOutputs } from './stack-outputs';
import { declareState } from './state';
import type { MilvusStorage } from './storage';
import { valuesTextOf } from './values';

export interface MilvusGcpStackProps {
  /**
   * The values file of each release, by its name: they say in which folder of a shared bucket it keeps its objects.
   *
   * @default - what helmValuesOf makes; required for a release whose `values` names a file, where several with accounts of
   * their own share a bucket that is made
   */
  readonly values?: ReadonlyMap<string, string>;
}

/**
 * The Google Cloud resources of one environment, named as its manifests name them: the enabled APIs, network, cluster,
 * bucket, the reserved address, SSL policy, Cloud Armor policy, certificates and DNS records, as far as the environment
 * asks for them.
 *
 * @throws InvalidProps with every fault of the environment, and when it has nothing to create
 */
export class MilvusGcpStack extends TerraformStack {
  /** There is one where `gcp.network` says `create`. */
  readonly network?: VpcNetwork;
  /** There is one where `gcp.cluster` says `create`. */
  readonly cluster?: GkeCluster;
  /** There is one where `gcp.cluster` says `create`. */
  readonly nodePool?: GkeNodePool;
  /** There is one where `gcp.storage` says `create`. */
  readonly storage?: MilvusStorage;
  /** Of the load balancer to which DNS leads: there is one where `loadBalancer.address` is `reserved`. */
  readonly address?: StaticAddress;
  /** While moving, with `loadBalancer.also`, of the other one. */
  readonly otherAddress?: StaticAddress;
  /** There is one where `loadBalancer.sslPolicy` says what it is to be. */
  readonly sslPolicy?: SslPolicy;
  /** There is one where `loadBalancer.securityPolicy` says what it is to be. */
  readonly securityPolicy?: SecurityPolicy;
  /** One per release where `certificate` is `{ type: pre-shared, create: true }`. */
  readonly certificates: readonly ManagedSslCertificate[];
  /** There are some where `gcp.dns` names a zone. */
  readonly records?: HostRecords;
  /** There is one where `monitoring` asks for alerts, a dashboard or uptime checks. */
  readonly monitoring?: Monitoring;
  /** There are some where `certificate` is `google-managed` and the load balancer is a Gateway. */
  readonly hostCertificates?: HostCertificates;

  /**
   * @param scope - a cdktf App
   * @param id - the environment's name; names the stack and its state
   */
  constructor(scope: Construct, id: string, environment: Environment, props: MilvusGcpStackProps = {}) {
    super(scope, id);
    const topology = this.topologyFrom(id, environment);
    const { project, region, loadBalancer, terraform } = topology;
    declareState(this, id, terraform.state);
    new GoogleProvider(this, 'google', {
      project,
      region,
      ...(Object.keys(terraform.labels).length > 0 && { defaultLabels: { ...terraform.labels } }),
    });
    const { services } = new ProjectServices(this, 'apis', { apis: apisOf(topology) });
    const dependsOn: ITerraformDependable[] = [...services];
    const folders = this.foldersOf(topology, props.values);
    const infrastructure = new Infrastructure(this, 'infrastructure', { topology, folders, dependsOn });
    this.network = infrastructure.network;
    this.cluster = infrastructure.cluster;
    this.nodePool = infrastructure.nodePool;
    this.storage = infrastructure.storage;
    const { sslPolicy, securityPolicy, api, also } = loadBalancer;
    this.address = this.addAddress(api, topology, infrastructure, dependsOn);
    if (also) this.otherAddress = this.addAddress(also, topology, infrastructure, dependsOn);
    const place = isRegional(topology) && loadBalancer.gateway ? { region } : {};
    if (typeof sslPolicy === 'object' && sslPolicy.kind === 'created') {
      this.sslPolicy = new SslPolicy(this, 'ssl-policy', { ...sslPolicy, ...place, dependsOn });
    }
    if (typeof securityPolicy === 'object' && securityPolicy.kind === 'created') {
      this.securityPolicy = new SecurityPolicy(this, 'security-policy', { ...securityPolicy, ...place, dependsOn });
    }
    this.certificates = this.addCertificates(topology, dependsOn);
    this.records = this.addRecords(topology, infrastructure, dependsOn);
    this.hostCertificates = this.addHostCertificates(topology, dependsOn);
    if (isWatched(topology.monitoring)) {
      const memoryLimits = this.memoryLimitsOf(topology, props.values);
      this.monitoring = new Monitoring(this, 'monitoring', { topology, memoryLimits, dependsOn });
    }
    addOutputs(this, this, loadBalancer);
  }

  private topologyFrom(id: string, environment: Environment): Topology {
    try {
      const topology = topologyOf(id, environment);
      if (topology.terraform.stackName !== undefined) return topology;
    } catch (error) {
      if (error instanceof UserError) throw new InvalidProps(this.node.path, error.faults);
      throw error;
    }
    throw new InvalidProps(this.node.path, [
      { message: 'the environment has nothing for Terraform to create', cure: 'leave the stack out' },
    ]);
  }

  /** Accounts are kept to a folder only where others have theirs in the same bucket. */
  private foldersOf(topology: Topology, values: MilvusGcpStackProps['values']): Map<string, string> {
    const { releases, storage } = topology;
    if (storage === undefined || storage.accounts.length < 2) return new Map();
    return new Map(
      releases.flatMap((release) =>
        release.storage === undefined
          ? []
          : [[release.storage.serviceAccountName, rootPathOf(valuesTextOf(this, topology, release, values))] as const],
      ),
    );
  }

  private memoryLimitsOf(topology: Topology, values: MilvusGcpStackProps['values']): MemoryLimits {
    if (topology.monitoring.alerts === undefined) return new Map();
    return new Map(
      topology.releases.map((release) => [
        release.name,
        memoryLimitsOf(release, valuesTextOf(this, topology, release, values)),
      ]),
    );
  }

  /** Of an API's load balancer; the ids are the API's own, so that a swap of `api` and `also` replaces nothing. */
  private addAddress(
    api: Api,
    topology: Topology,
    { networkReference: network }: Infrastructure,
    dependsOn: ITerraformDependable[],
  ): StaticAddress | undefined {
    const { loadBalancer, region, terraform } = topology;
    const address = loadBalancer[api]?.address;
    if (address?.kind !== 'reserved') return undefined;
    const internal =
      loadBalancer.scheme === 'internal' && network ? { subnetwork: network.subnetwork, region } : undefined;
    return new StaticAddress(this, api === 'ingress' ? 'address' : 'gateway-address', {
      name: address.name,
      // The one that DNS does not lead to goes with `also`, and must not hold up the end of a move.
      preventDestroy: terraform.deletionProtection && api === loadBalancer.api,
      dependsOn,
      ...(internal && { internal }),
      ...(loadBalancer.scheme === 'regional' && { region }),
    });
  }

  private addCertificates(
    { loadBalancer, releases }: Topology,
    dependsOn: ITerraformDependable[],
  ): ManagedSslCertificate[] {
    const { certificate } = loadBalancer;
    if (certificate.kind !== 'pre-shared' || !certificate.created) return [];
    return releases.map(
      ({ name, certificateName, host }) =>
        new ManagedSslCertificate(this, `certificate-${name}`, { name: certificateName, domain: host, dependsOn }),
    );
  }

  /** The proofs go into the zone of the hosts, unless only a network sees it. */
  private addHostCertificates(topology: Topology, dependsOn: ITerraformDependable[]): HostCertificates | undefined {
    const { releases, loadBalancer, region, terraform } = topology;
    const { gateway, scheme } = loadBalancer;
    const hosts = releases.flatMap(({ name, host, gateway: share }) =>
      share?.certificate ? [{ id: name, host, ...share.certificate }] : [],
    );
    if (!gateway || hosts.length === 0) return undefined;
    const zone = scheme === 'internal' ? undefined : (this.records?.zone?.name ?? terraform.dnsZone?.name);
    return new HostCertificates(this, 'certificates', {
      hosts,
      ...(gateway.certificateMapName !== undefined && { mapName: gateway.certificateMapName }),
      ...(scopeOfClass(gateway.className) === 'regional' && { region }),
      ...(zone !== undefined && { managedZone: zone }),
      dependsOn,
    });
  }

  private addRecords(
    topology: Topology,
    { networkReference: network }: Infrastructure,
    dependsOn: ITerraformDependable[],
  ): HostRecords | undefined {
    const { terraform, releases, loadBalancer, project } = topology;
    const address = this.address?.resource.address ?? this.existingAddress(topology);
    if (terraform.dnsZone === undefined || address === undefined) return undefined;
    const internal = loadBalancer.scheme === 'internal' ? network : undefined;
    return new HostRecords(this, 'dns', {
      zone: terraform.dnsZone,
      hosts: releases.map(({ host }) => host),
      address,
      preventDestroy: terraform.deletionProtection,
      ...(internal && { privateTo: this.network ? internal.network : networkPathOf(project, internal.network) }),
      dependsOn,
    });
  }

  /** Asks Google at plan time: an address that exists is known by its name only. */
  private existingAddress(topology: Topology): string | undefined {
    const { loadBalancer, terraform, region } = topology;
    const { address } = loadBalancer;
    if (terraform.dnsZone === undefined || address.kind !== 'existing') return undefined;
    const { name } = address;
    if (isRegional(topology)) return new DataGoogleComputeAddress(this, 'existing-address', { name, region }).address;
    return new DataGoogleComputeGlobalAddress(this, 'existing-address', { name }).address;
  }
}

/** Whether address and policies are of the region. */
function isRegional({ loadBalancer: { ingress, gateway } }: Topology): boolean {
  const classes = [ingress?.class, gateway?.className].filter((one) => one !== undefined);
  return classes.some((one) => scopeOfClass(one) === 'regional');
}

/** Cloud DNS wants the whole path. */
function networkPathOf(project: string, network: string): string {
  return network.includes('/') ? network : `projects/${project}/global/networks/${network}`;
}
