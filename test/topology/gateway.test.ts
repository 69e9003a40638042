import { nameProblems, namesOf } from '../../src/topology/names';
import { topologyOf } from '../../src/topology/topology-of';

const release = { name: 'my-release', host: 'my-release.milvus.io' };
const of = (loadBalancer: object, change: object = {}) =>
  topologyOf('prod', { project: 'my-project', releases: [release], loadBalancer, ...change });
const namesIn = (topology: ReturnType<typeof of>) => namesOf(topology).map(({ kind, name }) => `${kind} ${name}`);

test('gives what a Gateway makes names of its own', () => {
  const topology = of(
    { api: 'gateway' },
    { releases: [{ ...release, rest: {} }], gcp: { dns: { zone: { existing: 'milvus-io' } } } },
  );
  expect(namesIn(topology).join('\n')).toMatchInlineSnapshot(`
   SSL policy my-release-milvus
   Gateway my-release-milvus
   GCPGatewayPolicy my-release-milvus-policy
   HTTPRoute my-release-milvus-redirect
   certificate map my-release-milvus-gateway
   static address my-release-milvus-gateway
   HTTPRoute my-release-route
   Service my-release-milvus-gateway
   GCPBackendPolicy my-release-backend
   HealthCheckPolicy my-release-health
   Service my-release-milvus-rest-gateway
   GCPBackendPolicy my-release-rest-backend
   HealthCheckPolicy my-release-rest-health
   certificate of Certificate Manager my-release-milvus-gateway-4c866ce2
   CNAME record _acme-challenge.my-release.milvus.io
   A record my-release.milvus.io
   Service my-release-milvus
   Service my-release-milvus-streamingnode
   Secret my-release-milvus-backend-tls
   PodDisruptionBudget my-release-milvus-proxy
   Terraform stack prod
  `);
});

test('shares no name but the SSL policy and the proxies between an Ingress and a Gateway that stand side by side', () => {
  const ingress = namesIn(of({}, { releases: [{ ...release, rest: {} }] }));
  const gateway = namesIn(of({ api: 'gateway' }, { releases: [{ ...release, rest: {} }] }));
  expect(gateway.filter((name) => ingress.includes(name)).join('\n')).toMatchInlineSnapshot(`
   SSL policy my-release-milvus
   Service my-release-milvus
   Service my-release-milvus-streamingnode
   Secret my-release-milvus-backend-tls
   PodDisruptionBudget my-release-milvus-proxy
   Terraform stack prod
  `);
  expect(nameProblems([of({ api: 'gateway', also: 'ingress' }, { releases: [{ ...release, rest: {} }] })])).toEqual([]);
});

test('leads DNS to the address of api, and leaves each its own', () => {
  const { address, ingress, gateway } = of({ api: 'gateway', also: 'ingress' }).loadBalancer;
  expect([address, ingress?.address, gateway?.address].map((one) => one && 'name' in one && one.name)).toEqual([
    'my-release-milvus-gateway',
    'my-release-milvus',
    'my-release-milvus-gateway',
  ]);
});

test('names a certificate by its host, so that another one can be made before it goes', () => {
  const nameOf = (host: string) =>
    of({ api: 'gateway' }, { releases: [{ ...release, host }] }).releases[0]?.gateway?.certificate;
  expect(nameOf('a.milvus.io')).toEqual({ name: 'my-release-milvus-gateway-ca685c50', domain: 'a.milvus.io' });
  expect(nameOf('*.milvus.io')?.domain).toBe('milvus.io');
  expect(nameOf('a.milvus.io')?.name).not.toBe(nameOf('b.milvus.io')?.name);
});

test.each([
  [{}, false],
  [{ api: 'gateway' }, true],
  [{ also: 'gateway' }, true],
])('of %j, whether the cluster that is made has the Gateway API: %s', (loadBalancer, expected) => {
  const { cluster } = of(loadBalancer, { gcp: { network: { create: {} }, cluster: { create: {} } } });
  expect(cluster?.created?.gatewayApiChannel === 'CHANNEL_STANDARD').toBe(expected);
});

test('refuses an address that serves both', () => {
  const address = { ingress: 'mine', gateway: 'mine' };
  expect(() => of({ api: 'gateway', also: 'ingress', address })).toThrow(
    'loadBalancer.address: uses the static address mine, it twice',
  );
});

test('tells a name that is too long, with what changes it', () => {
  const releases = [{ ...release, fullnameOverride: 'a'.repeat(50) }];
  expect(() => of({ api: 'gateway', name: 'milvus' }, { releases })).toThrow(
    /makes the certificate of Certificate Manager a{50}-gateway-\w{8} of 67 characters\n.*change fullnameOverride/s,
  );
});
