import { SERVICE } from '../../src/gke/annotations';
import { CLIENTS, type Client, QUICK, VERSION, codesOf } from './clients';
import { answerOf } from './http';
import { NotSynced, type Service, changed } from './objects';
import { until } from './ports';
import { LARGE_INSERT, SLOW_SEARCH } from './programs';
import { PYMILVUS } from './python';
import { type Otherwise, Site } from './site';

const HOST = 'my-release.milvus.io';

const allOf = (clients: readonly Client[], code: string): string[] => clients.map(() => code);

describe('behind the load balancer', () => {
  let site: Site;
  beforeAll(async () => {
    site = await Site.of('environments/guide.yaml');
    await site.install();
  });
  afterAll(() => site.stop());

  const statusOf = async (path?: string): Promise<number> => (await answerOf(site.port('443'), HOST, path)).status;
  const versions = async (): Promise<string[]> => (await site.clients.all(CLIENTS)).map(({ out }) => out.trim());

  test.each<[string, Otherwise['objects']]>([
    ['the Service has no app-protocols', withoutAnnotation(SERVICE.appProtocols)],
    ['app-protocols has another name than the port', withAnnotation(SERVICE.appProtocols, '{"19530":"HTTP2"}')],
    ['app-protocols says HTTP', withAnnotation(SERVICE.appProtocols, '{"milvus":"HTTP"}')],
    ['app-protocols says HTTPS', withAnnotation(SERVICE.appProtocols, '{"milvus":"HTTPS"}')],
  ])('every call fails while the backend is healthy: %s', async (_, objects) => {
    const loadBalancer = await site.balance({ objects });
    expect(await loadBalancer.healthy()).toBe(true);
    expect(codesOf(await site.clients.all(QUICK))).toEqual(allOf(QUICK, 'UNAVAILABLE'));
    expect([502, 503]).toContain(await statusOf());
  });

  test.each<[string, Otherwise['objects']]>([
    ['the Service names no BackendConfig', withoutAnnotation(SERVICE.backendConfig)],
    ['the BackendConfig has another path', withHealthCheck({ type: 'HTTP', port: 9091, requestPath: '/health' })],
    ['the BackendConfig has another port', withHealthCheck({ type: 'HTTP', port: 9092, requestPath: '/healthz' })],
    ['the BackendConfig has another protocol', withHealthCheck({ type: 'HTTP2', port: 9091, requestPath: '/healthz' })],
  ])('the backend is unhealthy and every call fails: %s', async (_, objects) => {
    const loadBalancer = await site.balance({ objects });
    expect(await loadBalancer.healthy()).toBe(false);
    expect(codesOf(await site.clients.all(QUICK))).toEqual(allOf(QUICK, 'UNAVAILABLE'));
    expect(await statusOf()).toBe(503);
  });

  test.each<[string, Otherwise['objects']]>([
    ['the BackendConfig is missing', (objects) => objects.filter(({ kind }) => kind !== 'BackendConfig')],
    ['the Service is missing', (objects) => objects.filter(({ kind }) => kind !== 'Service')],
    ['the Service has no NEG', withoutAnnotation(SERVICE.neg)],
    ['app-protocols says GRPC', withAnnotation(SERVICE.appProtocols, '{"milvus":"GRPC"}')],
  ])('there is no load balancer at all: %s', async (_, objects) => {
    await expect(site.balance({ objects })).rejects.toThrow(NotSynced);
  });

  describe('paths', () => {
    test('go by segments', async () => {
      await site.balance({ objects: withPath('/milvus.proto.milvus.MilvusService', 'Prefix') });
      expect(await versions()).toEqual(allOf(CLIENTS, VERSION));
      expect(await statusOf('/milvus.proto.milvus.MilvusServices/Connect')).toBe(404);
      expect(await statusOf('/')).toBe(404);
    });

    test('that are exact leave no call through: pymilvus gets UNIMPLEMENTED, Node nothing at all', async () => {
      await site.balance({ objects: withPath('/', 'Exact') });
      const outcomes = await site.clients.all(CLIENTS);
      expect(codesOf(outcomes)).toEqual(['UNIMPLEMENTED', 'UNIMPLEMENTED', undefined]);
      expect(outcomes.map(({ exit }) => exit)).toEqual([1, 1, 1]);
      expect(await statusOf('/')).toBe(415);
    });
  });

  test('a call that takes longer than the backend may is cut as UNAVAILABLE', async () => {
    await site.balance({ objects: withBackend({ timeoutSec: 2 }) });
    const outcomes = await Promise.all(PYMILVUS.map((client) => site.clients.goOn(client, SLOW_SEARCH)));
    expect(outcomes.map(({ out }) => out.split('\n')[1])).toEqual(allOf(PYMILVUS, 'created'));
    expect(codesOf(outcomes)).toEqual(allOf(PYMILVUS, 'UNAVAILABLE'));
  });

  test('a message of more than 64 MiB is refused as RESOURCE_EXHAUSTED', async () => {
    await site.balance();
    const outcomes = await Promise.all(PYMILVUS.map((client) => site.clients.goOn(client, LARGE_INSERT)));
    expect(codesOf(outcomes)).toEqual(allOf(PYMILVUS, 'RESOURCE_EXHAUSTED'));
  });

  test('headers of the BackendConfig reach the client', async () => {
    await site.balance({ objects: withBackend({ customResponseHeaders: { headers: ['X-Served-By: the guide'] } }) });
    const { headers } = await answerOf(site.port('443'), HOST);
    expect(headers['x-served-by']).toBe('the guide');
  });

  test('a Milvus that is killed is UNAVAILABLE, and works when it is back', async () => {
    await site.balance();
    const milvus = site.milvus.get('my-release');
    await milvus?.stop();
    expect(codesOf(await site.clients.all(QUICK))).toEqual(allOf(QUICK, 'UNAVAILABLE'));
    await milvus?.startAgain();
    await until('the load balancer has noticed', 30, async () => ((await statusOf()) === 415 ? true : undefined));
    expect(await versions()).toEqual(allOf(CLIENTS, VERSION));
  });

  test('every call fails while the backend is healthy: tlsMode is 0', async () => {
    await site.installRelease('my-release', (values) => ({
      ...values,
      extraConfigFiles: { 'user.yaml': 'common: { security: { tlsMode: 0 } }' },
    }));
    const loadBalancer = await site.balance();
    expect(await loadBalancer.healthy()).toBe(true);
    expect(codesOf(await site.clients.all(CLIENTS))).toEqual(allOf(CLIENTS, 'UNAVAILABLE'));
    expect([502, 503]).toContain(await statusOf());
  });
});

