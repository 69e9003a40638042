import { DataGoogleComputeAddress } from '@cdktf/provider-google/lib/data-google-compute-address';
import { DataGoogleComputeGlobalAddress } from '@cdktf/provider-google/lib/data-google-compute-global-address';
import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { type ITerraformDependable, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { Environment } from '../config/environment';
import { InvalidProps, UserError } from '../errors';
import { memoryLimitsOf } from '../helm/memory-limits';
import { rootPathOf } from '../helm/root-path';
import { topologyOf } from '../topology/topology-of';
import { type MemoryLimits, isWatched } from '../topology/monitoring';
import type { Topology } from '../topology/topology';
import { StaticAddress } from './address';
import { ManagedSslCertificate } from './certificate';
import type { GkeCluster } from './cluster';
import { HostRecords } from './dns';
import { Infrastructure } from './infrastructure';
import type { VpcNetwork } from './network';
import type { GkeNodePool } from './node-pool';
import { CLUSTER_OUTPUTS } from './outputs';
import { Monitoring } from './monitoring';
import { SecurityPolicy } from './security-policy';
import { type Api, ProjectServices } from './services';
import { SslPolicy } from './ssl-policy';
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
  /** There is one where `loadBalancer.address` is `reserved`. */
  readonly address?: StaticAddress;
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
    const { sslPolicy, securityPolicy } = loadBalancer;
    this.address = this.addAddress(topology, infrastructure, dependsOn);
    if (typeof sslPolicy === 'object' && sslPolicy.kind === 'created') {
      this.sslPolicy = new SslPolicy(this, 'ssl-policy', { ...sslPolicy, dependsOn });
    }
    if (typeof securityPolicy === 'object' && securityPolicy.kind === 'created') {
      this.securityPolicy = new SecurityPolicy(this, 'security-policy', { ...securityPolicy, dependsOn });
    }
    this.certificates = this.addCertificates(topology, dependsOn);
    this.records = this.addRecords(topology, infrastructure, dependsOn);
    if (isWatched(topology.monitoring)) {
      const memoryLimits = this.memoryLimitsOf(topology, props.values);
      this.monitoring = new Monitoring(this, 'monitoring', { topology, memoryLimits, dependsOn });
    }
    this.addOutputs();
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

  private addAddress(
    { loadBalancer, region, terraform }: Topology,
    { networkReference: network }: Infrastructure,
    dependsOn: ITerraformDependable[],
  ): StaticAddress | undefined {
    const { address, scheme } = loadBalancer;
    if (address.kind !== 'reserved') return undefined;
    const internal = scheme === 'internal' && network ? { subnetwork: network.subnetwork, region } : undefined;
    return new StaticAddress(this, 'address', {
      name: address.name,
      preventDestroy: terraform.deletionProtection,
      dependsOn,
      ...(internal && { internal }),
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
  private existingAddress({ loadBalancer, terraform, region }: Topology): string | undefined {
    const { address, scheme } = loadBalancer;
    if (terraform.dnsZone === undefined || address.kind !== 'existing') return undefined;
    const { name } = address;
    if (scheme === 'internal') return new DataGoogleComputeAddress(this, 'existing-address', { name, region }).address;
    return new DataGoogleComputeGlobalAddress(this, 'existing-address', { name }).address;
  }

  private addOutputs(): void {
    const scope = new Construct(this, 'outputs');
    const output = (name: string, value: unknown, description: string, sensitive = false): void =>
      new TerraformOutput(scope, name, { value, description, ...(sensitive && { sensitive }) }).overrideLogicalId(name);
    if (this.address) output('address', this.address.resource.address, "The load balancer's address, for DNS.");
    if (this.records?.zone) {
      output(
        'name_servers',
        this.records.zone.nameServers,
        "The zone's name servers, for the registrar of its domain.",
      );
    }
    if (this.sslPolicy) output('ssl_policy', this.sslPolicy.resource.name, 'What the FrontendConfig names.');
    if (this.cluster) {
      const { name, endpoint, masterAuth } = this.cluster.resource;
      output('cluster', name, 'For gcloud container clusters get-credentials.');
      output(CLUSTER_OUTPUTS.endpoint, endpoint, 'The control plane, for the stack of the releases.', true);
      output(CLUSTER_OUTPUTS.caCertificate, masterAuth.clusterCaCertificate, 'Its authority, in base64.', true);
    }
    if (this.storage) output('bucket', this.storage.bucket.name, 'Where Milvus keeps its data.');
    if (this.securityPolicy) {
      output('security_policy', this.securityPolicy.resource.name, 'What the BackendConfigs name.');
    }
  }
}

function apisOf({ terraform, cluster, storage, monitoring }: Topology): Api[] {
  const apis: Api[] = ['compute'];
  if (terraform.dnsZone) apis.push('dns');
  if (cluster?.created) apis.push('container');
  if (cluster?.created || storage) apis.push('iam');
  if (storage) apis.push('iamcredentials', 'storage');
  if (isWatched(monitoring)) apis.push('monitoring');
  return apis;
}

/** Cloud DNS wants the whole path. */
function networkPathOf(project: string, network: string): string {
  return network.includes('/') ? network : `projects/${project}/global/networks/${network}`;
}
