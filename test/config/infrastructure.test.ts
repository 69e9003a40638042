import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironments } from '../../src/config/load';
import { parseEnvironment } from '../../src/config/parse';
import { pathText } from '../../src/config/problems';
import { describeFault } from '../../src/errors';

const release = { name: 'my-release', host: 'my-release.milvus.io' };
const minimal = { project: 'my-project', region: 'us-west1', releases: [release] };
const ofGcp = (gcp: object, more: object = {}) => ({ ...minimal, ...more, gcp });
const ofNetwork = (create: object, more: object = {}) => ofGcp({ network: { create } }, more);
const ofSubnetwork = (subnetwork: object) => ofNetwork({ subnetwork });
const ofCluster = (create: object, more: object = {}) => ofGcp({ network: { create: {} }, cluster: { create } }, more);
const ofPool = (nodePool: object, create: object = {}) => ofCluster({ ...create, nodePool });
const ofStorage = (create: object, more: object = {}) => ofGcp({ storage: { create } }, more);
const shared = {
  network: 'projects/host-project/global/networks/vpc',
  subnetwork: 'projects/host-project/regions/us-west1/subnetworks/nodes',
};

/** What a reader is told, one line a problem. */
function toldOf(value: unknown): string[] {
  const parsed = parseEnvironment(value);
  if ('environment' in parsed) return [];
  return parsed.problems.map(
    ({ path, message, cure }) => `${pathText(path)}: ${message}${cure === undefined ? '' : ` | ${cure}`}`,
  );
}

