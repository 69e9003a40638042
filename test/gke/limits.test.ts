import { App, Chart } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import { stringify } from 'yaml';
import { parseEnvironment } from '../../src/config/parse';
import { UserError } from '../../src/errors';
import { BackendConfig, type BackendConfigProps } from '../../src/kubernetes/backend-config';
import { VpcNetwork, type VpcNetworkProps } from '../../src/gcp/network';
import { GkeNodePool, type GkeNodePoolProps } from '../../src/gcp/node-pool';
import { SecurityPolicy } from '../../src/gcp/security-policy';
import { MilvusStorage, type MilvusStorageProps } from '../../src/gcp/storage';
import { GcpBackendPolicy, type GcpBackendPolicyProps } from '../../src/kubernetes/gateway/gcp-backend-policy';
import { GkeIngress } from '../../src/kubernetes/gke-ingress';
import { ManagedCertificate } from '../../src/kubernetes/managed-certificate';
import { NetworkPolicy } from '../../src/kubernetes/network-policy';
import { ServiceAccount } from '../../src/kubernetes/service-account';
import { lint } from '../../src/rules/run';
import { appOfNoFiles } from '../gcp/app';

// Every limit that Google, Kubernetes or both set, and who enforces it: each is tried as far as it goes, and beyond.

interface Limit {
  readonly limit: string;
  readonly at: readonly unknown[];
  readonly beyond: readonly unknown[];
  /** An environment with the value; none where environments do not say it. */
  readonly schema?: (value: never) => unknown;
  /** A construct with it; none where no construct takes it. */
  readonly construct?: (chart: Chart, value: never) => unknown;
  /** The object, or all that are needed, as somebody else writes it; none where it is no object of Kubernetes. */
  readonly object?: (value: never) => unknown;
  /** The rule that tells; none where the cluster takes the value. */
  readonly rule?: string;
}

const letters = (count: number) => 'a'.repeat(count);
const HEALTH = { type: 'HTTP', port: 9091, requestPath: '/healthz' } as const;

/** A field of BackendConfig, which an environment calls as the object does. */
function backend(limit: string, rule: string | undefined, at: readonly Spec[], beyond: readonly Spec[]): Limit {
  return {
    limit: `BackendConfig ${limit}`,
    at,
    beyond,
    schema: (spec: Spec) => environment({ loadBalancer: { backend: spec } }),
    construct: (chart, spec: Spec) => new BackendConfig(chart, 'it', propsOf(spec)),
    object: ({ healthCheck, ...spec }: Spec) => ({
      apiVersion: 'cloud.google.com/v1',
      kind: 'BackendConfig',
      metadata: { name: 'it' },
      spec: { healthCheck: { ...HEALTH, ...healthCheck }, ...spec },
    }),
    ...(rule !== undefined && { rule }),
  };
}

interface Spec extends Pick<BackendConfigProps, 'timeoutSec' | 'sessionAffinity' | 'logging'> {
  readonly connectionDraining?: { readonly drainingTimeoutSec: number };
  readonly healthCheck?: Partial<BackendConfigProps['healthCheck']>;
  readonly customRequestHeaders?: { readonly headers: readonly string[] };
}

function propsOf({ connectionDraining, customRequestHeaders, healthCheck, ...spec }: Spec): BackendConfigProps {
  return {
    name: 'it',
    healthCheck: { ...HEALTH, ...healthCheck },
    ...spec,
    ...(connectionDraining && connectionDraining),
    ...(customRequestHeaders && { customRequestHeaders: customRequestHeaders.headers }),
  };
}

interface PolicyWords {
  readonly schema: (value: number) => object;
  readonly props: (value: number) => Partial<GcpBackendPolicyProps>;
  readonly spec: (value: number) => object;
}

