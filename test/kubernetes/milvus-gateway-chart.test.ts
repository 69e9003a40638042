import { App } from 'cdk8s';
import type { Environment } from '../../src/config/environment';
import { MilvusGatewayChart } from '../../src/kubernetes/milvus-gateway-chart';
import { MilvusIngressChart } from '../../src/kubernetes/milvus-ingress-chart';

const release = { name: 'my-release', host: 'my-release.milvus.io' };
const of = (loadBalancer: Environment['loadBalancer'] = {}, change: object = {}): Environment => ({
  project: 'my-project',
  releases: [release],
  loadBalancer,
  ...change,
});
const kindsOf = (chart: MilvusGatewayChart | MilvusIngressChart) =>
  (chart.toJson() as { kind: string; metadata: { name: string } }[]).map(
    ({ kind, metadata }) => `${kind} ${metadata.name}`,
  );

test('has a Gateway with everything that belongs to it, in the order to apply it', () => {
  expect(kindsOf(new MilvusGatewayChart(new App(), 'prod', of({ api: 'gateway' }))).join('\n')).toMatchInlineSnapshot(`
   PodDisruptionBudget my-release-milvus-proxy
   Service my-release-milvus-gateway
   HealthCheckPolicy my-release-health
   GCPBackendPolicy my-release-backend
   Gateway my-release-milvus
   GCPGatewayPolicy my-release-milvus-policy
   HTTPRoute my-release-milvus-redirect
   HTTPRoute my-release-route
  `);
});

test('has what an Ingress needs beside it while the environment moves, in either chart', () => {
  const environment = of({ api: 'gateway', also: 'ingress' });
  const kinds = kindsOf(new MilvusGatewayChart(new App(), 'prod', environment));
  expect(kinds).toEqual(kindsOf(new MilvusIngressChart(new App(), 'prod', environment)));
  expect(kinds).toEqual(expect.arrayContaining(['Gateway my-release-milvus', 'Ingress my-release-milvus']));
});

test('refuses an environment of the other API, and names the chart for it', () => {
  expect(() => new MilvusGatewayChart(new App(), 'prod', of())).toThrow(
    'loadBalancer.api: must be gateway, here or in also, got ingress\n    use MilvusIngressChart',
  );
  expect(() => new MilvusIngressChart(new App(), 'prod', of({ api: 'gateway' }))).toThrow(
    'loadBalancer.api: must be ingress, here or in also, got gateway\n    use MilvusGatewayChart',
  );
});

test('its Gateway takes a listener of yours', () => {
  const chart = new MilvusGatewayChart(new App(), 'prod', of({ api: 'gateway' }, { certificate: 'self-managed' }));
  chart.gateway.addListener({ name: 'mine', protocol: 'HTTPS', host: 'mine.example.com', secretName: 'mine' });
  expect(chart.gateway.listeners.map(({ name }) => name)).toEqual(['http', 'https-my-release', 'mine']);
});

test.each([
  [{ kind: 'google-managed' }, 'google-managed', undefined],
  [
    { kind: 'self-managed' },
    'self-managed',
    { certificateRefs: [{ group: '', kind: 'Secret', name: 'my-release-milvus-tls' }] },
  ],
  [
    { kind: 'one Secret' },
    { type: 'self-managed', secretName: 'all' },
    { certificateRefs: [{ group: '', kind: 'Secret', name: 'all' }] },
  ],
  [
    { kind: 'pre-shared' },
    { type: 'pre-shared', names: ['a', 'b'] },
    { options: { 'networking.gke.io/pre-shared-certs': 'a,b' } },
  ],
  [
    { kind: 'created' },
    { type: 'pre-shared', create: true },
    { options: { 'networking.gke.io/pre-shared-certs': 'my-release-milvus-tls' } },
  ],
])('serves the certificate of %j', (_, certificate, tls) => {
  const chart = new MilvusGatewayChart(new App(), 'prod', of({ api: 'gateway' }, { certificate }));
  const gateway = (chart.toJson() as { kind: string; spec: { listeners: { tls?: object }[] } }[]).find(
    ({ kind }) => kind === 'Gateway',
  );
  expect(gateway?.spec.listeners[1]?.tls).toEqual(tls && { mode: 'Terminate', ...tls });
});

test('lets the load balancer, its proxies and its probes through a NetworkPolicy', () => {
  const network = { existing: { network: 'vpc', subnetwork: 'subnet', proxyOnlyRange: '10.9.0.0/24' } };
  const releases = [{ ...release, networkPolicy: {} }];
  const environment = of({ api: 'gateway', scheme: 'regional' }, { region: 'us-west1', releases, gcp: { network } });
  const policy = new MilvusGatewayChart(new App(), 'prod', environment).networkPolicies[0]?.apiObject.toJson() as {
    spec: { ingress: { from: { ipBlock?: { cidr: string } }[] }[] };
  };
  const rangesOf = (rule: number) => policy.spec.ingress[rule]?.from.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []);
  for (const rule of [0, 1]) expect(rangesOf(rule)).toEqual(['35.191.0.0/16', '130.211.0.0/22', '10.9.0.0/24']);
});

test('says of logging what an Ingress does by itself where the environment says nothing', () => {
  const loggingOf = (logging: NonNullable<NonNullable<Environment['loadBalancer']>['backend']>['logging']) => {
    const chart = new MilvusGatewayChart(new App(), 'prod', of({ api: 'gateway', backend: { logging } }));
    const policy = chart.gcpBackendPolicies[0]?.apiObject.toJson() as { spec: { default: { logging: object } } };
    return policy.spec.default.logging;
  };
  expect(loggingOf('none')).toEqual({ enabled: true, sampleRate: 1_000_000 });
  expect(loggingOf({ enable: true })).toEqual({ enabled: true, sampleRate: 1_000_000 });
  expect(loggingOf({ enable: true, sampleRate: 0.0000014 })).toEqual({ enabled: true, sampleRate: 1 });
  expect(loggingOf({ enable: false, sampleRate: 0.5 })).toEqual({ enabled: false });
});
