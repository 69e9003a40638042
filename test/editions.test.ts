import { App } from 'cdk8s';
import * as fc from 'fast-check';
import type { Environment } from '../src/config/environment';
import { parseEnvironment } from '../src/config/parse';
import { TLS_OPTIONS } from '../src/gke/gateway';
import { TopologyChart } from '../src/kubernetes/topology-chart';
import { lint } from '../src/rules/run';
import { topologyOf } from '../src/topology/topology-of';
import { arbitraryEnvironment } from './arbitrary-environment';

// One environment, once with an Ingress and once with a Gateway: what clients and pods see must be the same.

interface Item {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: Spec;
}
type Spec = Readonly<Record<string, unknown>>;

/** What both editions promise of a path of a host. */
interface Backend {
  readonly host: unknown;
  readonly path: unknown;
  readonly port: unknown;
  readonly healthCheck: unknown;
  readonly timeoutSec: unknown;
  readonly drainingTimeoutSec: unknown;
  /** Of a million. */
  readonly logged: unknown;
  readonly securityPolicy: unknown;
  readonly affinity: unknown;
  readonly requestHeaders: unknown;
}

interface Edge {
  readonly backends: readonly Backend[];
  readonly certificates: readonly string[];
  readonly sslPolicy: unknown;
  readonly port80: string;
}

test('hosts, ports, health checks, time-outs, certificates, policies and REST are the same in both editions', () => {
  let compared = 0;
  fc.assert(
    fc.property(arbitraryEnvironment, (environment) => {
      const editions = bothOf(environment);
      if (!editions) return;
      compared++;
      expect(gatewayEdge(editions.gateway)).toEqual(ingressEdge(editions.ingress));
    }),
  );
  expect(compared).toBeGreaterThan(5);
});

test('what a chart emits of a Gateway, no rule calls an error', () => {
  fc.assert(
    fc.property(arbitraryEnvironment, (environment) => {
      const gateway = bothOf(environment)?.gateway ?? [];
      const values = [...gateway];
      const findings = lint([{ file: 'a.yaml', text: '# milvus-l7 environment=prod\n', values }]);
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    }),
  );
});

test('while both serve, each has what it has alone, and a swap changes no object', () => {
  fc.assert(
    fc.property(arbitraryEnvironment, (environment) => {
      const editions = bothOf(environment);
      if (!editions) return;
      const moving = [objectsOf(environment, 'ingress', 'gateway'), objectsOf(environment, 'gateway', 'ingress')];
      if (typeof environment.loadBalancer?.address === 'object') return;
      expect(byName(moving[0] ?? [])).toEqual(byName(moving[1] ?? []));
      const kept = [...editions.ingress, ...editions.gateway].filter(({ kind }) => kind !== 'Certificate');
      expect(byName(moving[0] ?? [])).toEqual(expect.objectContaining(byName(kept)));
    }),
    { numRuns: 10 },
  );
});

type Api = 'ingress' | 'gateway';

/** Undefined where one of the editions cannot have what is asked for. */
function bothOf(environment: Environment): Readonly<Record<Api, readonly Item[]>> | undefined {
  const gateway = { ...environment, loadBalancer: { ...environment.loadBalancer, api: 'gateway' } };
  if ('problems' in parseEnvironment(gateway)) return undefined;
  return { ingress: objectsOf(environment, 'ingress'), gateway: objectsOf(environment, 'gateway') };
}

function objectsOf(environment: Environment, api: Api, also?: Api): readonly Item[] {
  const loadBalancer = { ...environment.loadBalancer, api, ...(also && { also }) };
  const { address } = loadBalancer;
  // While both serve, one address cannot be both's.
  const moving = also && typeof address === 'object' ? { ...loadBalancer, address: 'reserved' as const } : loadBalancer;
  const topology = topologyOf('prod', { ...environment, loadBalancer: moving });
  return new TopologyChart(new App(), 'prod', topology).toJson() as Item[];
}

function byName(items: readonly Item[]): Record<string, Item> {
  return Object.fromEntries(items.map((item) => [`${item.kind} ${item.metadata.name}`, item]));
}

/** A value below; undefined where there is none. */
function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[key] : undefined,
    value,
  );
}
const listAt = (value: unknown, ...path: string[]): readonly unknown[] => (at(value, ...path) ?? []) as unknown[];

function ingressEdge(items: readonly Item[]): Edge {
  const one = (kind: string): Item | undefined => items.find((item) => item.kind === kind);
  const ingress = one('Ingress');
  const annotations = ingress?.metadata.annotations ?? {};
  const redirect = at(one('FrontendConfig')?.spec, 'redirectToHttps', 'enabled') === true;
  const closed = annotations['kubernetes.io/ingress.allow-http'] === 'false';
  const backends = listAt(ingress?.spec, 'rules').flatMap((rule) =>
    listAt(rule, 'http', 'paths').map((path) => ({
      host: at(rule, 'host'),
      path: at(path, 'path'),
      port: at(path, 'backend', 'service', 'port', 'number'),
      ...backendConfigOf(items, String(at(path, 'backend', 'service', 'name'))),
    })),
  );
  return {
    backends,
    certificates: [
      ...items
        .filter(({ kind }) => kind === 'ManagedCertificate')
        .map(({ spec }) => `google ${String(at(spec, 'domains', 0))}`),
      ...listAt(ingress?.spec, 'tls').map((tls) => `secret ${String(at(tls, 'secretName'))}`),
      ...(annotations['ingress.gcp.kubernetes.io/pre-shared-cert']?.split(',') ?? []).map((name) => `compute ${name}`),
    ].sort(),
    sslPolicy: at(one('FrontendConfig')?.spec, 'sslPolicy'),
    port80: redirect ? 'redirect' : closed ? 'closed' : 'open',
  };
}

