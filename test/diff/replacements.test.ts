import { readFileSync, readdirSync } from 'node:fs';
import { CHANGE_EFFECTS } from '../../src/gke/replacement';
import type { Files } from '../../src/diff/dist';
import { replacementsIn } from '../../src/diff/replacements';
import { isMapping } from '../../src/source/plain';
import { changes, distOf, edited } from './dist-of';

jest.setTimeout(60_000);

const CLOUD = `project: example-production
region: us-west1
namespace: default
releases:
  - name: milvus-a
    host: a.example.com
    chart: 5.0.19
certificate: { type: pre-shared, create: true }
loadBalancer: { name: edge, securityPolicy: { allow: [203.0.113.0/24] } }
gcp:
  network: { create: {} }
  cluster: { create: { nodePool: {} } }
  storage: { create: {} }
  dns: { zone: { existing: example-com, dnsName: example.com } }
`;
const INTERNAL = `project: example-production
region: us-west1
releases:
  - name: milvus-a
    host: a.example.com
    chart: 5.0.19
certificate: self-managed
loadBalancer: { scheme: internal }
gcp:
  network: { create: { subnetwork: { ipCidrRange: 10.0.0.0/20 }, proxyOnlyRange: 10.129.0.0/23 } }
`;
const STACK = 'terraform/stacks/prod/cdk.tf.json';

const prod = (text: string) => distOf({ prod: text });

/** Another text in the environment. */
function other(from: string, to: string, base = CLOUD): Files {
  if (!base.includes(from)) throw new Error(`no ${from}`);
  return prod(base.replaceAll(from, to));
}

/** The types that are replaced, each with its number where there are several. */
function replaced(before: Files, after: Files): string[] {
  const kinds = changes(before, after).kept.flatMap((environment) =>
    replacementsIn(environment).map(({ on }) => on.kind.replace(/^google_/, '')),
  );
  return [...new Set(kinds)].map((kind) => {
    const count = kinds.filter((one) => one === kind).length;
    return count === 1 ? kind : `${count} ${kind}`;
  });
}

const clusterWith = (settings: string) => other('create: { nodePool: {} }', `create: { ${settings} }`);
const privateWith = (settings: string) => clusterWith(`privateClusterConfig: { ${settings} }`);
const HIDDEN = 'enablePrivateNodes: true, masterIpv4CidrBlock: 172.16.0.0/28';

// Each was planned with google 6.50.0 against a simulated API, and this is what the plan said.
test.each<[what: string, before: Files, after: Files, replaced: readonly string[]]>([
  [
    'private nodes',
    privateWith('enablePrivateNodes: false'),
    privateWith(HIDDEN),
    ['container_cluster', 'container_node_pool'],
  ],
  ['private nodes no more', privateWith(HIDDEN), privateWith('enablePrivateNodes: false'), []],
  ['the range of the control plane is left out', privateWith(HIDDEN), privateWith('enablePrivateNodes: true'), []],
  ['pods on a node', prod(CLOUD), clusterWith('nodePool: { maxPodsPerNode: 64 }'), ['container_node_pool']],
  [
    'the account of the nodes',
    prod(CLOUD),
    clusterWith('nodePool: { accountId: other-nodes }'),
    ['container_node_pool', '3 project_iam_member', 'service_account'],
  ],
  ['machines and disks', prod(CLOUD), clusterWith('nodePool: { nodeConfig: { machineType: n2-standard-8 } }'), []],
  [
    'autoscaling',
    prod(CLOUD),
    clusterWith('nodePool: { autoscaling: { totalMinNodeCount: 3, totalMaxNodeCount: 9 } }'),
    [],
  ],
  ['zones are left out', clusterWith('nodeLocations: [us-west1-a, us-west1-b]'), prod(CLOUD), []],
  [
    'authorized networks are left out',
    clusterWith('masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: 203.0.113.0/24 }] }'),
    prod(CLOUD),
    [],
  ],
  [
    'a zone of our own instead of one that is there',
    prod(CLOUD),
    other('{ existing: example-com, dnsName: example.com }', '{ create: { dnsName: example.com } }'),
    ['dns_record_set'],
  ],
  ['another zone that is there', prod(CLOUD), other('existing: example-com', 'existing: other'), ['dns_record_set']],
  ['a host', prod(CLOUD), other('a.example.com', 'b.example.com'), ['compute_managed_ssl_certificate']],
  ['the namespace', prod(CLOUD), other('namespace: default', 'namespace: search'), ['service_account_iam_member']],
  [
    'the project: what is in the state stays where it is',
    prod(CLOUD),
    other('example-production', 'example-other'),
    ['3 project_iam_member', 'service_account_iam_member', 'storage_bucket', '2 storage_bucket_iam_member'],
  ],
  [
    "the nodes' range moves",
    prod(INTERNAL),
    other('10.0.0.0/20', '10.64.0.0/20', INTERNAL),
    ['compute_address', 'compute_subnetwork'],
  ],
  ["the nodes' range grows", prod(INTERNAL), other('10.0.0.0/20', '10.0.0.0/19', INTERNAL), []],
  [
    'a network by its path instead of its name',
    other('network: { create: {} }', 'network: { existing: { network: vpc, subnetwork: nodes } }'),
    other(
      'network: { create: {} }',
      'network: { existing: { network: projects/example-production/global/networks/vpc, subnetwork: nodes } }',
    ),
    [],
  ],
  [
    'the same network, which Terraform looks after no more',
    prod(CLOUD),
    other('network: { create: {} }', 'network: { existing: { network: edge-network, subnetwork: edge-subnet } }'),
    [],
  ],
])('replaces what the plan replaces: %s', (_, before, after, expected) => {
  expect(replaced(before, after)).toEqual(expected);
});

