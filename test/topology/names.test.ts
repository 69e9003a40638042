import { nameProblems, namesOf } from '../../src/topology/names';
import { topologyOf } from '../../src/topology/topology-of';

const release = { name: 'my-release', host: 'my-release.milvus.io' };
const of = (name: string, change: object = {}) =>
  topologyOf(name, { project: 'my-project', releases: [release], ...change });
const told = (...topologies: ReturnType<typeof of>[]) =>
  nameProblems(topologies).map(({ environment, path, message, cure }) =>
    [environment, path.join('.'), message, cure].join(' | '),
  );

test('knows every name that an environment makes', () => {
  expect(
    namesOf(of('prod', { certificate: 'self-managed', releases: [{ ...release, rest: {} }] }))
      .map(({ kind, name }) => `${kind} ${name}`)
      .join('\n'),
  ).toMatchInlineSnapshot(`
   Ingress my-release-milvus
   FrontendConfig my-release-milvus-frontendconfig
   static address my-release-milvus
   SSL policy my-release-milvus
   Service my-release-milvus
   Service my-release-milvus-streamingnode
   BackendConfig my-release-backendconfig
   Secret my-release-milvus-tls
   Secret my-release-milvus-backend-tls
   Service my-release-milvus-rest
   BackendConfig my-release-rest-backendconfig
   PodDisruptionBudget my-release-milvus-proxy
   Terraform stack prod
  `);
});

const infrastructure = { network: { create: {} }, cluster: { create: {} }, storage: { create: {} }, helmRelease: true };

test('knows every name of the infrastructure', () => {
  const names = namesOf(of('prod', { gcp: infrastructure })).map(({ kind, name }) => `${kind} ${name}`);
  expect(names.slice(names.indexOf('Terraform stack prod')).join('\n')).toMatchInlineSnapshot(`
   Terraform stack prod
   Terraform stack prod-release
   network my-release-milvus-network
   firewall rule my-release-milvus-network-allow-internal
   firewall rule my-release-milvus-network-allow-ssh
   router my-release-milvus-router
   subnetwork my-release-milvus-subnet
   cluster my-release-milvus-cluster
   node pool my-release-milvus-pool
   Google service account my-release-milvus-nodes
   bucket my-project-my-release-milvus
   Google service account my-release-milvus-storage
   ServiceAccount my-release-milvus-storage
  `);
});

test('lets a cluster be called what GKE takes, and says how to call it else', () => {
  const name = 'a'.repeat(33);
  const gcp = { network: { create: {} }, cluster: { create: {} } };
  expect(() => of('a', { loadBalancer: { name }, gcp })).toThrow(
    `makes the cluster ${name}-cluster of 41 characters\n    cluster names may have 40: change gcp.cluster.create.name`,
  );
  const create = { name: 'milvus', nodePool: { accountId: 'milvus-nodes' } };
  expect(() => of('a', { loadBalancer: { name }, gcp: { ...gcp, cluster: { create } } })).not.toThrow();
});

test('lets a Google service account be called what Google takes, and says how to call it else', () => {
  const one = { ...release, fullnameOverride: 'a'.repeat(23) };
  expect(() => of('a', { releases: [one], gcp: { storage: { create: {} } } })).toThrow(
    `makes the Google service account ${'a'.repeat(23)}-storage of 31 characters\n    Google service account names may have 30: change gcp.storage.create.accountId, one for all releases`,
  );
  expect(() => of('a', { releases: [one], gcp: { storage: { create: { accountId: 'milvus' } } } })).not.toThrow();
});

test('refuses an environment called as the release stack of another', () => {
  const cluster = { existing: { name: 'c', location: 'us-west1' } };
  const one = of('x', { gcp: { cluster, helmRelease: true } });
  const other = of('x-release', { project: 'other-project' });
  expect(told(one, other)).toEqual([
    "x-release |  | makes the Terraform stack x-release in the output folder, which environment x makes too | change the environment's name in one of them",
  ]);
  expect(told(other, one)).toEqual([
    "x | gcp.helmRelease | makes the Terraform stack x-release in the output folder, which environment x-release makes too | change the environment's name in one of them",
  ]);
});

test('refuses one bucket for two projects, because there is one of a name in all of Google Cloud', () => {
  const storage = { create: { name: 'milvus-data' } };
  expect(
    told(
      of('a', { gcp: { storage } }),
      of('b', { project: 'other-project', loadBalancer: { name: 'b' }, gcp: { storage } }),
    ),
  ).toEqual([
    'b | gcp.storage.create.name | makes the bucket milvus-data in all of Google Cloud, which environment a makes too | change gcp.storage.create.name in one of them',
  ]);
});

test('refuses two environments that make the same objects', () => {
  expect(told(of('a'), of('b')).join('\n')).toMatchInlineSnapshot(`
   b | loadBalancer.name | makes the Ingress my-release-milvus in namespace default of project my-project, which environment a makes too | change loadBalancer.name in one of them
   b | releases.0.name | makes the Service my-release-milvus in namespace default of project my-project, which environment a makes too | change fullnameOverride in one of them
  `);
});

test('lets two environments be alike in two projects or two namespaces with two load balancers', () => {
  expect(told(of('a'), of('b', { project: 'other-project' }))).toEqual([]);
  expect(told(of('a'), of('b', { namespace: 'other', loadBalancer: { name: 'other' } }))).toEqual([]);
});