/** By the name of the release, which the BackendConfig of both its Services begins with. */
function backendConfigOf(items: readonly Item[], service: string): Omit<Backend, 'host' | 'path' | 'port'> {
  const rest = items.find(({ kind, metadata }) => kind === 'Service' && metadata.name === service);
  const named = rest && (JSON.parse(rest.metadata.annotations?.['cloud.google.com/backend-config'] ?? '{}') as unknown);
  const configs = items.filter(({ kind }) => kind === 'BackendConfig');
  const spec = (configs.find(({ metadata }) => metadata.name === at(named, 'default')) ?? configs[0])?.spec;
  const logging = at(spec, 'logging');
  const share = Number(at(logging, 'sampleRate') ?? 1);
  return {
    healthCheck: {
      checkIntervalSec: 15,
      timeoutSec: 15,
      healthyThreshold: 1,
      unhealthyThreshold: 2,
      ...(at(spec, 'healthCheck') as object),
    },
    timeoutSec: at(spec, 'timeoutSec'),
    drainingTimeoutSec: at(spec, 'connectionDraining', 'drainingTimeoutSec'),
    logged: at(logging, 'enable') === false ? 0 : Math.round(share * 1_000_000),
    securityPolicy: at(spec, 'securityPolicy', 'name'),
    affinity: [at(spec, 'sessionAffinity', 'affinityType'), at(spec, 'sessionAffinity', 'affinityCookieTtlSec')],
    requestHeaders: listAt(spec, 'customRequestHeaders', 'headers'),
  };
}

function gatewayEdge(items: readonly Item[]): Edge {
  const gateway = items.find(({ kind }) => kind === 'Gateway');
  const routes = items.filter(({ kind }) => kind === 'HTTPRoute');
  const listeners = listAt(gateway?.spec, 'listeners');
  const secure = listeners.filter((one) => at(one, 'protocol') === 'HTTPS');
  const isRedirect = ({ spec }: Item): boolean => at(spec, 'rules', 0, 'filters', 0, 'type') === 'RequestRedirect';
  const backends = routes
    .filter((route) => !isRedirect(route))
    .flatMap(({ spec }) =>
      listAt(spec, 'rules').map((rule) => ({
        host: at(spec, 'hostnames', 0),
        path: at(rule, 'matches', 0, 'path', 'value'),
        port: at(rule, 'backendRefs', 0, 'port'),
        ...policiesOf(items, at(rule, 'backendRefs', 0, 'name')),
        requestHeaders: listAt(rule, 'filters')
          .flatMap((filter) => listAt(filter, 'requestHeaderModifier', 'set'))
          .map((header) => `${String(at(header, 'name'))}:${String(at(header, 'value'))}`),
      })),
    );
  return {
    backends,
    certificates: [...new Set(secure.flatMap(certificatesOf))].sort(),
    sslPolicy: at(items.find(({ kind }) => kind === 'GCPGatewayPolicy')?.spec, 'default', 'sslPolicy'),
    port80: routes.some(isRedirect) ? 'redirect' : listeners.length > secure.length ? 'open' : 'closed',
  };
}

function certificatesOf(listener: unknown): string[] {
  const secrets = listAt(listener, 'tls', 'certificateRefs').map((ref) => `secret ${String(at(ref, 'name'))}`);
  const names = at(listener, 'tls', 'options', TLS_OPTIONS.preSharedCertificates);
  if (typeof names === 'string') return names.split(',').map((name) => `compute ${name}`);
  return secrets.length > 0 ? secrets : [`google ${String(at(listener, 'hostname'))}`];
}

function policiesOf(
  items: readonly Item[],
  service: unknown,
): Omit<Backend, 'host' | 'path' | 'port' | 'requestHeaders'> {
  const policy = (kind: string): unknown =>
    at(items.find((one) => one.kind === kind && at(one.spec, 'targetRef', 'name') === service)?.spec, 'default');
  const backend = policy('GCPBackendPolicy');
  const health = policy('HealthCheckPolicy') as Spec | undefined;
  const { config, ...numbers } = health ?? {};
  return {
    healthCheck: {
      ...numbers,
      type: at(config, 'type'),
      port: at(config, 'httpHealthCheck', 'port'),
      requestPath: at(config, 'httpHealthCheck', 'requestPath'),
    },
    timeoutSec: at(backend, 'timeoutSec'),
    drainingTimeoutSec: at(backend, 'connectionDraining', 'drainingTimeoutSec'),
    logged: at(backend, 'logging', 'enabled') === true ? at(backend, 'logging', 'sampleRate') : 0,
    securityPolicy: at(backend, 'securityPolicy'),
    affinity: [at(backend, 'sessionAffinity', 'type'), at(backend, 'sessionAffinity', 'cookieTtlSec')],
  };
}