/** A number of a GCPBackendPolicy, which an environment calls as a BackendConfig does. */
function policy(
  limit: string,
  rule: string | undefined,
  at: readonly number[],
  beyond: readonly number[],
  { schema, props, spec }: PolicyWords,
): Limit {
  const logging = { enabled: true, sampleRate: 100_000 };
  return {
    limit: `GCPBackendPolicy ${limit}`,
    at,
    beyond,
    schema: (value: number) => environment({ loadBalancer: { api: 'gateway', backend: schema(value) } }),
    construct: (chart, value: number) =>
      new GcpBackendPolicy(chart, 'it', { name: 'it', service: 'it-milvus', logging, ...props(value) }),
    object: (value: number) => ({
      apiVersion: 'networking.gke.io/v1',
      kind: 'GCPBackendPolicy',
      metadata: { name: 'it-milvus' },
      spec: { default: { logging, ...spec(value) }, targetRef: { group: '', kind: 'Service', name: 'it-milvus' } },
    }),
    ...(rule !== undefined && { rule }),
  };
}

function health(field: 'checkIntervalSec' | 'timeoutSec' | 'healthyThreshold' | 'unhealthyThreshold', max: number) {
  const specOf = (value: number): Spec => ({ healthCheck: { checkIntervalSec: 300, timeoutSec: 1, [field]: value } });
  const limits = [1, max].map(specOf);
  return backend(`healthCheck.${field}`, 'fields-are-in-range', limits, [0, max + 1].map(specOf));
}

const headers = (...all: string[]): Spec => ({ customRequestHeaders: { headers: all } });

