import * as fc from 'fast-check';
import type { Environment, EnvironmentRelease } from '../src/config/environment';
import { CHART_LINES } from '../src/milvus/chart';
import { TAKEN_PORTS } from '../src/milvus/rest';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const letters = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...LETTERS, ...'0123456789'), maxLength: maxLength - 1 });
/** A lower-case letter, then letters and digits; built from parts because patterns are slow to generate from. */
const word = (maxLength: number) =>
  fc.tuple(fc.constantFrom(...LETTERS), letters(maxLength)).map(([first, rest]) => first + rest);
const chart = fc.constantFrom(...CHART_LINES.flatMap(({ from, to }) => [from, to]));
const objectName = fc.tuple(word(10), word(10)).map((parts) => parts.join('-'));

/** A path of whole segments, and a port that nobody has. */
const rest = fc.oneof(
  fc.constantFrom(false, 'unmanaged'),
  fc.record(
    {
      port: fc.integer({ min: 1024, max: 65_535 }).filter((port) => !(port in TAKEN_PORTS)),
      path: fc.array(word(8), { minLength: 1, maxLength: 3 }).map((segments) => `/${segments.join('/')}`),
    },
    { requiredKeys: [] },
  ),
);

const release = (index: number): fc.Arbitrary<EnvironmentRelease> =>
  fc
    .record(
      {
        name: word(20).map((name) => `${name}-${index}`),
        host: fc.tuple(word(15), word(10)).map(([first, second]) => `${first}-${index}.${second}.example.com`),
        chart,
        mode: fc.constantFrom('cluster', 'standalone'),
        fullnameOverride: word(30).map((name) => `${name}-full-${index}`),
        backendCertificate: fc.oneof(
          fc.constantFrom('secret', 'image'),
          fc.record({ secretName: objectName }),
          fc.record({
            issuer: fc.oneof(
              objectName,
              fc.record({ kind: fc.constantFrom('Issuer', 'ClusterIssuer'), name: objectName }),
            ),
          }),
        ),
        secretValues: fc.constant('secrets/values.yaml'),
        rest,
        authorization: fc.constantFrom(true, false, 'unmanaged'),
        proxy: fc.oneof(fc.constant('unmanaged'), fc.record({ replicas: fc.integer({ min: 1, max: 1000 }) })),
        networkPolicy: fc.oneof(
          fc.constant('none'),
          fc.record({
            metricsFrom: fc.array(fc.dictionary(word(8), word(8), { minKeys: 1, maxKeys: 3 }), { maxLength: 3 }),
          }),
        ),
      },
      { requiredKeys: ['name', 'host'] },
    )
    .map((value) => asTheModeAllows(value as EnvironmentRelease));

const range = fc.tuple(fc.integer({ min: 1, max: 223 }), fc.nat(255)).map(([a, b]) => `${a}.${b}.0.0/16`);
const name = fc.record({ name: objectName });

const backend = fc.record(
  {
    timeoutSec: fc.oneof(fc.constant('default'), fc.integer({ min: 1, max: 86_400 })),
    connectionDraining: fc.oneof(
      fc.constant('none'),
      fc.record({ drainingTimeoutSec: fc.integer({ min: 0, max: 3600 }) }),
    ),
    logging: fc.oneof(
      fc.constant('none'),
      fc.record({ enable: fc.boolean(), sampleRate: fc.constantFrom(0, 0.1, 0.5, 1) }),
    ),
    healthCheck: fc.record(
      { checkIntervalSec: fc.integer({ min: 15, max: 300 }), healthyThreshold: fc.integer({ min: 1, max: 10 }) },
      { requiredKeys: [] },
    ),
    sessionAffinity: fc.constantFrom(
      { affinityType: 'CLIENT_IP' },
      { affinityType: 'GENERATED_COOKIE', affinityCookieTtlSec: 60 },
    ),
    customRequestHeaders: fc.constant({ headers: ['X-Client-Region:{client_region}'] }),
    customResponseHeaders: fc.constant({ headers: ['X-Served-By:milvus'] }),
  },
  { requiredKeys: [] },
);

