import 'cdktf/lib/testing/adapters/jest';
import { ComputeFirewall } from '@cdktf/provider-google/lib/compute-firewall';
import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import { ContainerCluster } from '@cdktf/provider-google/lib/container-cluster';
import { ContainerNodePool } from '@cdktf/provider-google/lib/container-node-pool';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member';
import { TerraformStack, Testing } from 'cdktf';
import type { Environment } from '../../src/config/environment';
import { FirewallRule } from '../../src/gcp/firewall';
import { GkeNodePool } from '../../src/gcp/node-pool';
import { MilvusGcpStack } from '../../src/gcp/stack';
import { MilvusStorage } from '../../src/gcp/storage';
import { appOfNoFiles } from './app';

Testing.setupJest();

const minimal = { project: 'my-project', releases: [{ name: 'my-release', host: 'my-release.milvus.io' }] };
type Google = NonNullable<Environment['gcp']>;

function textOf(gcp: Google, more: object = {}): string {
  const environment = { ...minimal, ...more, gcp };
  return Testing.synth(new MilvusGcpStack(appOfNoFiles(), 'prod', environment));
}
const ofCluster = (create: NonNullable<Google['cluster']>['create'], more: object = {}) =>
  textOf({ network: { create: {} }, cluster: { create } }, more);
const ofPool = (nodePool: object, create: object = {}) => ofCluster({ ...create, nodePool });

interface Stack {
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
}

/** The arguments of the one resource of a type. */
function only(text: string, { tfResourceType }: { tfResourceType: string }): Record<string, unknown> {
  const { resource } = JSON.parse(text) as { resource: Record<string, Record<string, Record<string, unknown>>> };
  const all = Object.values(resource[tfResourceType] ?? {});
  expect(all).toHaveLength(1);
  return all[0] ?? {};
}

