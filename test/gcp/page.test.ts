import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textsOf } from '../../src/apps/outputs';
import { loadTargets, stacksOf } from '../../src/apps/targets';
import { writeStacks } from '../../src/gcp/app';
import { parse, parseAllDocuments } from 'yaml';

type Arguments = Record<string, unknown>;

const page = synthesize();

function synthesize(): { stack: Record<string, Record<string, Arguments>>; objects: Arguments[]; values: Arguments } {
  const { targets } = loadTargets(process.cwd(), ['examples/page-infrastructure.yaml']);
  const texts = textsOf(targets);
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  try {
    writeStacks(join(folder, 'terraform'), stacksOf(targets));
    const file = join(folder, 'terraform/stacks/page-infrastructure/cdk.tf.json');
    const { resource } = JSON.parse(readFileSync(file, 'utf8')) as {
      resource: Record<string, Record<string, Arguments>>;
    };
    const objects = parseAllDocuments(texts.get('manifests/page-infrastructure.k8s.yaml') ?? '');
    return {
      stack: resource,
      objects: objects.map((one) => one.toJS() as Arguments).filter(Boolean),
      values: parse(texts.get('helm/page-infrastructure/my-release.values.yaml') ?? '') as Arguments,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const all = (type: string): Arguments[] => Object.values(page.stack[type] ?? {});

/** The argument at a path of the one resource of a type; of several, the one with the name. */
function at(type: string, path: string, name?: string): unknown {
  const found = all(type).filter(
    (one) => name === undefined || [one['name'], one['role'], one['account_id']].includes(name),
  );
  expect(found).toHaveLength(1);
  return path.split('.').reduce<unknown>((value, key) => (value as Arguments | undefined)?.[key], found[0]);
}

// "Deploy a Milvus Cluster on GKE": https://milvus.io/docs/gcp.md
// "Configure GCS Access by Workload Identity": https://milvus.io/docs/gcs.md
describe("the predecessor's values", () => {
  test.each<[string, string, unknown]>([
    ['google_compute_network', 'name', 'milvus-network'],
    ['google_compute_network', 'auto_create_subnetworks', true],
    ['google_compute_network', 'mtu', 1460],
    ['google_compute_network', 'routing_mode', 'REGIONAL'],
    ['google_container_cluster', 'name', 'milvus-cluster-1'],
    ['google_container_cluster', 'location', 'us-west1-a'],
    ['google_container_cluster', 'workload_identity_config.workload_pool', 'milvus-testing-nonprod.svc.id.goog'],
    ['google_container_cluster', 'release_channel.channel', 'REGULAR'],
    ['google_container_cluster', 'networking_mode', 'VPC_NATIVE'],
    ['google_container_node_pool', 'node_config.machine_type', 'c2-standard-4'],
    ['google_container_node_pool', 'node_config.image_type', 'COS_CONTAINERD'],
    ['google_container_node_pool', 'node_config.disk_type', 'pd-standard'],
    ['google_container_node_pool', 'node_config.disk_size_gb', 100],
    ['google_container_node_pool', 'max_pods_per_node', 110],
    ['google_container_node_pool', 'node_count', 3],
    ['google_storage_bucket', 'name', 'milvus-testing-nonprod'],
    ['google_storage_bucket', 'storage_class', 'STANDARD'],
    ['google_storage_bucket', 'location', 'us-west1'],
    ['google_storage_bucket', 'uniform_bucket_level_access', true],
    ['google_service_account_iam_member', 'role', 'roles/iam.workloadIdentityUser'],
    [
      'google_service_account_iam_member',
      'member',
      'serviceAccount:milvus-testing-nonprod.svc.id.goog[default/milvus-gcs-access-sa]',
    ],
  ])('%s %s is %j', (type, path, value) => {
    expect(at(type, path)).toEqual(value);
  });

  test.each(['milvus-network-allow-internal', 'milvus-network-allow-ssh'])('%s has its name and priority', (name) => {
    expect(at('google_compute_firewall', 'priority', name)).toBe(65534);
  });

  test('inner traffic is that of the whole auto mode network', () => {
    expect(at('google_compute_firewall', 'source_ranges', 'milvus-network-allow-internal')).toEqual(['10.128.0.0/9']);
    expect(at('google_compute_firewall', 'allow', 'milvus-network-allow-internal')).toEqual([{ protocol: 'all' }]);
  });

  test('the cluster is in the network, and in its subnet of the region', () => {
    expect(at('google_container_cluster', 'network')).toMatch(/^\$\{google_compute_network\.\w+\.id\}$/);
    // In auto mode the subnet is called as its network is.
    expect(at('google_container_cluster', 'subnetwork')).toMatch(/^\$\{google_compute_network\.\w+\.name\}$/);
    expect(at('google_container_cluster', 'ip_allocation_policy')).toEqual({});
  });

  test('both service accounts have one name', () => {
    expect(at('google_service_account', 'account_id', 'milvus-gcs-access-sa')).toBe('milvus-gcs-access-sa');
    const account = page.objects.find(({ kind }) => kind === 'ServiceAccount');
    expect(account?.['metadata']).toEqual({
      name: 'milvus-gcs-access-sa',
      namespace: 'default',
      annotations: {
        'iam.gke.io/gcp-service-account': 'milvus-gcs-access-sa@milvus-testing-nonprod.iam.gserviceaccount.com',
      },
    });
  });

  test.each<[string, unknown]>([
    ['minio', { enabled: false }],
    ['serviceAccount', { create: false, name: 'milvus-gcs-access-sa' }],
    [
      'externalS3',
      {
        enabled: true,
        host: 'storage.googleapis.com',
        port: 443,
        rootPath: 'milvus/my-release',
        bucketName: 'milvus-testing-nonprod',
        cloudProvider: 'gcp',
        useSSL: true,
        useIAM: true,
      },
    ],
  ])('the Helm values of %s are %j', (key, value) => {
    expect(page.values[key]).toEqual(value);
  });
});

describe('what differs, for safety', () => {
  test('nothing is open to the whole internet: no ICMP, RDP, SSH or 19530', () => {
    const sources = all('google_compute_firewall').flatMap((rule) => rule['source_ranges'] as string[]);
    expect(sources.sort()).toEqual(['10.128.0.0/9', '35.235.240.0/20']);
    expect(JSON.stringify(page.stack['google_compute_firewall'])).not.toMatch(/3389|19530|icmp/);
  });

  test('the release channel decides the version, not a number that is long out of support', () => {
    expect(JSON.stringify(page.stack)).not.toMatch(/1\.28|min_master_version|node_version/);
  });

  test('two roles on the bucket itself stand in for storage.admin under a condition', () => {
    const roles = all('google_storage_bucket_iam_member').map(({ role }) => String(role));
    expect(roles.sort()).toEqual(['roles/storage.legacyBucketReader', 'roles/storage.objectUser']);
    expect(JSON.stringify(page.stack)).not.toContain('storage.admin');
  });

  test.each<[string, string, unknown]>([
    ['google_container_cluster', 'private_cluster_config.enable_private_nodes', true],
    ['google_container_cluster', 'datapath_provider', 'ADVANCED_DATAPATH'],
    ['google_container_cluster', 'deletion_protection', true],
    ['google_storage_bucket', 'public_access_prevention', 'enforced'],
    ['google_compute_router_nat', 'source_subnetwork_ip_ranges_to_nat', 'ALL_SUBNETWORKS_ALL_IP_RANGES'],
  ])('%s %s is %j', (type, path, value) => {
    expect(at(type, path)).toEqual(value);
  });
});