const anywhere = {
  name: objectName,
  address: fc.oneof(fc.constantFrom('reserved', 'ephemeral'), name),
  backend,
};
const external = fc.record(
  {
    ...anywhere,
    scheme: fc.constant('external'),
    http: fc.constantFrom('redirect', 'closed', 'open'),
    sslPolicy: fc.oneof(
      fc.constantFrom('none', 'off'),
      name,
      fc.record({
        minTlsVersion: fc.constantFrom('TLS_1_0', 'TLS_1_2'),
        profile: fc.constantFrom('COMPATIBLE', 'RESTRICTED'),
      }),
    ),
    securityPolicy: fc.oneof(
      fc.constantFrom('none', 'off'),
      name,
      fc.record({ allow: fc.uniqueArray(range, { minLength: 1, maxLength: 25 }) }),
      fc.record({ rateLimit: fc.record({ requestsPerMinute: fc.integer({ min: 1, max: 1_000_000 }) }) }),
    ),
  },
  { requiredKeys: ['name'] },
);
const internal = fc.record(
  { ...anywhere, scheme: fc.constant('internal'), http: fc.constant('closed'), sslPolicy: fc.constant('none') },
  { requiredKeys: ['name', 'scheme'] },
);

const ownCertificate = fc.oneof(
  fc.constant('self-managed'),
  fc.record({ type: fc.constant('self-managed'), secretName: objectName }),
  fc.record({ type: fc.constant('self-managed'), issuer: objectName }),
  fc.record({ type: fc.constant('pre-shared'), names: fc.uniqueArray(objectName, { minLength: 1, maxLength: 15 }) }),
);
const googleCertificate = fc.constantFrom('google-managed', { type: 'pre-shared', create: true });

const createdCluster = fc.record(
  {
    releaseChannel: fc.record({ channel: fc.constantFrom('RAPID', 'STABLE') }),
    datapathProvider: fc.constantFrom('ADVANCED_DATAPATH', 'LEGACY_DATAPATH'),
    privateClusterConfig: fc.record({ enablePrivateNodes: fc.boolean() }),
    deletionProtection: fc.boolean(),
    nodePool: fc.oneof(
      fc.record({ nodeCount: fc.integer({ min: 1, max: 9 }) }),
      fc.constant({ autoscaling: { totalMinNodeCount: 3, totalMaxNodeCount: 9 } }),
    ),
  },
  { requiredKeys: [] },
);