describe('network', () => {
  test('is a custom one with a subnet, ranges for pods and Services, and a way out', () => {
    const text = textOf({ network: { create: {} } });
    expect(text).toHaveResourceWithProperties(ComputeNetwork, {
      name: 'my-release-milvus-network',
      auto_create_subnetworks: false,
      mtu: 1460,
      routing_mode: 'REGIONAL',
    });
    expect(only(text, ComputeSubnetwork)).toMatchObject({
      name: 'my-release-milvus-subnet',
      region: 'us-west1',
      ip_cidr_range: '10.0.0.0/20',
      private_ip_google_access: true,
      secondary_ip_range: [
        { range_name: 'pods', ip_cidr_range: '10.4.0.0/14' },
        { range_name: 'services', ip_cidr_range: '10.8.0.0/20' },
      ],
    });
    expect(text).toHaveResourceWithProperties(ComputeRouterNat, {
      nat_ip_allocate_option: 'AUTO_ONLY',
      source_subnetwork_ip_ranges_to_nat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
    });
  });

  test('lets in what comes from inside, and SSH through Identity-Aware Proxy; nothing else', () => {
    const text = textOf({ network: { create: {} } });
    const { resource } = JSON.parse(text) as { resource: Record<string, Record<string, object>> };
    expect(Object.values(resource['google_compute_firewall'] ?? {})).toEqual([
      expect.objectContaining({ source_ranges: ['10.0.0.0/20', '10.4.0.0/14'], allow: [{ protocol: 'all' }] }),
      expect.objectContaining({ source_ranges: ['35.235.240.0/20'], allow: [{ protocol: 'tcp', ports: ['22'] }] }),
    ]);
  });

  test('has a proxy-only subnet for an internal load balancer, and its address in the subnet', () => {
    const text = textOf({ network: { create: {} } }, { region: 'us-west1', loadBalancer: { scheme: 'internal' } });
    expect(text).toHaveResourceWithProperties(ComputeSubnetwork, {
      name: 'my-release-milvus-proxy-only',
      purpose: 'REGIONAL_MANAGED_PROXY',
      role: 'ACTIVE',
      ip_cidr_range: '10.9.0.0/23',
    });
    const { resource } = JSON.parse(text) as { resource: Record<string, Record<string, Record<string, string>>> };
    const [address] = Object.values(resource['google_compute_address'] ?? {});
    expect(address?.['subnetwork']).toMatch(/^\$\{google_compute_subnetwork\.\w+\.id\}$/);
  });

  test('logs the flows of its subnet where asked', () => {
    const logConfig = { flowSampling: 0.1 };
    expect(only(textOf({ network: { create: { subnetwork: { logConfig } } } }), ComputeSubnetwork)).toMatchObject({
      log_config: { aggregation_interval: 'INTERVAL_5_SEC', flow_sampling: 0.1, metadata: 'INCLUDE_ALL_METADATA' },
    });
    expect(only(textOf({ network: { create: {} } }), ComputeSubnetwork)).not.toHaveProperty('log_config');
  });

  test('shows a private zone to the network that it makes, by reference', () => {
    const gcp = { network: { create: {} }, dns: { zone: { create: { dnsName: 'milvus.io' } } } };
    const text = textOf(gcp, { region: 'us-west1', loadBalancer: { scheme: 'internal' } });
    expect(text).toMatch(/"network_url": "\$\{google_compute_network\.\w+\.id\}"/);
  });

  test('lets the load balancer into a shared VPC, in the project that owns it, only where asked', () => {
    const existing = { network: 'projects/host-project/global/networks/vpc', subnetwork: 'nodes' };
    expect(textOf({ network: { existing: { ...existing, firewall: true } } })).toHaveResourceWithProperties(
      ComputeFirewall,
      {
        name: 'my-release-milvus-allow-health-checks',
        project: 'host-project',
        network: 'projects/host-project/global/networks/vpc',
        source_ranges: ['35.191.0.0/16', '130.211.0.0/22'],
        allow: [{ protocol: 'tcp', ports: ['19530', '9091'] }],
      },
    );
    expect(textOf({ network: { existing } })).not.toHaveResource(ComputeFirewall);
  });

  test('lets the load balancer into a shared VPC on the port of REST too, each once', () => {
    const network = {
      existing: { network: 'projects/host-project/global/networks/vpc', subnetwork: 'nodes', firewall: true },
    };
    const releases = [{ rest: {} }, { rest: { port: 8090 } }, { rest: { port: 8080 } }].map((one, index) => ({
      name: `release-${index}`,
      host: `host-${index}.milvus.io`,
      ...one,
    }));
    const text = textOf({ network }, { releases, loadBalancer: { name: 'milvus' } });
    expect(text).toHaveResourceWithProperties(ComputeFirewall, {
      allow: [{ protocol: 'tcp', ports: ['19530', '9091', '8080', '8090'] }],
    });
  });
});