describe('network', () => {
  test.each<[string, object, string]>([
    [
      'a subnet with host bits',
      ofSubnetwork({ ipCidrRange: '10.0.1.0/20' }),
      'gcp.network.create.subnetwork.ipCidrRange: must not have bits set behind its length, got "10.0.1.0/20" | did you mean 10.0.0.0/20?',
    ],
    [
      'an IPv6 subnet',
      ofSubnetwork({ ipCidrRange: 'fd00::/64' }),
      'gcp.network.create.subnetwork.ipCidrRange: must be an IPv4 range, got "fd00::/64" | e.g. 10.0.0.0/20',
    ],
    [
      'a subnet that is too small',
      ofSubnetwork({ ipCidrRange: '10.0.0.0/30' }),
      'gcp.network.create.subnetwork.ipCidrRange: must be a /29 or larger, got "10.0.0.0/30" | e.g. 10.0.0.0/29',
    ],
    [
      'a proxy-only subnet that is too small',
      ofNetwork({ proxyOnlyRange: '10.9.0.0/27' }),
      'gcp.network.create.proxyOnlyRange: must be a /8 to /26, got "10.9.0.0/27" | e.g. 10.9.0.0/26',
    ],
    [
      'pods over the subnet',
      ofSubnetwork({ secondaryIpRange: { pods: '10.0.0.0/16' } }),
      'gcp.network.create.subnetwork.secondaryIpRange.pods: pods 10.0.0.0/16 overlaps the subnet 10.0.0.0/20, got "10.0.0.0/16" | all ranges of a network must be apart',
    ],
    [
      'Services over pods',
      ofSubnetwork({ secondaryIpRange: { services: '10.5.0.0/20' } }),
      'gcp.network.create.subnetwork.secondaryIpRange.services: services 10.5.0.0/20 overlaps pods 10.4.0.0/14, got "10.5.0.0/20" | all ranges of a network must be apart',
    ],
    [
      'proxies over Services',
      ofNetwork({ proxyOnlyRange: '10.8.0.0/23' }),
      'gcp.network.create.proxyOnlyRange: the proxy-only subnet 10.8.0.0/23 overlaps services 10.8.0.0/20, got "10.8.0.0/23" | all ranges of a network must be apart',
    ],
    [
      'a subnet over the proxy-only subnet of an internal load balancer',
      ofNetwork({ subnetwork: { ipCidrRange: '10.9.0.0/20' } }, { loadBalancer: { scheme: 'internal' } }),
      'gcp.network.create.proxyOnlyRange: the proxy-only subnet 10.9.0.0/23 overlaps the subnet 10.9.0.0/20 | all ranges of a network must be apart',
    ],
    [
      "proxies in auto mode's own range",
      ofNetwork({ mode: 'auto', proxyOnlyRange: '10.129.0.0/23' }),
      'gcp.network.create.proxyOnlyRange: the proxy-only subnet 10.129.0.0/23 overlaps auto mode\'s own 10.128.0.0/9, got "10.129.0.0/23" | all ranges of a network must be apart',
    ],
    [
      'a control plane over the subnet',
      ofCluster({ privateClusterConfig: { masterIpv4CidrBlock: '10.0.0.16/28' } }),
      'gcp.cluster.create.privateClusterConfig.masterIpv4CidrBlock: the control plane 10.0.0.16/28 overlaps the subnet 10.0.0.0/20, got "10.0.0.16/28" | all ranges of a network must be apart',
    ],
    [
      'a control plane that is no /28',
      ofCluster({ privateClusterConfig: { masterIpv4CidrBlock: '172.16.0.0/27' } }),
      'gcp.cluster.create.privateClusterConfig.masterIpv4CidrBlock: must be a /28, got "172.16.0.0/27" | e.g. 172.16.0.0/28',
    ],
    [
      'a subnet in auto mode',
      ofNetwork({ mode: 'auto', subnetwork: {} }),
      'gcp.network.create.subnetwork: must be left out with mode: auto, where Google makes the subnets, got {} | take it out, or write mode: custom',
    ],
    ['an MTU of 1299', ofNetwork({ mtu: 1299 }), 'gcp.network.create.mtu: must be at least 1300, got 1299'],
    [
      'create and existing together',
      ofGcp({ network: { create: {}, existing: { network: 'a', subnetwork: 'b' } } }),
      'gcp.network: must have exactly one of create and existing',
    ],
    ['neither of them', ofGcp({ network: {} }), 'gcp.network: must have exactly one of create and existing, got {}'],
    [
      'a subnetwork of another region',
      ofGcp({ network: { existing: { ...shared } } }, { region: 'us-east1' }),
      'gcp.network.existing.subnetwork: must lie in region us-east1, got "projects/host-project/regions/us-west1/subnetworks/nodes" | write region: us-west1, or a subnetwork of us-east1',
    ],
    [
      'a firewall rule where the controller makes it',
      ofGcp({ network: { existing: { network: 'vpc', subnetwork: 'nodes', firewall: true } } }),
      'gcp.network.existing.firewall: must be left out where the network is of the same project: the controller of the load balancer makes the rule, got true | take it out, or write network: projects/HOST_PROJECT/global/networks/NAME',
    ],
  ])('refuses %s', (_, environment, told) => {
    expect(toldOf(environment).map((line) => line.replace(/, got \{"create.*/, ''))).toEqual([told]);
  });

  test.each<[string, object]>([
    ['nothing but create', ofNetwork({})],
    ["the guide's predecessor's network", ofNetwork({ name: 'milvus-network', mode: 'auto', mtu: 1460 })],
    ['an internal load balancer in it', ofNetwork({}, { loadBalancer: { scheme: 'internal' } })],
    ['a shared VPC', ofGcp({ network: { existing: { ...shared, firewall: true } } })],
  ])('takes %s', (_, environment) => {
    expect(toldOf(environment)).toEqual([]);
  });
});

describe('cluster', () => {
  test.each<[string, object, string]>([
    [
      'a cluster without a network',
      ofGcp({ cluster: { create: {} } }),
      'gcp.network: required for gcp.cluster.create, but missing | write gcp.network: { create: {} }, or { existing: { network: …, subnetwork: … } }',
    ],
    [
      'a location in another region',
      ofCluster({ location: 'europe-west1-b' }),
      'gcp.cluster.create.location: must lie in region us-west1, got "europe-west1-b" | write region: europe-west1, or another place',
    ],
    [
      'an existing cluster in another region',
      ofGcp({ cluster: { existing: { name: 'c', location: 'europe-west1' } } }),
      'gcp.cluster.existing.location: must lie in region us-west1, got "europe-west1" | write region: europe-west1, or another place',
    ],
    [
      'a node zone in another region',
      ofCluster({ nodeLocations: ['us-west1-a', 'us-east1-b'] }),
      'gcp.cluster.create.nodeLocations[1]: must lie in region us-west1, got "us-east1-b" | write region: us-east1, or another place',
    ],
    [
      'another zone than the environment says',
      ofCluster({ location: 'us-west1-b' }, { zone: 'us-west1-a' }),
      'gcp.cluster.create.location: must be us-west1-a, which zone says, got "us-west1-b" | write one of them only, or the same in both',
    ],
    [
      "a zonal cluster's own zone as a further one",
      ofCluster({ location: 'us-west1-a', nodeLocations: ['us-west1-a'] }),
      'gcp.cluster.create.nodeLocations[0]: must be a further zone: this one is the cluster\'s own, got "us-west1-a" | take it out',
    ],
    [
      'a zone named twice',
      ofCluster({ nodeLocations: ['us-west1-a', 'us-west1-a'] }),
      'gcp.cluster.create.nodeLocations[1]: must be named once, got "us-west1-a" | take it out',
    ],
    [
      'fewer nodes than zones',
      ofPool({ autoscaling: { totalMinNodeCount: 2, totalMaxNodeCount: 6 } }),
      'gcp.cluster.create.nodePool.autoscaling.totalMinNodeCount: must be at least 3, one node in each zone, got 2 | write more nodes, or fewer zones in nodeLocations',
    ],
    [
      'a maximum below the minimum',
      ofPool({ autoscaling: { totalMinNodeCount: 6, totalMaxNodeCount: 5 } }),
      'gcp.cluster.create.nodePool.autoscaling.totalMaxNodeCount: must be at least totalMinNodeCount, 6, got 5 | write more, or a smaller minimum',
    ],
    [
      'a cluster without nodes',
      ofPool({ nodeCount: 0 }),
      'gcp.cluster.create.nodePool.nodeCount: must be at least 1, got 0',
    ],
    [
      'a name of 41 characters',
      ofCluster({ name: 'a'.repeat(41) }),
      `gcp.cluster.create.name: must be at most 40 characters, got "${'a'.repeat(41)}"`,
    ],
    [
      'a version of its own',
      ofCluster({ minMasterVersion: '1.28.10-gke.1075001' }),
      'gcp.cluster.create.minMasterVersion: the release channel decides the version of Kubernetes: a fixed one is out of support some day | take it out, and choose releaseChannel: { channel: … }',
    ],
    [
      'an image without containerd',
      ofPool({ nodeConfig: { imageType: 'COS' } }),
      'gcp.cluster.create.nodePool.nodeConfig.imageType: must be one of COS_CONTAINERD, UBUNTU_CONTAINERD, got "COS"',
    ],
    [
      'a window that ends before it starts',
      ofCluster({ maintenancePolicy: { recurringWindow: { endTime: '2025-01-03T00:00:00Z' } } }),
      'gcp.cluster.create.maintenancePolicy.recurringWindow: must have endTime after startTime',
    ],
    [
      'names of ranges that are made',
      ofCluster({ ipAllocationPolicy: { clusterSecondaryRangeName: 'a', servicesSecondaryRangeName: 'b' } }),
      'gcp.cluster.create.ipAllocationPolicy: must be left out with gcp.network.create',
    ],
    [
      'a shared VPC without names of ranges',
      ofGcp({ network: { existing: shared }, cluster: { create: {} } }),
      'gcp.cluster.create.ipAllocationPolicy: required in a shared VPC, but missing | GKE makes no ranges in the network of host-project: name the secondary ranges of the subnetwork',
    ],
    [
      'create and existing together',
      ofGcp({ network: { create: {} }, cluster: { create: {}, existing: { name: 'c', location: 'us-west1' } } }),
      'gcp.cluster: must have exactly one of create and existing',
    ],
    [
      'both a number of nodes and autoscaling',
      ofPool({ nodeCount: 1, autoscaling: { totalMinNodeCount: 3, totalMaxNodeCount: 6 } }),
      'gcp.cluster.create.nodePool: must not have both nodeCount and autoscaling',
    ],
  ])('refuses %s', (_, environment, told) => {
    expect(toldOf(environment).map((line) => line.replace(/, got \{.*/, ''))).toEqual([told]);
  });

  test.each<[string, object, string | undefined]>([
    ['10.4.0.0/22', {}, undefined],
    [
      '10.4.0.0/23',
      {},
      'has room for 2 nodes of 110 pods (256 addresses each), but 4 are needed: 3, and 1 more during updates | write a /22 or larger, or a smaller maxPodsPerNode',
    ],
    [
      '10.4.0.0/22',
      { nodePool: { nodeCount: 2 } },
      'has room for 4 nodes of 110 pods (256 addresses each), but 7 are needed: 6, and 1 more during updates | write a /21 or larger, or a smaller maxPodsPerNode',
    ],
    ['10.4.0.0/22', { nodePool: { nodeCount: 2, maxPodsPerNode: 64 } }, undefined],
    ['10.4.0.0/22', { nodePool: { nodeCount: 2 }, nodeLocations: ['us-west1-a'] }, undefined],
    [
      '10.4.0.0/22',
      { nodePool: { nodeCount: 4 }, location: 'us-west1-a' },
      'has room for 4 nodes of 110 pods (256 addresses each), but 5 are needed: 4, and 1 more during updates | write a /21 or larger, or a smaller maxPodsPerNode',
    ],
    [
      '10.4.0.0/21',
      { nodePool: { autoscaling: { totalMinNodeCount: 3, totalMaxNodeCount: 8 } } },
      'has room for 8 nodes of 110 pods (256 addresses each), but 9 are needed: 8, and 1 more during updates | write a /20 or larger, or a smaller maxPodsPerNode',
    ],
  ])('compares the pods’ range %s with the nodes of %j', (pods, create, told) => {
    const subnetwork = { secondaryIpRange: { pods } };
    const lines = toldOf(ofGcp({ network: { create: { subnetwork } }, cluster: { create } }));
    const path = 'gcp.network.create.subnetwork.secondaryIpRange.pods: ';
    expect(lines.map((line) => line.replace(/, got "[^"]*"/, ''))).toEqual(told === undefined ? [] : [path + told]);
  });
});

describe('storage', () => {
  test.each<[string, object, string]>([
    [
      'upper case',
      { name: 'Milvus' },
      'gcp.storage.create.name: must be lower-case letters, digits, "-" and "_", starting and ending with a letter or digit, got "Milvus" | did you mean "milvus"?',
    ],
    [
      'two characters',
      { name: 'ab' },
      'gcp.storage.create.name: must be 3 to 63 characters, got "ab" | e.g. name: my-milvus-data',
    ],
    [
      'goog at the start',
      { name: 'goog-milvus' },
      'gcp.storage.create.name: must not start with "goog", got "goog-milvus"',
    ],
    [
      'google inside',
      { name: 'my-google-data' },
      'gcp.storage.create.name: must not contain "google" or a spelling close to it, got "my-google-data"',
    ],
    [
      'a service account of five characters',
      { accountId: 'abcde' },
      'gcp.storage.create.accountId: must be at least 6 characters, got "abcde"',
    ],
    [
      'a service account of 31 characters',
      { accountId: `a${'b'.repeat(30)}` },
      `gcp.storage.create.accountId: must be at most 30 characters, got "a${'b'.repeat(30)}"`,
    ],
    [
      'a service account with an underscore',
      { accountId: 'milvus_storage' },
      'gcp.storage.create.accountId: must be lower-case letters, digits and "-", starting with a letter and ending with a letter or digit, got "milvus_storage" | e.g. accountId: my-account',
    ],
    [
      'HMAC keys',
      { accessKey: 'GOOG1E' },
      'gcp.storage.create.accessKey: HMAC keys are secrets that git would keep, and that never expire | take it out: Milvus reaches the bucket by workload identity, without a key',
    ],
  ])('refuses %s', (_, create, told) => {
    expect(toldOf(ofStorage(create))).toEqual([told]);
  });

  test('refuses the name that it would give itself', () => {
    expect(toldOf(ofStorage({}, { project: 'google-search' }))).toEqual([
      'gcp.storage.create.name: is google-search-my-release-milvus when left out, and must not start with "goog" | write another',
    ]);
    expect(toldOf(ofStorage({ name: 'mine' }, { project: 'google-search' }))).toEqual([]);
  });
});

test.each([true, { import: true }, { import: false }])(
  'refuses the release stack %j without a cluster',
  (helmRelease) => {
    expect(toldOf(ofGcp({ helmRelease }))[0]).toContain('gcp.helmRelease: needs to know the cluster');
    expect(toldOf(ofGcp({ helmRelease, cluster: { existing: { name: 'c', location: 'us-west1' } } }))).toEqual([]);
  },
);

describe('in a file', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'milvus-l7-'));
    mkdirSync(join(root, 'environments'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function load(text: string): string {
    writeFileSync(join(root, 'environments/a.yaml'), `project: my-project\nreleases:\n${text}`);
    const { faults, notes } = loadEnvironments(root);
    return [...faults, ...notes].map(describeFault).join('\n');
  }

  test('a control plane that is open to all draws a note, and one account for all releases', () => {
    const releases = '  - { name: a, host: a.io }\n  - { name: b, host: b.io }\nloadBalancer: { name: edge }\n';
    expect(
      load(
        `${releases}gcp:\n  network: { create: {} }\n  cluster: { create: {} }\n  storage: { create: { accountId: milvus-data } }\n`,
      ),
    ).toMatchInlineSnapshot(`
     environments/a.yaml:1:1 region: is not written, and us-west1 is taken
         write the region of the cluster
     environments/a.yaml:8:22 gcp.cluster.create: its control plane answers the whole internet
         write masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: … }] }, with the machine that applies in it
     environments/a.yaml:9:35 gcp.storage.create.accountId: is one account for all releases: each can read and delete the objects of the others
         leave it out: each release gets an account of its own, which is kept to its own folder
    `);
    const open =
      'masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: 203.0.113.0/24 }, { cidrBlock: 0.0.0.0/0 }] }';
    expect(load(`${releases}gcp:\n  network: { create: {} }\n  cluster: { create: { ${open} } }\n`)).toContain(
      'cidrBlocks[1].cidrBlock: lets the whole internet call the control plane',
    );
  });

  test('a private zone cannot be signed', () => {
    const text = `  - { name: a, host: a.b.io }
region: us-west1
loadBalancer: { scheme: internal }
gcp:
  network: { create: {} }
  dns: { zone: { create: { dnsName: b.io, dnssecConfig: { state: on } } } }
`;
    expect(load(text)).toContain('gcp.dns.zone.create.dnssecConfig.state: must not be on');
    expect(load(text.replace('state: on', 'state: off'))).toBe('');
  });

  test('every fault has its place', () => {
    expect(
      load(`  - { name: a, host: a.io }
gcp:
  network:
    create:
      subnetwork: { ipCidrRange: 10.4.0.0/20 }
  cluster:
    create:
      location: us-east1-b
      nodePool: { autoscaling: { totalMinNodeCount: 0, totalMaxNodeCount: 2 } }
  storage: { create: { name: A } }
`),
    ).toMatchInlineSnapshot(`
     environments/a.yaml:11:53 gcp.cluster.create.nodePool.autoscaling.totalMinNodeCount: must be at least 1, got 0
     environments/a.yaml:12:30 gcp.storage.create.name: must be 3 to 63 characters, got "A"
         e.g. name: my-milvus-data
     environments/a.yaml:7:19 gcp.network.create.subnetwork.secondaryIpRange.pods: pods 10.4.0.0/14 overlaps the subnet 10.4.0.0/20
         all ranges of a network must be apart
     environments/a.yaml:10:17 gcp.cluster.create.location: must lie in region us-west1, got "us-east1-b"
         write region: us-east1, or another place
    `);
  });

  test('what works and is not wise draws a note', () => {
    expect(
      load(`  - { name: a, host: a.io, networkPolicy: {} }
gcp:
  network:
    existing:
      network: projects/host-project/global/networks/vpc
      subnetwork: projects/host-project/regions/us-west1/subnetworks/nodes
  cluster:
    create:
      datapathProvider: LEGACY_DATAPATH
      ipAllocationPolicy: { clusterSecondaryRangeName: pods, servicesSecondaryRangeName: services }
      nodePool: { maxPodsPerNode: 8, nodeConfig: { machineType: e2-standard-2 } }
`),
    ).toMatchInlineSnapshot(`
     environments/a.yaml:1:1 region: is not written, and us-west1 is taken
         write the region of the cluster
     environments/a.yaml:13:65 gcp.cluster.create.nodePool.nodeConfig.machineType: e2-standard-2 has 8 GB of memory; Milvus wants nodes with 16 GB or more
         e.g. c2-standard-4, the default
     environments/a.yaml:13:35 gcp.cluster.create.nodePool.maxPodsPerNode: 8 pods on a node may all be taken by those of GKE itself
         write 16 or more
     environments/a.yaml:3:43 releases[0].networkPolicy: does nothing on the cluster that is made: it has LEGACY_DATAPATH, which ignores NetworkPolicies
         write gcp.cluster.create.datapathProvider: ADVANCED_DATAPATH
     environments/a.yaml:7:16 gcp.network.existing.network: is shared by host-project, where the Ingress controller cannot open the firewall for the load balancer
         write gcp.network.existing.firewall: true, or have the rule made there
     environments/a.yaml:11:7 gcp.cluster.create: its control plane answers the whole internet
         write masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: … }] }, with the machine that applies in it
    `);
  });
});