test('lets two environments share on purpose what exists', () => {
  const share = { loadBalancer: { name: 'other', sslPolicy: { name: 'shared' }, securityPolicy: { name: 'shared' } } };
  const one = { ...release, backendCertificate: { secretName: 'shared' } };
  const other = { ...one, name: 'second' };
  expect(
    told(
      of('a', { ...share, releases: [one] }),
      of('b', { loadBalancer: { ...share.loadBalancer, name: 'b' }, releases: [other] }),
    ),
  ).toEqual([]);
});

test.each<[string, object, object]>([
  ['which both refer to', { address: { name: 'shared' } }, { address: { name: 'shared' } }],
  ['which one makes', { name: 'shared' }, { address: { name: 'shared' } }],
])('refuses two environments on one static address, %s', (_, one, other) => {
  const second = (more: object = {}) => of('b', { loadBalancer: { name: 'b', ...other }, namespace: 'b', ...more });
  expect(told(of('a', { loadBalancer: one }), second())).toEqual([
    'b | loadBalancer.address | uses the static address shared, which environment a uses too | an address serves one Ingress: name another in loadBalancer.address of one of them',
  ]);
  expect(told(of('a', { loadBalancer: one }), second({ project: 'other-project' }))).toEqual([]);
});

test('refuses two environments that make the same record, and only in one zone', () => {
  const inZone = (name: string, existing: string) =>
    of(name, { namespace: name, loadBalancer: { name }, gcp: { dns: { zone: { existing } } } });
  expect(told(inZone('a', 'zone'), inZone('b', 'other'))).toEqual([]);
  expect(told(inZone('a', 'zone'), inZone('b', 'zone'))).toEqual([
    'b | releases.0.host | makes the A record my-release.milvus.io in zone zone of project my-project, which environment a makes too | change the host in one of them',
  ]);
});

test('takes a wildcard record', () => {
  const releases = [{ ...release, host: '*.milvus.io' }];
  const gcp = { dns: { zone: { existing: 'zone' } } };
  expect(told(of('a', { certificate: 'self-managed', releases, gcp }))).toEqual([]);
});

test.each(['1milvus', '0-milvus'])('refuses the name %s where Compute Engine gets it, and only there', (name) => {
  expect(() => of('a', { loadBalancer: { name } })).toThrow(
    `loadBalancer.name: makes the static address ${name}\n    static address names are lower-case letters, digits and "-"`,
  );
  expect(() => of('a', { loadBalancer: { name, address: 'ephemeral', sslPolicy: 'none' } })).not.toThrow();
});

test('refuses a dot in the name of the load balancer, wherever it goes', () => {
  const loadBalancer = { name: 'my.milvus', address: 'ephemeral', sslPolicy: 'none' } as const;
  expect(() => of('a', { loadBalancer })).toThrow('loadBalancer.name: must have no dot');
});

test.each([
  ['cluster', '5.0.19', 'a'.repeat(43), 42],
  ['cluster', '5.0.19', `${'a'.repeat(44)}milvus`, 49],
  ['cluster', '4.2.25', 'a'.repeat(46), 45],
  ['standalone', '5.0.19', 'a'.repeat(53), 53],
] as const)(
  'in %s mode of chart %s refuses the release %s where the chart makes a longer Service',
  (mode, chart, name, most) => {
    const at = (length: number) => {
      const long = name.slice(name.length - length);
      return of('a', { releases: [{ name: long, host: 'a.io', mode, chart, backendCertificate: 'image' }] });
    };
    expect(() => at(most)).not.toThrow();
    if (name.length > most) expect(() => at(most + 1)).toThrow(/makes the Service \S+ of 64 characters/);
  },
);

test('refuses a Secret for clients that is another release’s Secret for Milvus', () => {
  const releases = [
    release,
    { name: 'my-release-milvus-backend', host: 'b.io', fullnameOverride: 'my-release-milvus-backend' },
  ];
  const environment = {
    project: 'my-project',
    certificate: 'self-managed',
    loadBalancer: { name: 'lb' },
    releases,
  } as const;
  expect(() => topologyOf('a', environment)).toThrow('makes the Secret my-release-milvus-backend-tls');
});

test('holds names to 63 characters where Compute Engine sets that limit, and only there', () => {
  const name = 'a'.repeat(64);
  expect(() => of('a', { loadBalancer: { name } })).toThrow(`makes the static address ${name} of 64 characters`);
  expect(() => of('a', { loadBalancer: { name, address: 'ephemeral', sslPolicy: 'none' } })).not.toThrow();
});

test.each([
  ['the Service of another release', 'vectors-rest', 'makes the Service vectors-rest in'],
  [
    'the REST BackendConfig of another release',
    'my-release-rest',
    'makes the BackendConfig my-release-rest-backendconfig in',
  ],
])('refuses names of REST that are %s', (_, other, message) => {
  const releases = [
    { ...release, fullnameOverride: 'vectors', rest: {} },
    { name: 'my-release-rest', host: 'b.milvus.io', fullnameOverride: other },
  ];
  const environment = { project: 'my-project', loadBalancer: { name: 'lb' }, releases } as const;
  expect(() => topologyOf('a', environment)).toThrow(message);
});

test('holds the Service of REST to 63 characters, and says what shortens it', () => {
  const fullnameOverride = 'a'.repeat(59);
  const mode = 'standalone';
  const releases = (rest: object | false) => ({ releases: [{ ...release, mode, fullnameOverride, rest } as const] });
  expect(() => of('a', releases(false))).not.toThrow();
  expect(() => of('a', releases({}))).toThrow(
    `makes the Service ${fullnameOverride}-rest of 64 characters\n    Service names may have 63: change fullnameOverride`,
  );
});