describe('cluster', () => {
  // What Google's own diagnostics look at in a cluster and its nodes: https://gcpdiag.dev/rules/gke/
  test.each<[string, object]>([
    ['a region', { location: 'us-west1' }],
    ['VPC-native', { networking_mode: 'VPC_NATIVE' }],
    ['workload identity', { workload_identity_config: { workload_pool: 'my-project.svc.id.goog' } }],
    ['private nodes', { private_cluster_config: { enable_private_nodes: true, enable_private_endpoint: false } }],
    ['Dataplane V2', { datapath_provider: 'ADVANCED_DATAPATH' }],
    ['a release channel', { release_channel: { channel: 'REGULAR' } }],
    ['deletion protection', { deletion_protection: true }],
    ['shielded nodes', { enable_shielded_nodes: true }],
    ['no pool but ours', { remove_default_node_pool: true }],
    [
      'load balancing, NodeLocal DNSCache',
      { addons_config: { http_load_balancing: { disabled: false }, dns_cache_config: { enabled: true } } },
    ],
    [
      'a maintenance window of 64 hours in 32 days',
      { maintenance_policy: { recurring_window: { recurrence: 'FREQ=WEEKLY;BYDAY=SA,SU' } } },
    ],
    [
      'logging, of the control plane too',
      {
        logging_config: {
          enable_components: ['SYSTEM_COMPONENTS', 'WORKLOADS', 'APISERVER', 'SCHEDULER', 'CONTROLLER_MANAGER'],
        },
      },
    ],
    [
      'monitoring, of the control plane too',
      {
        monitoring_config: {
          enable_components: ['SYSTEM_COMPONENTS', 'APISERVER', 'SCHEDULER', 'CONTROLLER_MANAGER'],
        },
      },
    ],
    [
      'the ranges of its subnet',
      { ip_allocation_policy: { cluster_secondary_range_name: 'pods', services_secondary_range_name: 'services' } },
    ],
  ])('has %s by default', (_, properties) => {
    expect(only(ofCluster({}), ContainerCluster)).toMatchObject(properties);
  });

  test('never runs as the default service account, not even in its first moments', () => {
    const cluster = only(ofCluster({}), ContainerCluster);
    expect(cluster['node_config']).toMatchObject({
      service_account: expect.stringMatching(/^\$\{google_service_account\.[\w-]+\.email\}$/) as string,
      oauth_scopes: ['https://www.googleapis.com/auth/cloud-platform'],
      workload_metadata_config: { mode: 'GKE_METADATA' },
      kubelet_config: { insecure_kubelet_readonly_port_enabled: 'FALSE' },
    });
    expect(String(cluster['depends_on'])).toContain('google_project_iam_member');
  });

  test('is not replaced for what its default pool was like, which is gone', () => {
    expect(only(ofCluster({}), ContainerCluster)['lifecycle']).toMatchObject({
      ignore_changes: ['node_config', 'initial_node_count'],
    });
  });

  test('hands its address on whether or not somebody reads it', () => {
    const { output } = JSON.parse(ofCluster({})) as { output: Record<string, object> };
    expect(output).toMatchObject({
      cluster_endpoint: { sensitive: true },
      cluster_ca_certificate: { sensitive: true },
    });
  });

  test('has no version of its own', () => {
    expect(ofCluster({})).not.toMatch(/min_master_version|"version": "1\./);
  });

  test('says what it is asked to', () => {
    const text = ofCluster({
      name: 'mine',
      location: 'us-west1-a',
      nodeLocations: ['us-west1-b'],
      privateClusterConfig: { enablePrivateNodes: false },
      masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: '203.0.113.0/24', displayName: 'offices' }] },
      gatewayApiConfig: { channel: 'CHANNEL_STANDARD' },
      deletionProtection: false,
    });
    expect(only(text, ContainerCluster)).toMatchObject({
      name: 'mine',
      location: 'us-west1-a',
      node_locations: ['us-west1-b'],
      master_authorized_networks_config: {
        cidr_blocks: [{ cidr_block: '203.0.113.0/24', display_name: 'offices' }],
        gcp_public_cidrs_access_enabled: false,
      },
      gateway_api_config: { channel: 'CHANNEL_STANDARD' },
      deletion_protection: false,
    });
    expect(text).not.toContain('private_cluster_config');
  });

  test('gives the control plane the range that is asked for', () => {
    const text = ofCluster({ privateClusterConfig: { masterIpv4CidrBlock: '172.16.0.0/28' } });
    expect(only(text, ContainerCluster)).toMatchObject({
      private_cluster_config: { enable_private_nodes: true, master_ipv4_cidr_block: '172.16.0.0/28' },
    });
  });

  test('names the ranges of an existing subnet', () => {
    const existing = { network: 'projects/host-project/global/networks/vpc', subnetwork: 'nodes' };
    const ranges = { clusterSecondaryRangeName: 'gke-pods', servicesSecondaryRangeName: 'gke-services' };
    const text = textOf({ network: { existing }, cluster: { create: { ipAllocationPolicy: ranges } } });
    expect(only(text, ContainerCluster)).toMatchObject({
      network: 'projects/host-project/global/networks/vpc',
      ip_allocation_policy: {
        cluster_secondary_range_name: 'gke-pods',
        services_secondary_range_name: 'gke-services',
      },
    });
  });

  test('that exists is not asked for while the first stack is planned', () => {
    const cluster = { existing: { name: 'platform', location: 'us-west1' } };
    const text = textOf({ cluster, storage: { create: {} } });
    expect(JSON.parse(text)).not.toHaveProperty('data');
    expect(text).not.toHaveResource(ContainerCluster);
  });
});