/** Text that Terraform does not read as a template. */
const plainText = (unit: fc.Arbitrary<string>) =>
  fc.string({ unit, minLength: 1, maxLength: 20 }).filter((value) => !/[$%]\{/.test(value));
const description = plainText(fc.constantFrom(...LETTERS, ' ', '$', '%', '{', '}', '"', '\\', '\n'));
const prefix = fc
  .array(plainText(fc.constantFrom(...LETTERS, '$', '%', '{', '}', '-')), { minLength: 1, maxLength: 3 })
  .map((folders) => folders.join('/'));

const gcp = fc.record(
  {
    dns: fc.record({
      zone: fc.oneof(
        fc.record({ existing: objectName }),
        fc.record({
          create: fc.record({ dnsName: fc.constant('example.com'), description }, { requiredKeys: ['dnsName'] }),
        }),
      ),
    }),
    network: fc.oneof(
      fc.record({ existing: fc.record({ network: objectName, subnetwork: objectName, proxyOnlyRange: range }) }),
      fc.constant({
        existing: {
          network: 'projects/host-project/global/networks/shared',
          subnetwork: 'clusters',
          proxyOnlyRange: '10.9.0.0/24',
          firewall: true,
        },
      }),
      fc.record({
        create: fc.record(
          { name: objectName, mode: fc.constantFrom('custom', 'auto'), mtu: fc.integer({ min: 1300, max: 8896 }) },
          { requiredKeys: [] },
        ),
      }),
    ),
    cluster: fc.oneof(
      fc.record({
        existing: fc.record({ name: objectName, project: fc.constantFrom('other-project', 'third-project') }),
      }),
      fc.record({ create: createdCluster }),
    ),
    storage: fc.record({
      create: fc.record(
        {
          name: objectName.map((name) => `bucket-${name}`),
          versioning: fc.record({ daysSinceNoncurrentTime: fc.integer({ min: 1, max: 3650 }) }),
          accountId: fc.constantFrom('milvus-data', 'a23456'),
        },
        { requiredKeys: [] },
      ),
    }),
    helmRelease: fc.oneof(fc.boolean(), fc.record({ import: fc.boolean() })),
    state: fc.oneof(
      fc.constant('local'),
      fc.record({ gcs: fc.record({ bucket: objectName, prefix }, { requiredKeys: ['bucket'] }) }),
    ),
    labels: fc.dictionary(word(10), word(10), { maxKeys: 3 }),
  },
  { requiredKeys: [] },
);

const monitoring = fc.record(
  {
    podMonitoring: fc.boolean(),
    alerts: fc.record(
      {
        notificationChannels: fc.constantFrom({ email: 'oncall@example.com' }, [
          'projects/my-project/notificationChannels/1',
          { email: 'oncall@example.com' },
        ]),
        availability: fc.constantFrom(95, 99.9, 99.99),
        latency: fc.constantFrom({}, { searchMs: 500 }, { insertMs: 131_072 }),
      },
      { requiredKeys: [] },
    ),
    dashboard: fc.boolean(),
  },
  { requiredKeys: [] },
);

/** Any environment that is in order. */
export const arbitraryEnvironment: fc.Arbitrary<Environment> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.boolean())
  .chain(([count, isInternal]) =>
    fc.record(
      {
        project: word(20).map((id) => `project-${id}`),
        region: fc.constantFrom('us-west1', 'europe-west12', 'northamerica-northeast1'),
        namespace: objectName,
        releases: fc.tuple(...Array.from({ length: count }, (_, index) => release(index))),
        certificate: isInternal ? ownCertificate : fc.oneof(ownCertificate, googleCertificate),
        loadBalancer: isInternal ? internal : external,
        gcp,
        monitoring,
      },
      { requiredKeys: ['project', 'releases', 'loadBalancer'] },
    ),
  )
  .map((value) => asTheClusterAllows(asTheEdgeAllows(value as Environment)));

/** An internal load balancer needs its region and network; records need an address that stays. */
function asTheEdgeAllows(environment: Environment): Environment {
  const { region = 'us-west1', loadBalancer = {}, gcp: google = {} } = environment;
  const network = { existing: { network: 'vpc', subnetwork: 'subnet', proxyOnlyRange: '10.9.0.0/24' } };
  const { dns: _, ...withoutDns } = google;
  const cloud = loadBalancer.address === 'ephemeral' ? withoutDns : google;
  if (loadBalancer.scheme !== 'internal') return { ...environment, gcp: cloud };
  return { ...environment, region, gcp: { network, ...cloud } };
}

/** A cluster lies in the region and in a network; a shared network has ranges; releases need a cluster to run in. */
function asTheClusterAllows(environment: Environment): Environment {
  const { region = 'us-west1', gcp: google = {}, releases } = environment;
  const { cluster, network, storage, helmRelease: _, ...rest } = google;
  const { helmRelease } = google;
  const isShared = network?.existing?.network.startsWith('projects/') ?? false;
  const ranges = { clusterSecondaryRangeName: 'pods', servicesSecondaryRangeName: 'services' };
  const isLong = releases.some(({ name, fullnameOverride = `${name}-milvus` }) => fullnameOverride.length > 22);
  return {
    ...environment,
    gcp: {
      ...rest,
      ...(network && { network }),
      ...(cluster?.existing && { cluster: { existing: { ...cluster.existing, location: `${region}-a` } } }),
      ...(cluster?.create && {
        network: network ?? { create: {} },
        cluster: { create: { ...cluster.create, ...(isShared && { ipAllocationPolicy: ranges }) } },
      }),
      ...(storage && { storage: { create: { ...(isLong && { accountId: 'milvus-data' }), ...storage.create } } }),
      ...(cluster && helmRelease !== undefined && { helmRelease }),
    },
  };
}

function asTheModeAllows(release: EnvironmentRelease): EnvironmentRelease {
  if (release.mode !== 'standalone') return release;
  const { proxy: _, ...others } = release;
  return { ...others, backendCertificate: 'image' };
}