const LIMITS: readonly Limit[] = [
  // The controller takes the number; the rule that warns has the length of a call in mind.
  backend('timeoutSec', undefined, [{ timeoutSec: 1 }, { timeoutSec: 86_400 }], [{ timeoutSec: 86_401 }]),
  backend(
    'drainingTimeoutSec',
    'fields-are-in-range',
    [0, 3600].map((drainingTimeoutSec) => ({ connectionDraining: { drainingTimeoutSec } })),
    [-1, 3601].map((drainingTimeoutSec) => ({ connectionDraining: { drainingTimeoutSec } })),
  ),
  backend(
    'logging.sampleRate',
    'fields-are-in-range',
    [0, 1].map((sampleRate) => ({ logging: { enable: true, sampleRate } })),
    [-0.1, 1.1].map((sampleRate) => ({ logging: { enable: true, sampleRate } })),
  ),
  backend(
    'affinityCookieTtlSec',
    'fields-are-in-range',
    [0, 86_400].map((value) => affinity('GENERATED_COOKIE', value)),
    [-1, 86_401].map((value) => affinity('GENERATED_COOKIE', value)),
  ),
  // Google takes the number, and does nothing with it.
  backend('affinityCookieTtlSec without a cookie', undefined, [affinity('CLIENT_IP')], [affinity('CLIENT_IP', 60)]),
  health('checkIntervalSec', 300),
  health('timeoutSec', 300),
  health('healthyThreshold', 10),
  health('unhealthyThreshold', 10),
  backend(
    'healthCheck, a timeout beyond the interval',
    'health-check-fits-its-interval',
    [{ healthCheck: { timeoutSec: 15 } }, { healthCheck: { checkIntervalSec: 20, timeoutSec: 20 } }],
    [{ healthCheck: { timeoutSec: 16 } }, { healthCheck: { checkIntervalSec: 14 } }],
  ),
  backend(
    'customRequestHeaders',
    'headers-are-accepted',
    [headers('X-A:'), headers('X-A:b\tc', 'X-B: {client_region}')],
    [...['X-A', ':b', 'X A:b', 'Connection:close', 'X-Goog-A:b', 'X-A:b\nc'].map((one) => headers(one))],
  ),
  backend(
    'customRequestHeaders twice',
    'headers-are-accepted',
    [headers('X-A:b', 'X-B:c')],
    [headers('X-A:b', 'x-a:c')],
  ),
  // The controller takes the number, as for an Ingress.
  policy('timeoutSec', undefined, [1, 86_400], [86_401], {
    schema: (timeoutSec) => ({ timeoutSec }),
    props: (timeoutSec) => ({ timeoutSec }),
    spec: (timeoutSec) => ({ timeoutSec }),
  }),
  policy('drainingTimeoutSec', 'fields-are-in-range', [0, 3600], [-1, 3601], {
    schema: (drainingTimeoutSec) => ({ connectionDraining: { drainingTimeoutSec } }),
    props: (drainingTimeoutSec) => ({ drainingTimeoutSec }),
    spec: (drainingTimeoutSec) => ({ connectionDraining: { drainingTimeoutSec } }),
  }),
  policy('cookieTtlSec', 'fields-are-in-range', [0, 1_209_600], [-1, 1_209_601], {
    schema: (value) => affinity('GENERATED_COOKIE', value),
    props: (cookieTtlSec) => ({ sessionAffinity: { type: 'GENERATED_COOKIE', cookieTtlSec } }),
    spec: (cookieTtlSec) => ({ sessionAffinity: { type: 'GENERATED_COOKIE', cookieTtlSec } }),
  }),
  policy('maxRatePerEndpoint', 'fields-are-in-range', [1, 1_000_000_000], [0, 1_000_000_001], {
    schema: (maxRatePerEndpoint) => ({ maxRatePerEndpoint }),
    props: (maxRatePerEndpoint) => ({ maxRatePerEndpoint }),
    spec: (maxRatePerEndpoint) => ({ maxRatePerEndpoint }),
  }),
  {
    limit: 'host of an Ingress',
    at: ['a.io', '*.a.io', `${letters(63)}.io`, `${'a.'.repeat(125)}a.a`],
    beyond: ['A.io', 'a_b.io', '10.0.0.1', '::1', 'a.*.io', '', `${letters(64)}.io`, `${'a.'.repeat(125)}a.aa`],
    schema: (host: string) => environment({ certificate: 'self-managed', releases: [{ name: 'my-release', host }] }),
    construct: (chart, host: string) => ingressOf(chart, { rules: [{ host, paths: [{ service: SERVICE }] }] }),
    object: (host: string) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'it', annotations: { 'kubernetes.io/ingress.class': 'gce' } },
      spec: {
        tls: [{ secretName: 'it' }],
        rules: [
          {
            // An empty one stands for all hosts, which the cluster takes.
            host: host === '' ? 'A' : host,
            http: {
              paths: [
                { path: '/', pathType: 'Prefix', backend: { service: { name: 'it-milvus', port: { number: 19530 } } } },
              ],
            },
          },
        ],
      },
    }),
    rule: 'host-is-a-dns-name',
  },
  {
    limit: 'domain of a ManagedCertificate',
    at: ['a.io', `${letters(60)}.io`],
    beyond: ['*.a.io', 'A.io', 'localhost', `${letters(61)}.io`],
    schema: (host: string) => environment({ releases: [{ name: 'my-release', host }] }),
    construct: (chart, domain: string) => new ManagedCertificate(chart, 'it', { name: 'it', domains: [domain] }),
    object: (domain: string) => [
      {
        apiVersion: 'networking.gke.io/v1',
        kind: 'ManagedCertificate',
        metadata: { name: 'it' },
        spec: { domains: [domain] },
      },
      ingressObject({ 'networking.gke.io/managed-certificates': 'it' }),
    ],
    rule: 'managed-domains-are-accepted',
  },
  {
    limit: 'certificates of one load balancer',
    at: [15],
    beyond: [16],
    schema: (count: number) => environment({ certificate: { type: 'pre-shared', names: namesOf(count) } }),
    construct: (chart, count: number) => ingressOf(chart, { preSharedCertificates: namesOf(count) }),
    object: (count: number) => ingressObject({ 'ingress.gcp.kubernetes.io/pre-shared-cert': namesOf(count).join(',') }),
    rule: 'certificates-fit-on-the-ingress',
  },
  {
    limit: 'name of a Compute address',
    at: ['a', letters(63)],
    beyond: [letters(64), 'A', '1a', 'a.b', 'a-'],
    schema: (name: string) => environment({ loadBalancer: { address: { name } } }),
    construct: (chart, globalStaticIpName: string) => ingressOf(chart, { globalStaticIpName }),
    object: (name: string) => ingressObject({ 'kubernetes.io/ingress.global-static-ip-name': name }),
    rule: 'names-can-exist',
  },
  {
    limit: 'name of a Kubernetes label',
    at: ['team', 'example.com/team', `a.io/${letters(63)}`],
    beyond: ['a b', '-team', '/team', letters(64)],
    schema: (key: string) => environment({ labels: { [key]: 'a' } }),
    construct: (chart, key: string) => ingressOf(chart, { metadata: { labels: { [key]: 'a' } } }),
    object: (key: string) => labelled({ [key]: 'a' }),
    rule: 'fields-are-in-range',
  },
  {
    limit: 'value of a Kubernetes label',
    at: ['', 'a', 'A_b.c', letters(63)],
    beyond: ['a b', '-a', 'a.', letters(64)],
    schema: (value: string) => environment({ labels: { team: value } }),
    construct: (chart, team: string) => ingressOf(chart, { metadata: { labels: { team } } }),
    object: (team: string) => labelled({ team }),
    rule: 'fields-are-in-range',
  },
  {
    limit: 'port',
    at: [1, 65_535],
    beyond: [0, 65_536, 1.5],
    construct: (chart, port: number) =>
      ingressOf(chart, { rules: [{ host: 'a.io', paths: [{ service: { name: 'it-milvus', port } }] }] }),
  },
  {
    limit: 'port of REST',
    at: [1024, 8080, 65_535],
    beyond: [1023, 65_536, 9091, 19_530],
    schema: (port: number) =>
      environment({ releases: [{ name: 'my-release', host: 'my-release.example.com', rest: { port } }] }),
  },
  {
    limit: 'address range that Cloud Armor allows',
    at: ['203.0.113.0/24', '203.0.113.7/32', '2001:db8::/32', '0.0.0.0/0'],
    beyond: ['203.0.113.7', '203.0.113.7/24', '203.0.113.0/33', '010.0.0.0/8', '::ffff:10.0.0.0/104', 'office'],
    schema: (range: string) => environment({ loadBalancer: { securityPolicy: { allow: [range] } } }),
    construct: (_, range: string) => new SecurityPolicy(stack(), 'it', { name: 'it', allow: [range] }),
  },
  {
    limit: 'address range of a NetworkPolicy',
    at: ['203.0.113.0/24', '2001:db8::/32'],
    beyond: ['203.0.113.7', '203.0.113.7/24', '203.0.113.0/33', '010.0.0.0/8'],
    construct: (chart, cidr: string) =>
      new NetworkPolicy(chart, 'it', {
        name: 'it',
        podLabels: { app: 'milvus' },
        ingress: [{ ports: [19_530], from: [{ cidr }] }],
      }),
  },
  {
    limit: 'address ranges of one Cloud Armor policy',
    at: [1, 1990],
    beyond: [0, 1991],
    schema: (count: number) => environment({ loadBalancer: { securityPolicy: { allow: rangesOf(count) } } }),
    construct: (_, count: number) => new SecurityPolicy(stack(), 'it', { name: 'it', allow: rangesOf(count) }),
  },
  {
    limit: 'address range twice in one Cloud Armor policy',
    at: ['10.0.0.0/8'],
    beyond: ['2001:db8::/32', '2001:DB8::/32'],
    schema: (range: string) => environment({ loadBalancer: { securityPolicy: { allow: ['2001:db8::/32', range] } } }),
    construct: (_, range: string) => new SecurityPolicy(stack(), 'it', { name: 'it', allow: ['2001:db8::/32', range] }),
  },
  {
    limit: 'requests of one client IP in a minute',
    at: [1, 1_000_000],
    beyond: [0, 1_000_001, 1.5],
    schema: (requestsPerMinute: number) =>
      environment({ loadBalancer: { securityPolicy: { rateLimit: { requestsPerMinute } } } }),
    construct: (_, requestsPerMinute: number) => new SecurityPolicy(stack(), 'it', { name: 'it', requestsPerMinute }),
  },
  range('subnet', ['10.0.0.0/8', '10.0.0.0/29'], ['10.0.0.0/30', '10.0.0.1/20', 'fd00::/20'], {
    schema: (ipCidrRange) => ({ subnetwork: { ipCidrRange, secondaryIpRange: FAR } }),
    construct: (ipCidrRange) => ({ subnetwork: { name: 'nodes', ipCidrRange, secondaryRanges: {} } }),
  }),
  range('proxy-only subnet', ['192.0.0.0/8', '192.168.0.0/26'], ['192.168.0.0/27', '128.0.0.0/7', '0.0.0.0/0'], {
    schema: (proxyOnlyRange) => ({ proxyOnlyRange }),
    construct: (ipCidrRange) => ({ proxyOnly: { name: 'proxies', ipCidrRange } }),
  }),
  {
    limit: 'largest packet of a network',
    at: [1300, 8896],
    beyond: [1299, 8897],
    schema: (mtu: number) => environment({ gcp: { network: { create: { mtu } } } }),
    construct: (_, mtu: number) => networkOf({ mtu }),
  },
  {
    limit: 'name of a bucket',
    at: ['a-1', 'a_b', letters(63)],
    beyond: ['ab', letters(64), 'A-b', '-ab', 'goog-a', 'my-google'],
    schema: (name: string) => environment({ gcp: { storage: { create: { name } } } }),
    construct: (_, bucketName: string) => storageOf({ bucketName }),
  },
  {
    limit: 'name of a bucket with the state',
    at: ['a-1', letters(63)],
    beyond: ['ab', letters(64), 'A-b', 'my-google'],
    schema: (bucket: string) => environment({ gcp: { state: { gcs: { bucket } } } }),
  },
  {
    limit: 'days that old objects are kept',
    at: [1, 3650],
    beyond: [0, 3651],
    schema: (days: number) =>
      environment({ gcp: { storage: { create: { versioning: { daysSinceNoncurrentTime: days } } } } }),
    construct: (_, keptDays: number) => storageOf({ keptDays }),
  },
  {
    limit: 'id of a Google service account',
    at: ['milvus', `a${'1'.repeat(29)}`],
    beyond: ['milvu', letters(31), 'Milvus', '1milvus', 'milvus-'],
    schema: (accountId: string) => environment({ gcp: { storage: { create: { accountId } } } }),
    construct: (_, account: string) => storageOf({ accounts: [account] }),
  },
  {
    limit: 'id of a project',
    at: ['my-app', letters(30)],
    beyond: ['my-ap', letters(31), 'My-app', '1-project', 'project-'],
    schema: (project: string) => ({ ...environment({}), project }),
    construct: (chart, project: string) =>
      new ServiceAccount(chart, 'it', {
        name: 'it',
        googleServiceAccount: `milvus@${project}.iam.gserviceaccount.com`,
      }),
  },
  pool('nodes in a zone', [1, 1000], [0, 1001], {
    schema: (nodeCount) => ({ nodeCount, maxPodsPerNode: 8 }),
    construct: (perZone) => ({ nodes: { kind: 'fixed', perZone } }),
  }),
  pool('pods on a node', [8, 256], [7, 257], {
    schema: (maxPodsPerNode) => ({ maxPodsPerNode }),
    construct: (maxPodsPerNode) => ({ maxPodsPerNode }),
  }),
  pool('boot disk of a node', [20, 65_536], [19, 65_537], {
    schema: (diskSizeGb) => ({ nodeConfig: { diskSizeGb } }),
    construct: (diskSizeGb) => ({ diskSizeGb }),
  }),
];