describe('node pool', () => {
  test('names its cluster, and is not replaced where the state has an id', () => {
    const pool = only(ofCluster({}), ContainerNodePool);
    expect(pool['cluster']).toMatch(/^\$\{google_container_cluster\.\w+\.name\}$/);
    expect(pool['lifecycle']).toMatchObject({ ignore_changes: ['cluster'] });
  });

  test('goes with its cluster, and the plan knows', () => {
    const { lifecycle } = only(ofCluster({}), ContainerNodePool) as { lifecycle: Record<string, unknown> };
    expect(lifecycle['replace_triggered_by']).toEqual([expect.stringMatching(/^google_container_cluster\.\w+\.id$/)]);
  });

  test('has nodes that start after their roles and their way out', () => {
    const pool = only(ofCluster({}), ContainerNodePool);
    expect(pool).toMatchObject({
      name: 'my-release-milvus-pool',
      node_count: 1,
      max_pods_per_node: 110,
      management: { auto_repair: true, auto_upgrade: true },
      node_config: {
        machine_type: 'c2-standard-4',
        disk_size_gb: 100,
        disk_type: 'pd-standard',
        image_type: 'COS_CONTAINERD',
        oauth_scopes: ['https://www.googleapis.com/auth/cloud-platform'],
        shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
        workload_metadata_config: { mode: 'GKE_METADATA' },
        kubelet_config: { insecure_kubelet_readonly_port_enabled: 'FALSE', cpu_cfs_quota: true },
      },
    });
    expect(pool['node_config']).toHaveProperty(
      'service_account',
      expect.stringMatching(/^\$\{google_service_account\.[\w-]+\.email\}$/),
    );
    const before = (pool['depends_on'] as string[]).map((one) => one.split('.')[0]).sort();
    expect(before).toEqual([
      'google_compute_router_nat',
      'google_project_iam_member',
      'google_project_iam_member',
      'google_project_iam_member',
    ]);
  });

  test.each(['roles/container.defaultNodeServiceAccount', 'roles/logging.logWriter', 'roles/monitoring.metricWriter'])(
    'gives the nodes %s',
    (role) => {
      expect(ofCluster({})).toHaveResourceWithProperties(ProjectIamMember, { role, project: 'my-project' });
    },
  );

  test.each<[string, object, object, number]>([
    ['three zones', {}, {}, 1],
    ['one zone', {}, { location: 'us-west1-a' }, 3],
    ['two zones', {}, { nodeLocations: ['us-west1-a', 'us-west1-b'] }, 2],
    ['three zones, two each', { nodeCount: 2 }, {}, 2],
  ])('has at least three nodes in %s', (_, nodePool, create, count) => {
    expect(only(ofPool(nodePool, create), ContainerNodePool)['node_count']).toBe(count);
  });

  test('scales between two totals, and forgets how it began', () => {
    const pool = only(ofPool({ autoscaling: { totalMinNodeCount: 4, totalMaxNodeCount: 9 } }), ContainerNodePool);
    expect(pool).toMatchObject({
      initial_node_count: 2,
      autoscaling: { total_min_node_count: 4, total_max_node_count: 9, location_policy: 'BALANCED' },
      lifecycle: { ignore_changes: ['cluster', 'initial_node_count'] },
    });
    expect(pool).not.toHaveProperty('node_count');
  });
});