function withAnnotation(key: string, value: string): Otherwise['objects'] {
  return changed('Service', (service) => annotated(service, { ...service.metadata.annotations, [key]: value }));
}

function withoutAnnotation(key: string): Otherwise['objects'] {
  return changed('Service', (service) => {
    const { [key]: _, ...others } = service.metadata.annotations ?? {};
    return annotated(service, others);
  });
}

function annotated(service: Service, annotations: Readonly<Record<string, string>>): Service {
  return { ...service, metadata: { ...service.metadata, annotations } };
}

type BackendSpec = Parameters<Parameters<typeof changed<'BackendConfig'>>[1]>[0]['spec'];

function withBackend(more: BackendSpec): Otherwise['objects'] {
  return changed('BackendConfig', (config) => ({ ...config, spec: { ...config.spec, ...more } }));
}

function withHealthCheck(healthCheck: BackendSpec['healthCheck']): Otherwise['objects'] {
  return withBackend({ healthCheck });
}

function withPath(path: string, pathType: string): Otherwise['objects'] {
  return changed('Ingress', (ingress) => ({
    ...ingress,
    spec: {
      ...ingress.spec,
      rules: (ingress.spec.rules ?? []).map(({ host, http }) => ({
        host,
        http: { paths: http.paths.map((one) => ({ ...one, path, pathType })) },
      })),
    },
  }));
}
