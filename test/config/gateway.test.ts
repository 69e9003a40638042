import { parseEnvironment } from '../../src/config/parse';
import { pathText } from '../../src/config/problems';

const release = { name: 'my-release', host: 'my-release.milvus.io' };
const network = { existing: { network: 'vpc', subnetwork: 'subnet', proxyOnlyRange: '10.9.0.0/24' } };
const minimal = { project: 'my-project', region: 'us-west1', releases: [release], gcp: { network } };
const gateway = (loadBalancer: object = {}, more: object = {}) => ({
  ...minimal,
  ...more,
  loadBalancer: { api: 'gateway', ...loadBalancer },
});

/** What a reader is told, one line a problem. */
function toldOf(value: unknown): string[] {
  const parsed = parseEnvironment(value);
  if ('environment' in parsed) return [];
  return parsed.problems.map(
    ({ path, message, cure }) => `${pathText(path)}: ${message}${cure === undefined ? '' : ` | ${cure}`}`,
  );
}

test.each<[string, object]>([
  ['a Gateway', gateway()],
  [
    'an internal one that redirects, with an SSL policy and global access',
    gateway({ scheme: 'internal', http: 'redirect', sslPolicy: {}, globalAccess: true }),
  ],
  [
    'an internal one with a Google-managed certificate',
    gateway({ scheme: 'internal' }, { certificate: 'google-managed' }),
  ],
  ['a regional one with Cloud Armor', gateway({ scheme: 'regional', securityPolicy: { allow: ['203.0.113.0/24'] } })],
  ['a wildcard with a Google-managed certificate', gateway({}, { releases: [{ ...release, host: '*.milvus.io' }] })],
  [
    'what an Ingress has no field for',
    gateway({
      backend: {
        maxRatePerEndpoint: 1000,
        sessionAffinity: { affinityType: 'HTTP_COOKIE', affinityCookieTtlSec: 1_209_600 },
      },
    }),
  ],
  ['both APIs', gateway({ also: 'ingress' })],
  ['both, with an address of each', gateway({ also: 'ingress', address: { ingress: 'old', gateway: 'new' } })],
  [
    'both, with the address of the older',
    { ...minimal, loadBalancer: { also: 'gateway', address: { ingress: 'old' } } },
  ],
  ['more hosts than certificates on a proxy, in a map', gateway({ name: 'milvus' }, { releases: hosts(16) })],
])('takes %s', (_, environment) => {
  expect(toldOf(environment)).toEqual([]);
});

function hosts(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ name: `r${index}`, host: `r${index}.milvus.io` }));
}

const NO_REGIONAL =
  'the regional class of an Ingress takes neither Cloud Armor nor a certificate that Google manages; a Gateway of this kind takes both';

