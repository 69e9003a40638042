import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CLIENTS, QUICK, VERSION, codesOf } from './clients';
import { connects } from './connects';
import { answerOf, fingerprintOf } from './http';
import { type HealthCheckPolicy, type KubernetesObject, NotSynced, changed } from './objects';
import { type Otherwise, Site } from './site';

const allOf = (count: number, word: string): string[] => Array.from({ length: count }, () => word);

describe('the page with a Gateway', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.of('test/e2e/fixtures/gateway-guide.yaml');
    await site.install();
    await site.balance();
  });
  afterAll(() => site.stop());

  connects(() => site, 'my-release');

  test('port 80 serves the same in clear text', async () => {
    const port = site.port('80');
    expect((await answerOf(port, 'my-release.milvus.io', '/', 'http')).status).toBe(415);
    expect((await answerOf(port, 'elsewhere.milvus.io', '/', 'http')).status).toBe(404);
  });

  describe('with a fault', () => {
    test.each<[string, Otherwise['objects']]>([
      ['the Service says no appProtocol', withAppProtocol(undefined)],
      ['appProtocol is HTTPS', withAppProtocol('HTTPS')],
      ['appProtocol is spelt otherwise', withAppProtocol('http2')],
      ['appProtocol is h2c, and Milvus speaks TLS', withAppProtocol('kubernetes.io/h2c')],
    ])('every call fails while the backend is healthy: %s', async (_, objects) => {
      const loadBalancer = await site.balance({ objects });
      expect(await loadBalancer.healthy()).toBe(true);
      expect(codesOf(await site.clients.all(QUICK))).toEqual(allOf(QUICK.length, 'UNAVAILABLE'));
    });

    test.each<[string, Otherwise['objects']]>([
      ['there is no HealthCheckPolicy', (objects) => objects.filter(({ kind }) => kind !== 'HealthCheckPolicy')],
      [
        'the policy is for another Service',
        withProbe((spec) => ({ ...spec, targetRef: { kind: 'Service', name: 'x' } })),
      ],
      [
        'the policy probes the serving port',
        withProbe(({ targetRef }) => ({ targetRef, default: { config: { type: 'HTTP' } } })),
      ],
    ])('the backend is unhealthy and every call fails: %s', async (_, objects) => {
      const loadBalancer = await site.balance({ objects });
      expect(await loadBalancer.healthy()).toBe(false);
      expect(codesOf(await site.clients.all(QUICK))).toEqual(allOf(QUICK.length, 'UNAVAILABLE'));
      expect((await answerOf(site.port('443'), 'my-release.milvus.io')).status).toBe(503);
    });

    test('a route whose Service is missing answers 500', async () => {
      await site.balance({
        objects: (objects) => objects.filter(({ metadata }) => !metadata.name.endsWith('-gateway')),
      });
      expect((await answerOf(site.port('443'), 'my-release.milvus.io')).status).toBe(500);
    });

    test.each<[string, (rule: object) => object]>([
      ['timeouts', (rule) => ({ ...rule, timeouts: { request: '3600s' } })],
      ['a match by method', (rule) => ({ ...rule, matches: [{ method: 'POST' }] })],
    ])('there is no load balancer at all: a route has %s', async (_, change) => {
      const objects = changed('HTTPRoute', (route) => ({
        ...route,
        spec: { ...route.spec, rules: route.spec.rules.map((rule) => change(rule) as typeof rule) },
      }));
      await expect(site.balance({ objects })).rejects.toThrow(NotSynced);
    });
  });
});

describe('what is recommended, with a Gateway', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.of('test/e2e/fixtures/gateway-production.yaml');
    await site.install();
    await site.balance();
    site.clients.token = 'root:Milvus';
  });
  afterAll(() => site.stop());

  connects(() => site, 'milvus-production');

  test('port 80 redirects to 443 with 301 and without a port', async () => {
    const { status, headers } = await answerOf(site.port('80'), 'milvus.example.com', '/x', 'http');
    expect({ status, location: headers.location }).toEqual({ status: 301, location: 'https://milvus.example.com/x' });
  });

  test('a path of REST leads to REST, and the one beside it does not', async () => {
    const answer = (path: string) => answerOf(site.port('443'), 'milvus.example.com', path);
    expect((await answer('/v2/vectordb/collections/list')).status).not.toBe(415);
    expect((await answer('/v2/vectordbx')).status).toBe(415);
  });
});

describe('two releases behind one Gateway', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.of('test/e2e/fixtures/gateway-tenants.yaml');
    await site.install();
    await site.balance();
  });
  afterAll(() => site.stop());

  connects(() => site, 'alpha');
  connects(() => site, 'beta');

  test.each([
    ['alpha.example.com', 'alpha-milvus-tls'],
    ['any.beta.example.com', 'beta-milvus-tls'],
  ])('%s is served with the certificate in the Secret %s', async (host, secret) => {
    const { fingerprint256 } = new X509Certificate(readFileSync(site.secret(secret).crt));
    expect(await fingerprintOf(site.port('443'), host)).toBe(fingerprint256);
  });

  test('a name that no route has gets 404, and port 80 is closed', async () => {
    expect((await answerOf(site.port('443'), 'gamma.example.com')).status).toBe(404);
    expect(Object.keys(site.loadBalancer?.ports ?? {})).toEqual(['443']);
  });
});

describe('while an environment moves', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.of('examples/moving.yaml');
    await site.install();
  });
  afterAll(() => site.stop());

  test.each(['ingress', 'gateway'] as const)('the same clients get the same Milvus by the %s', async (api) => {
    await site.balance({ api });
    site.clients.token = 'root:Milvus';
    const outcomes = await site.clients.all(CLIENTS, site.topology.releases[0]?.name);
    expect(outcomes.map(({ out }) => out.trim())).toEqual(allOf(CLIENTS.length, VERSION));
  });
});

function withAppProtocol(
  appProtocol: string | undefined,
): (objects: readonly KubernetesObject[]) => KubernetesObject[] {
  return changed('Service', (service) => ({
    ...service,
    spec: {
      ...service.spec,
      ports: service.spec.ports.map(({ appProtocol: _, ...port }) => ({
        ...port,
        ...(appProtocol !== undefined && { appProtocol }),
      })),
    },
  }));
}

function withProbe(
  change: (spec: HealthCheckPolicy['spec']) => HealthCheckPolicy['spec'],
): (objects: readonly KubernetesObject[]) => KubernetesObject[] {
  return changed('HealthCheckPolicy', (policy) => ({ ...policy, spec: change(policy.spec) }));
}