test('another name of the load balancer replaces all that is named after it', () => {
  expect(replaced(prod(CLOUD), other('name: edge', 'name: other'))).toMatchInlineSnapshot(`
   [
     "2 compute_firewall",
     "compute_global_address",
     "compute_network",
     "compute_router",
     "compute_router_nat",
     "compute_security_policy",
     "compute_ssl_policy",
     "compute_subnetwork",
     "container_cluster",
     "container_node_pool",
     "3 project_iam_member",
     "service_account",
     "storage_bucket",
     "2 storage_bucket_iam_member",
   ]
  `);
});

test('says which argument, and which resource it names', () => {
  const [environment] = changes(privateWith('enablePrivateNodes: false'), privateWith(HIDDEN)).kept;
  const lines = replacementsIn(environment!).flatMap(({ on, reasons }) => [
    on.kind,
    ...reasons.map((one) => `  ${one}`),
  ]);
  expect(lines.join('\n')).toMatchInlineSnapshot(`
   google_container_cluster
     private_cluster_config.enable_private_nodes from nothing to \`true\`
     private_cluster_config.master_ipv4_cidr_block from nothing to \`172.16.0.0/28\`
   google_container_node_pool
     it goes with \`google_container_cluster.infrastructure_cluster_5793C914\`, which is made anew
  `);
});

test('an argument whose changes Terraform ignores replaces nothing', () => {
  const before = edited(prod(CLOUD), STACK, '"max_pods_per_node": 110', '"max_pods_per_node": 64');
  const ignoring = edited(
    before,
    STACK,
    '"max_pods_per_node": 64',
    '"lifecycle": {"ignore_changes": ["max_pods_per_node"]}, "max_pods_per_node": 32',
  );
  expect(replaced(prod(CLOUD), before)).toEqual(['container_node_pool']);
  expect(replaced(before, ignoring)).toEqual([]);
});

test('every type that src/gcp makes has a row', () => {
  const sources = readdirSync('src/gcp').map((name) => readFileSync(`src/gcp/${name}`, 'utf8'));
  const types = sources.flatMap((text) =>
    [...text.matchAll(/@cdktf\/provider-(google|helm)\/lib\/([-a-z]+)'/g)].map(
      ([, provider = '', module = '']) => `${provider}_${module.replaceAll('-', '_')}`,
    ),
  );
  const resources = types.filter((type) => !/_data_|_provider$/.test(type));
  expect(resources.length).toBeGreaterThan(15);
  expect(resources.filter((type) => !(type in CHANGE_EFFECTS))).toEqual([]);
});

test('every argument that an example emits is in its row', () => {
  const snapshot = readFileSync('test/__snapshots__/examples.test.ts.snap', 'utf8');
  const stacks = [...snapshot.matchAll(/cdk\.tf\.json 1`\] = `\n([^]*?)\n`;/g)].map(
    ([, text = '']) => JSON.parse(text.replaceAll(/\\(.)/g, '$1')) as { resource?: Resources },
  );
  expect(stacks.length).toBeGreaterThan(5);
  const unknown = stacks.flatMap(({ resource = {} }) =>
    Object.entries(resource).flatMap(([type, named]) =>
      Object.values(named).flatMap((one) =>
        [...argumentsOf(one)].filter((path) => !isKnown(type, path)).map((path) => `${type}: ${path}`),
      ),
    ),
  );
  expect([...new Set(unknown)]).toEqual([]);
});

type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What every resource may have, of Terraform itself. */
const META = ['//', 'depends_on', 'lifecycle', 'provider', 'project'];

function* argumentsOf(value: unknown, path: readonly string[] = []): Generator<string> {
  if (!isMapping(value)) {
    yield path.join('.');
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (path.length === 0 && META.includes(key)) continue;
    yield* argumentsOf(inner, [...path, key]);
  }
}

function isKnown(type: string, path: string): boolean {
  const { replaces = [], updates = [] } = CHANGE_EFFECTS[type] ?? {};
  return [...replaces, ...updates].some((argument) => path === argument || path.startsWith(`${argument}.`));
}