describe.each(LIMITS.map((one) => [one.limit, one] as const))('%s', (_, { at, beyond, ...limit }) => {
  test.each(at)('takes %j', (value) => {
    expect(enforcersOf(limit, value as never)).toEqual([]);
  });

  test.each(beyond)('refuses %j', (value) => {
    const { schema, construct, rule } = limit;
    expect(enforcersOf(limit, value as never)).toEqual([
      ...(schema ? ['schema'] : []),
      ...(construct ? ['construct'] : []),
      ...(rule === undefined ? [] : [rule]),
    ]);
  });
});

/** Who refuses a value; of the rules, the one that is to tell. */
function enforcersOf(
  { schema, construct, object, rule }: Omit<Limit, 'limit' | 'at' | 'beyond'>,
  value: never,
): string[] {
  const text = [object?.(value) ?? []]
    .flat()
    .map((one) => stringify(one))
    .join('---\n');
  const told = lint([{ file: 'a.yaml', text }]).filter((finding) => finding.rule === rule);
  return [
    ...(schema && !('environment' in parseEnvironment(schema(value))) ? ['schema'] : []),
    ...(construct && isRefused(() => construct(new Chart(new App(), 'prod'), value)) ? ['construct'] : []),
    ...new Set(told.map((finding) => finding.rule)),
  ];
}