describe('storage', () => {
  test('is a bucket that nobody else reads, and keeps its data when the stack goes', () => {
    const text = textOf({ storage: { create: {} } });
    expect(only(text, StorageBucket)).toMatchObject({
      name: 'my-project-my-release-milvus',
      location: 'us-west1',
      storage_class: 'STANDARD',
      uniform_bucket_level_access: true,
      public_access_prevention: 'enforced',
      force_destroy: false,
    });
    expect(text).not.toContain('versioning');
  });

  test('keeps old versions for some days where asked', () => {
    expect(only(textOf({ storage: { create: { versioning: {} } } }), StorageBucket)).toMatchObject({
      versioning: { enabled: true },
      lifecycle_rule: [{ action: { type: 'Delete' }, condition: { days_since_noncurrent_time: 7 } }],
    });
  });

  test.each(['roles/storage.objectUser', 'roles/storage.legacyBucketReader'])('gives Milvus %s, there only', (role) => {
    const text = textOf({ storage: { create: {} } });
    expect(text).toHaveResourceWithProperties(StorageBucketIamMember, { role });
    expect(text).not.toContain('google_project_iam');
  });

  describe('that releases share', () => {
    const releases = ['a', 'b'].map((name) => ({ name, host: `${name}.milvus.io` }));
    const more = { releases, loadBalancer: { name: 'lb' } };
    const membersOf = (text: string) =>
      Object.values((JSON.parse(text) as Stack).resource['google_storage_bucket_iam_member'] ?? {});
    const expressionsOf = (text: string) =>
      membersOf(text).flatMap(({ condition }) => (condition ? [(condition as { expression: string }).expression] : []));
    const own = (folder: string) =>
      `resource.type != "storage.googleapis.com/Object" || resource.name.startsWith("projects/_/buckets/my-project-lb/objects/${folder}/")`;

    test('keeps each to the objects below its own root path', () => {
      expect(expressionsOf(textOf({ storage: { create: {} } }, more))).toEqual([own('milvus/a'), own('milvus/b')]);
    });

    test('goes by the root path of the final values', () => {
      const values = new Map([
        ['a', 'externalS3: { rootPath: /old//a/ }\n'],
        ['b', 'externalS3: { rootPath: x }\nextraConfigFiles: { user.yaml: "minio: { rootPath: of-milvus }" }\n'],
      ]);
      const environment = { ...minimal, ...more, gcp: { storage: { create: {} } } };
      const stack = new MilvusGcpStack(appOfNoFiles(), 'prod', environment, { values });
      expect(expressionsOf(Testing.synth(stack))).toEqual([own('old/a'), own('of-milvus')]);
    });

    test('asks for the values that are merged with a file', () => {
      const merged = { ...more, releases: releases.map((one) => ({ ...one, values: 'values/mine.yaml' })) };
      expect(() => textOf({ storage: { create: {} } }, merged)).toThrow('prod values: required for a');
    });

    test('has no condition where one release has it for itself, or all have one account', () => {
      expect(expressionsOf(textOf({ storage: { create: {} } }))).toEqual([]);
      expect(expressionsOf(textOf({ storage: { create: { accountId: 'milvus-data' } } }, more))).toEqual([]);
    });

    test.each([more, {}])('never takes access away before it is given anew', (environment) => {
      const members = membersOf(textOf({ storage: { create: {} } }, environment));
      for (const { role, lifecycle } of members.filter(({ role }) => role === 'roles/storage.objectUser'))
        expect({ role, lifecycle }).toHaveProperty('lifecycle.create_before_destroy', true);
    });
  });

  test('waits with identities until a cluster that it makes has them', () => {
    const text = textOf({ network: { create: {} }, cluster: { create: {} }, storage: { create: {} } });
    expect(only(text, ServiceAccountIamMember)['depends_on']).toEqual([
      expect.stringMatching(/^google_container_cluster\./),
    ]);
  });

  test('finds the identities of a cluster of another project', () => {
    const cluster = { existing: { name: 'platform', location: 'us-west1', project: 'other-project' } };
    expect(only(textOf({ cluster, storage: { create: {} } }), ServiceAccountIamMember)['member']).toBe(
      'serviceAccount:other-project.svc.id.goog[default/my-release-milvus-storage]',
    );
  });

  test('is one account for all releases where it has a name', () => {
    const releases = ['a', 'b'].map((name) => ({ name, host: `${name}.milvus.io` }));
    const text = textOf(
      { storage: { create: { accountId: 'milvus-data' } } },
      { releases, loadBalancer: { name: 'lb' } },
    );
    expect(only(text, ServiceAccountIamMember)['member']).toContain('[default/milvus-data]');
  });
});

test('enables the APIs that the resources need, and none else', () => {
  const apisOf = (text: string) =>
    [...text.matchAll(/"service": "(\w+)\.googleapis\.com"/g)].map(([, api]) => api).sort();
  const always = ['cloudresourcemanager', 'compute'];
  expect(apisOf(textOf({}))).toEqual(always);
  expect(apisOf(textOf({ storage: { create: {} } }))).toEqual([...always, 'iam', 'iamcredentials', 'storage']);
  expect(apisOf(ofCluster({}))).toEqual([...always, 'container', 'iam']);
});

