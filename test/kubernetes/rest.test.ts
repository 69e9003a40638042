import { App, Yaml } from 'cdk8s';
import * as fc from 'fast-check';
import type { Environment, EnvironmentRelease } from '../../src/config/environment';
import { MilvusIngressChart } from '../../src/kubernetes/milvus-ingress-chart';
import { topologyOf } from '../../src/topology/topology-of';
import { arbitraryEnvironment } from '../arbitrary-environment';

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> };
  readonly spec: unknown;
}

function objectsOf(environment: Environment): KubernetesObject[] {
  return new MilvusIngressChart(new App(), 'prod', environment).toJson() as KubernetesObject[];
}

function environmentWith(more: Partial<EnvironmentRelease>): Environment {
  return { project: 'my-project', releases: [{ name: 'my-release', host: 'my-release.milvus.io', ...more }] };
}

const objectOf = (kind: string, more: Partial<EnvironmentRelease>) =>
  objectsOf(environmentWith(more)).find((object) => object.kind === kind);

test('gives REST a Service of its own, which the load balancer reaches pod by pod', () => {
  expect(Yaml.stringify(objectOf('Service', { rest: { port: 8081 } }))).toMatchInlineSnapshot(`
   apiVersion: v1
   kind: Service
   metadata:
     annotations:
       cloud.google.com/app-protocols: '{"rest":"HTTPS"}'
       cloud.google.com/backend-config: '{"default": "my-release-rest-backendconfig"}'
       cloud.google.com/neg: '{"ingress": true}'
     name: my-release-milvus-rest
     namespace: default
   spec:
     ports:
       - name: rest
         port: 8081
         protocol: TCP
         targetPort: 8081
     selector:
       app.kubernetes.io/instance: my-release
       app.kubernetes.io/name: milvus
       component: proxy
     type: ClusterIP
  `);
});

test('leads the path of the host to REST, everything else to gRPC', () => {
  expect(objectOf('Ingress', { rest: { path: '/v1/vector' } })).toMatchObject({
    spec: {
      rules: [
        {
          host: 'my-release.milvus.io',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'my-release-milvus', port: { number: 19530 } } },
              },
              {
                path: '/v1/vector',
                pathType: 'Prefix',
                backend: { service: { name: 'my-release-milvus-rest', port: { number: 8080 } } },
              },
            ],
          },
        },
      ],
    },
  });
});

test('treats both ports alike: health on 9091, and the settings of the load balancer', () => {
  const loadBalancer = {
    backend: { timeoutSec: 60, healthCheck: { checkIntervalSec: 30 } },
    securityPolicy: { name: 'by-security' },
  } as const;
  const configs = objectsOf({ ...environmentWith({ rest: {} }), loadBalancer }).filter(
    ({ kind }) => kind === 'BackendConfig',
  );
  expect(configs.map(({ metadata }) => metadata.name)).toEqual([
    'my-release-backendconfig',
    'my-release-rest-backendconfig',
  ]);
  expect(configs[1]?.spec).toEqual(configs[0]?.spec);
  expect(configs[1]?.spec).toMatchObject({
    timeoutSec: 60,
    healthCheck: { type: 'HTTP', port: 9091, requestPath: '/healthz', checkIntervalSec: 30 },
    securityPolicy: { name: 'by-security' },
  });
});

test.each([
  ['cluster', 'proxy'],
  ['standalone', 'standalone'],
] as const)('in %s mode selects the pods called %s', (mode, component) => {
  const selector = {
    'app.kubernetes.io/instance': 'my-release',
    'app.kubernetes.io/name': 'milvus',
    component,
  };
  expect(objectOf('Service', { mode, rest: {} })).toMatchObject({ spec: { selector } });
});

test('opens the port in the network policy to whom gRPC is open', () => {
  const policy = (rest: EnvironmentRelease['rest']) =>
    objectOf('NetworkPolicy', { rest, networkPolicy: {} })?.spec as { ingress: { ports: { port: number }[] }[] };
  expect(policy({ port: 8081 }).ingress[0]?.ports.map(({ port }) => port)).toEqual([19530, 8081]);
  expect(policy(false).ingress[0]?.ports.map(({ port }) => port)).toEqual([19530]);
});