function isRefused(make: () => unknown): boolean {
  try {
    make();
    return false;
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
}

function environment(more: object): object {
  return { project: 'my-project', releases: [{ name: 'my-release', host: 'my-release.example.com' }], ...more };
}

const SERVICE = { name: 'it-milvus', port: 19530 };

function ingressOf(chart: Chart, more: Partial<ConstructorParameters<typeof GkeIngress>[2]>): GkeIngress {
  const rules = [{ host: 'a.io', paths: [{ service: SERVICE }] }];
  return new GkeIngress(chart, 'it', { name: 'it', preSharedCertificates: ['company'], rules, ...more });
}

function ingressObject(annotations: Readonly<Record<string, string>>) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'it', annotations: { 'kubernetes.io/ingress.class': 'gce', ...annotations } },
    spec: { defaultBackend: { service: { name: 'it-milvus', port: { number: 19530 } } } },
  };
}

function labelled(labels: Readonly<Record<string, string>>): object {
  const { metadata, ...ingress } = ingressObject({});
  return { ...ingress, metadata: { ...metadata, labels } };
}

function stack(): TerraformStack {
  return new TerraformStack(appOfNoFiles(), 'prod');
}

/** As many ranges, all apart. */
function rangesOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `10.${index >> 8}.${index & 255}.0/24`);
}