test('enables the API by which Terraform asks for the others before them, whatever there is to make', () => {
  const { resource } = JSON.parse(textOf({})) as Stack;
  const { google_project_service: services = {}, google_compute_global_address: addresses = {} } = resource;
  const byName = new Map(
    Object.entries(services).map(([id, service]) => [String(service['service']).split('.')[0], { id, service }]),
  );
  const first = byName.get('cloudresourcemanager');
  expect(first?.service).not.toHaveProperty('depends_on');
  expect(byName.get('compute')?.service['depends_on']).toEqual([`google_project_service.${first?.id}`]);
  expect(Object.values(addresses)[0]?.['depends_on']).toContain(`google_project_service.${first?.id}`);
});

describe('deletion protection', () => {
  const all: Google = {
    network: { create: {} },
    cluster: { create: {} },
    storage: { create: {} },
    dns: { zone: { create: { dnsName: 'milvus.io' } } },
  };
  /** Types of the resources whose end Terraform refuses to plan. */
  const protectedIn = (text: string): string[] => {
    const { resource } = JSON.parse(text) as Stack;
    const isProtected = ({ lifecycle }: Record<string, unknown>) => JSON.stringify(lifecycle ?? {}).includes('prevent');
    return Object.keys(resource).filter((type) => Object.values(resource[type] ?? {}).some(isProtected));
  };

  test('is on, for what holds data or is known to others', () => {
    expect(protectedIn(textOf(all)).sort()).toEqual([
      'google_compute_global_address',
      'google_container_cluster',
      'google_dns_managed_zone',
      'google_storage_bucket',
    ]);
  });

  test('is on for the address of an internal load balancer too', () => {
    const internal = { region: 'us-west1', loadBalancer: { scheme: 'internal' } };
    expect(protectedIn(textOf({ network: { create: {} } }, internal))).toEqual(['google_compute_address']);
  });

  test('is off where asked, and leaves the protection of GKE alone', () => {
    const text = textOf({ ...all, deletionProtection: false });
    expect(protectedIn(text)).toEqual([]);
    expect(only(text, ContainerCluster)).toHaveProperty('deletion_protection', true);
  });

  test('does not keep a pool from being mended that was not finished', () => {
    expect(only(ofCluster({}), ContainerNodePool)['lifecycle']).not.toHaveProperty('prevent_destroy');
  });
});

describe('constructs of their own', () => {
  const stack = () => new TerraformStack(appOfNoFiles(), 'own');

  test('refuse what neither validate nor plan finds, all at once', () => {
    expect(
      () =>
        new FirewallRule(stack(), 'rule', {
          name: 'Rule',
          network: 'vpc',
          sourceRanges: ['10.0.0.1/8'],
          tcpPorts: [99_999],
          description: '',
        }),
    ).toThrow(
      /own\/rule name: [^]*own\/rule sourceRanges\[0\]: [^]*own\/rule tcpPorts\[0\]: must be a whole number, 1 to 65535, got 99999/,
    );
  });

  test('refuse a bucket that Google refuses', () => {
    const props = {
      location: 'US',
      storageClass: 'STANDARD',
      forceDestroy: false,
      namespace: 'default',
      workloadPool: 'p',
    };
    expect(() => new MilvusStorage(stack(), 's', { ...props, bucketName: 'Goog', accounts: ['a'] })).toThrow(
      /own\/s bucketName: [^]*own\/s accounts\[0\]: must be at least 6 characters/,
    );
  });

  test('refuse a cluster without nodes', () => {
    const props = {
      name: 'pool',
      cluster: 'c',
      location: 'us-west1',
      maxPodsPerNode: 110,
      machineType: 'c2-standard-4',
      diskSizeGb: 100,
      diskType: 'pd-standard',
      imageType: 'COS_CONTAINERD',
      serviceAccount: 'nodes@my-project.iam.gserviceaccount.com',
    };
    expect(() => new GkeNodePool(stack(), 'p', { ...props, nodes: { kind: 'fixed', perZone: 0 } })).toThrow(
      'own/p nodes.perZone: must be a whole number, 1 to 1000, got 0',
    );
  });
});