const REFUSED: readonly (readonly [object, string])[] = [
  [
    gateway({ also: 'gateway' }),
    'loadBalancer.also: must be the other API than api, got "gateway" | write ingress, or take it out',
  ],
  [
    { ...minimal, loadBalancer: { scheme: 'regional' } },
    `loadBalancer.scheme: must not be regional with api: ingress: ${NO_REGIONAL}, got "regional" | write api: gateway, or another scheme`,
  ],
  [
    gateway({ also: 'ingress', scheme: 'regional' }),
    `loadBalancer.also: must not be ingress with scheme: regional: ${NO_REGIONAL}, got "ingress" | take it out: move from an environment with an Ingress of its own, by DNS`,
  ],
  [
    gateway({ globalAccess: true }),
    'loadBalancer.globalAccess: must be left out on an external Gateway: it is global as it is: clients everywhere reach it, got true | take it out; only scheme: internal with api: gateway, and nothing beside it, has it',
  ],
  [
    gateway({ scheme: 'internal', globalAccess: true, also: 'ingress' }),
    `loadBalancer.globalAccess: must be left out on an internal Ingress: only a GCPGatewayPolicy has it, which belongs to a Gateway, got true | take it out; only scheme: internal with api: gateway, and nothing beside it, has it`,
  ],
  [
    { ...minimal, loadBalancer: { backend: { maxRatePerEndpoint: 10 } } },
    `loadBalancer.backend.maxRatePerEndpoint: must be left out on an external load balancer: only a GCPBackendPolicy has it, which belongs to a Gateway, got 10 | take it out; only api: gateway, and nothing beside it, has it`,
  ],
  [
    gateway({ also: 'ingress', backend: { sessionAffinity: { affinityType: 'HEADER_FIELD' } } }),
    'loadBalancer.backend.sessionAffinity.affinityType: must be another on an external Ingress: a BackendConfig takes no more, got "HEADER_FIELD" | write NONE, CLIENT_IP, GENERATED_COOKIE, or api: gateway without also',
  ],
  [
    gateway({ scheme: 'internal', securityPolicy: { name: 'armor' } }),
    'loadBalancer.securityPolicy: must be left out on an internal Gateway: whether an internal Gateway enforces a policy of Cloud Armor was never verified, got {"name":"armor"} | take it out; releases[].networkPolicy limits who may call',
  ],
  [
    gateway({ scheme: 'regional' }, { certificate: { type: 'pre-shared', create: true } }),
    'certificate: must not be managed by Google on a regional Gateway: Compute Engine manages certificates for global load balancers only; Certificate Manager does for regional ones, got {"type":"pre-shared","create":true} | write certificate: google-managed',
  ],
  [
    gateway({ scheme: 'internal', also: 'ingress', http: 'redirect' }),
    'loadBalancer.http: must not be redirect on an internal Ingress: the controller reports an error and sets up nothing of the whole Ingress, got "redirect" | leave it out: port 80 is closed then',
  ],
  [
    gateway({ also: 'ingress' }, { releases: [{ ...release, host: '*.milvus.io' }] }),
    'releases[0].host: must not be a wildcard with a Google-managed certificate, got "*.milvus.io" | name the host in full, or write certificate: self-managed',
  ],
  [
    gateway({ also: 'ingress', address: { name: 'mine' } }),
    'loadBalancer.address: must not be one address beside also: two load balancers have two, got {"name":"mine"} | write address: { gateway: mine }: Terraform makes the other one, or names it too',
  ],
  [
    gateway({ address: { gateway: 'mine' } }),
    'loadBalancer.address: must name one address where there is one load balancer, got {"gateway":"mine"} | write address: { name: … }, or also: with the other API',
  ],
  [
    gateway({ backend: { customRequestHeaders: { headers: ['X-Empty:'] } } }),
    'loadBalancer.backend.customRequestHeaders.headers[0]: X-Empty must have a value, as filters of a route take it, got "X-Empty:" | write one, or take it out',
  ],
  [
    gateway({ scheme: 'regional' }, { gcp: {}, region: undefined }),
    "region: required for a regional load balancer, but missing | write the cluster's region",
  ],
  [
    gateway(
      {},
      { gcp: { network: { create: {} }, cluster: { create: { gatewayApiConfig: { channel: 'CHANNEL_DISABLED' } } } } },
    ),
    'gcp.cluster.create.gatewayApiConfig.channel: must not be CHANNEL_DISABLED with a Gateway: its kinds would be unknown to the cluster, got "CHANNEL_DISABLED" | leave it out',
  ],
  [
    gateway({ name: 'milvus' }, { releases: hosts(64) }),
    'releases[63]: must be at most 63 releases on one Gateway, has 64, got {"name":"r63","host":"r63.milvus.io"} | move releases to another environment',
  ],
  [
    gateway({ name: 'milvus' }, { certificate: 'self-managed', releases: hosts(16) }),
    'releases[15]: must be at most 15 releases with a certificate each, has 16, got {"name":"r15","host":"r15.milvus.io"} | a load balancer takes no more: move releases to another environment, or share one certificate by certificate: { type: self-managed, secretName: … } or { type: pre-shared, names: […] }',
  ],
  [
    gateway({ backend: { timeouts: { request: '10s' } } }),
    'loadBalancer.backend.timeouts: GKE refuses time-outs in a route, and with one such route the whole Gateway stops | write loadBalancer.backend.timeoutSec',
  ],
];

test.each(REFUSED.map(([environment, told]) => [told, environment] as const))('tells that %s', (told, environment) => {
  expect(toldOf(environment)).toContain(told);
});