const FAR = { pods: '172.16.0.0/12', services: '192.168.0.0/20' };

interface Said<Written, Props> {
  readonly schema: (value: Written) => object;
  readonly construct: (value: Written) => Partial<Props>;
}

/** A range of a network that Terraform makes. */
function range(
  limit: string,
  at: readonly string[],
  beyond: readonly string[],
  { schema, construct }: Said<string, VpcNetworkProps>,
): Limit {
  return {
    limit: `range of a ${limit}`,
    at,
    beyond,
    schema: (value: string) => environment({ gcp: { network: { create: schema(value) } } }),
    construct: (_, value: string) => networkOf(construct(value)),
  };
}

/** A number of a node pool that Terraform makes. */
function pool(
  limit: string,
  at: readonly number[],
  beyond: readonly number[],
  { schema, construct }: Said<number, GkeNodePoolProps>,
): Limit {
  return {
    limit,
    at,
    beyond,
    schema: (value: number) =>
      environment({
        gcp: { network: { create: { mode: 'auto' } }, cluster: { create: { nodePool: schema(value) } } },
      }),
    construct: (_, value: number) =>
      new GkeNodePool(stack(), 'it', {
        name: 'it',
        cluster: 'it',
        location: 'us-west1',
        nodes: { kind: 'fixed', perZone: 1 },
        maxPodsPerNode: 110,
        machineType: 'c2-standard-4',
        diskSizeGb: 100,
        diskType: 'pd-standard',
        imageType: 'COS_CONTAINERD',
        serviceAccount: 'it@my-project.iam.gserviceaccount.com',
        ...construct(value),
      }),
  };
}

function networkOf(more: Partial<VpcNetworkProps>): VpcNetwork {
  const router = { name: 'router', natName: 'nat' };
  const props = { name: 'it', region: 'us-west1', mtu: 1460, routingMode: 'REGIONAL', router, ...more } as const;
  return new VpcNetwork(stack(), 'it', props);
}

function storageOf(more: Partial<MilvusStorageProps>): MilvusStorage {
  return new MilvusStorage(stack(), 'it', {
    bucketName: 'my-bucket',
    location: 'us-west1',
    storageClass: 'STANDARD',
    forceDestroy: false,
    accounts: ['milvus'],
    namespace: 'default',
    workloadPool: 'my-project.svc.id.goog',
    ...more,
  });
}

function namesOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `c${index}`);
}

function affinity(affinityType: 'CLIENT_IP' | 'GENERATED_COOKIE', affinityCookieTtlSec?: number): Spec {
  return { sessionAffinity: { affinityType, ...(affinityCookieTtlSec !== undefined && { affinityCookieTtlSec }) } };
}