test('asks the issuer for the names of both Services', () => {
  const certificate = objectOf('Certificate', { rest: {}, backendCertificate: { issuer: 'ca' } });
  const { dnsNames } = certificate?.spec as { dnsNames: string[] };
  expect(dnsNames).toHaveLength(8);
  expect(dnsNames[0]).toBe('my-release-milvus.default.svc');
  expect(dnsNames).toContain('my-release-milvus-rest.default.svc');
});

test.each([false, 'unmanaged'] as const)('makes nothing for rest: %s', (rest) => {
  const kinds = objectsOf(environmentWith({ rest })).map(({ kind }) => kind);
  expect(kinds).toEqual(['BackendConfig', 'FrontendConfig', 'ManagedCertificate', 'PodDisruptionBudget', 'Ingress']);
});

test('lets one proxy go at a time', () => {
  expect(objectOf('PodDisruptionBudget', {})).toMatchObject({
    metadata: { name: 'my-release-milvus-proxy' },
    spec: { maxUnavailable: 1, selector: { matchLabels: { component: 'proxy' } } },
  });
});

test.each([[{ proxy: { replicas: 1 } }], [{ proxy: 'unmanaged' }], [{ mode: 'standalone' }]] as const)(
  'does not limit evictions with %j',
  (more) => expect(objectOf('PodDisruptionBudget', more)).toBeUndefined(),
);

test('hands out what it made as members, and emits each after what it names, the Ingress last', () => {
  const chart = new MilvusIngressChart(new App(), 'prod', environmentWith({ rest: {} }));
  const { backendConfigs, frontendConfig, managedCertificates, disruptionBudgets, services, ingress } = chart;
  const members = [
    ...backendConfigs,
    frontendConfig,
    ...managedCertificates,
    ...disruptionBudgets,
    ...services,
    ingress,
  ];
  const named = ({ kind, metadata }: KubernetesObject) => `${kind} ${metadata.name}`;
  const emitted = (chart.toJson() as KubernetesObject[]).map(named);
  expect(new Set(emitted)).toEqual(new Set(members.map((member) => named(member?.apiObject.toJson()))));
  expect(emitted).toEqual([
    'BackendConfig my-release-backendconfig',
    'FrontendConfig my-release-milvus-frontendconfig',
    'ManagedCertificate my-release-milvus-tls',
    'BackendConfig my-release-rest-backendconfig',
    'Service my-release-milvus-rest',
    'PodDisruptionBudget my-release-milvus-proxy',
    'Ingress my-release-milvus',
  ]);
});

test('in any environment, each Service of ours has its BackendConfig, and each path leads to a Service that is made', () => {
  fc.assert(
    fc.property(arbitraryEnvironment, (environment) => {
      const objects = objectsOf(environment);
      const namesOf = (wanted: string) => objects.flatMap((one) => (one.kind === wanted ? [one.metadata.name] : []));
      const { releases } = topologyOf('prod', environment);
      const ports = new Map(releases.map(({ serviceName }) => [serviceName, 19530]));
      for (const { kind, metadata, spec } of objects) {
        if (kind !== 'Service') continue;
        const [port] = (spec as { ports: { name: string; port: number; targetPort: number }[] }).ports;
        expect(port?.targetPort).toBe(port?.port);
        ports.set(metadata.name, port!.port);
        const annotations = Object.values(metadata.annotations ?? {}).map((text) => JSON.parse(text) as object);
        expect(annotations[0]).toEqual({ [port!.name]: 'HTTPS' });
        expect(namesOf('BackendConfig')).toContain((annotations[1] as { default: string }).default);
      }
      const { rules } = objects.at(-1)!.spec as {
        rules: { http: { paths: { backend: { service: { name: string; port: { number: number } } } }[] } }[];
      };
      const paths = rules.flatMap(({ http }) => http.paths.map(({ backend }) => backend.service));
      for (const { name, port } of paths) expect(ports.get(name)).toBe(port.number);
      expect(new Set(paths.map(({ name }) => name)).size).toBe(ports.size);
    }),
  );
});
