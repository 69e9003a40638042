import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, ApiObject, Yaml } from 'cdk8s';
import { parse } from 'yaml';
import type { Environment, EnvironmentRelease } from '../../src/config/environment';
import { UserError } from '../../src/errors';
import { BackendConfig } from '../../src/kubernetes/backend-config';
import { MilvusIngressChart } from '../../src/kubernetes/milvus-ingress-chart';

/** The page. */
const release: EnvironmentRelease = {
  name: 'my-release',
  host: 'my-release.milvus.io',
  chart: '4.2.0',
  backendCertificate: 'image',
  rest: 'unmanaged',
  authorization: 'unmanaged',
  proxy: 'unmanaged',
};
const loadBalancer: Environment['loadBalancer'] = {
  address: 'ephemeral',
  http: 'open',
  sslPolicy: 'none',
  backend: { timeoutSec: 'default', connectionDraining: 'none', logging: 'none' },
};
const guide: Environment = { project: 'milvus-testing-nonprod', releases: [release], loadBalancer };

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> };
}

const objectsOf = (environment: Environment): KubernetesObject[] =>
  new MilvusIngressChart(new App(), 'guide', environment).toJson() as KubernetesObject[];
const objectOf = (kind: string, environment: Environment) =>
  objectsOf(environment).find((object) => object.kind === kind);
const withLoadBalancer = (more: Environment['loadBalancer']): Environment => ({
  ...guide,
  loadBalancer: { ...loadBalancer, ...more },
});
const withRelease = (more: Partial<EnvironmentRelease>): Environment => ({
  ...guide,
  releases: [{ ...release, ...more }],
});

describe('the page', () => {
  const fixtures = join(__dirname, '../fixtures/guide');
  const seed = join(__dirname, '../../../shared/seed');
  const folders = [fixtures, ...(existsSync(seed) ? [seed] : [])];

  test.each(folders)('gives the objects in %s with a Google-managed certificate', (folder) => {
    const files = ['backendconfig.yaml', 'managed-crt.yaml', 'ingress-google-managed.yaml'];
    expect(objectsOf(guide)).toStrictEqual(files.map((file) => read(folder, file)));
  });

  test.each(folders)('gives the objects in %s with a self-managed certificate', (folder) => {
    const files = ['backendconfig.yaml', 'ingress-self-managed.yaml'];
    expect(objectsOf({ ...guide, certificate: 'self-managed' })).toStrictEqual(files.map((file) => read(folder, file)));
  });

  test('has no object that is not compared here', () => {
    expect(readdirSync(fixtures).sort()).toEqual([
      'backendconfig.yaml',
      'ingress-google-managed.yaml',
      'ingress-self-managed.yaml',
      'managed-crt.yaml',
      'values.yaml', // by test/guide.test.ts
    ]);
  });

  function read(folder: string, file: string): unknown {
    return parse(readFileSync(join(folder, file), 'utf8'));
  }
});

describe('several releases', () => {
  const second: EnvironmentRelease = {
    ...release,
    name: 'search',
    host: 'search.milvus.io',
    backendCertificate: { issuer: 'ca' },
    networkPolicy: {},
  };
  const both = { ...guide, releases: [release, second], loadBalancer: { ...loadBalancer, name: 'milvus' } };

  test('come in the order to apply them, the shared Ingress last', () => {
    const environment = { ...both, loadBalancer: { ...both.loadBalancer, http: 'redirect' as const } };
    expect(objectsOf(environment).map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      'BackendConfig my-release-backendconfig',
      'BackendConfig search-backendconfig',
      'FrontendConfig milvus-frontendconfig',
      'ManagedCertificate my-release-milvus-tls',
      'ManagedCertificate search-milvus-tls',
      'Certificate search-milvus-backend-tls',
      'NetworkPolicy search-milvus-proxy',
      'Ingress milvus',
    ]);
  });

  test('share an Ingress with a rule and a certificate each', () => {
    const ingress = objectOf('Ingress', both);
    expect(ingress?.metadata.annotations).toEqual({
      'networking.gke.io/managed-certificates': 'my-release-milvus-tls,search-milvus-tls',
    });
    expect(ingress).toMatchObject({
      spec: { rules: [{ host: 'my-release.milvus.io' }, { host: 'search.milvus.io' }] },
    });
  });
});

describe('port 80', () => {
  test('redirects by a FrontendConfig that the Ingress names', () => {
    const environment = withLoadBalancer({ name: 'milvus', http: 'redirect' });
    expect(objectOf('FrontendConfig', environment)).toMatchObject({ spec: { redirectToHttps: { enabled: true } } });
    expect(objectOf('Ingress', environment)?.metadata.annotations).toMatchObject({
      'networking.gke.io/v1beta1.FrontendConfig': 'milvus-frontendconfig',
    });
  });

  test('is closed by an annotation', () => {
    expect(objectOf('Ingress', withLoadBalancer({ http: 'closed' }))?.metadata.annotations).toMatchObject({
      'kubernetes.io/ingress.allow-http': 'false',
    });
  });
});

test.each(['reserved', { name: 'milvus' }] as const)('names the address %j', (address) => {
  expect(objectOf('Ingress', withLoadBalancer({ name: 'milvus', address }))?.metadata.annotations).toMatchObject({
    'kubernetes.io/ingress.global-static-ip-name': 'milvus',
  });
});

describe("Milvus' own certificate", () => {
  const secretName = 'my-release-milvus-backend-tls';

  test('comes from the issuer, for every name of the Service', () => {
    const issuer = { kind: 'ClusterIssuer', name: 'internal-ca' } as const;
    expect(objectOf('Certificate', withRelease({ backendCertificate: { issuer } }))).toMatchObject({
      metadata: { name: secretName },
      spec: {
        secretName,
        issuerRef: issuer,
        dnsNames: [
          'my-release-milvus.default.svc',
          'my-release-milvus.default.svc.cluster.local',
          'my-release-milvus.default',
          'my-release-milvus',
        ],
      },
    });
  });

  test('is not ours to make where somebody else fills the Secret', () => {
    expect(objectOf('Certificate', withRelease({ backendCertificate: { secretName } }))).toBeUndefined();
  });
});

describe('a network policy', () => {
  const networkPolicy = { metricsFrom: [{ app: 'prometheus' }] };

  test('lets in the load balancer, the namespace, Milvus itself and who reads metrics', () => {
    expect(Yaml.stringify(objectOf('NetworkPolicy', withRelease({ networkPolicy })))).toMatchInlineSnapshot(`
     apiVersion: networking.k8s.io/v1
     kind: NetworkPolicy
     metadata:
       name: my-release-milvus-proxy
       namespace: default
     spec:
       ingress:
         - from:
             - ipBlock:
                 cidr: 35.191.0.0/16
             - ipBlock:
                 cidr: 130.211.0.0/22
             - podSelector: {}
           ports:
             - port: 19530
               protocol: TCP
         - from:
             - ipBlock:
                 cidr: 35.191.0.0/16
             - ipBlock:
                 cidr: 130.211.0.0/22
             - namespaceSelector:
                 matchExpressions:
                   - key: kubernetes.io/metadata.name
                     operator: In
                     values:
                       - gke-gmp-system
                       - gmp-system
               podSelector:
                 matchLabels:
                   app.kubernetes.io/name: collector
             - namespaceSelector: {}
               podSelector:
                 matchLabels:
                   app: prometheus
           ports:
             - port: 9091
               protocol: TCP
         - from:
             - podSelector:
                 matchLabels:
                   app.kubernetes.io/instance: my-release
           ports:
             - port: 19529
               protocol: TCP
       podSelector:
         matchLabels:
           app.kubernetes.io/instance: my-release
           app.kubernetes.io/name: milvus
           component: proxy
       policyTypes:
         - Ingress
    `);
  });

  test('protects the one pod of a standalone release', () => {
    expect(objectOf('NetworkPolicy', withRelease({ networkPolicy, mode: 'standalone' }))).toMatchObject({
      spec: { podSelector: { matchLabels: { component: 'standalone' } } },
    });
  });
});

describe('MilvusIngressChart', () => {
  const environment = {
    project: 'milvus-testing-nonprod',
    releases: [{ name: 'my-release', host: 'my-release.milvus.io' }],
  };

  test('makes of an environment in code what its construct members hold', () => {
    const chart = new MilvusIngressChart(new App(), 'prod', { ...environment, namespace: 'milvus' });
    const { backendConfigs, frontendConfig, managedCertificates, disruptionBudgets, ingress } = chart;
    const members = [...backendConfigs, frontendConfig, ...managedCertificates, ...disruptionBudgets, ingress];
    const objects = members.map((member) => member?.apiObject.toJson() as unknown);
    expect(chart.toJson()).toEqual(objects);
    expect(chart.certificates).toEqual([]);
    expect(chart.networkPolicies).toEqual([]);
    expect(chart.services).toEqual([]);
    expect(objects).toHaveLength(5);
    for (const object of objects) expect(object).toMatchObject({ metadata: { namespace: 'milvus' } });
  });

  test('can be changed after the fact, as any cdk8s chart', () => {
    const chart = new MilvusIngressChart(new App(), 'prod', environment);
    chart.ingress.apiObject.metadata.addLabel('team', 'search');
    expect(ApiObject.of(chart.ingress).toJson()).toMatchObject({ metadata: { labels: { team: 'search' } } });
  });

  test('refuses an environment that cannot work, with all its faults', () => {
    const faulty = { project: 'P', releases: [{ name: 'my-release', host: 'My-Release.milvus.io' }] };
    expect(() => new MilvusIngressChart(new App(), 'prod', faulty)).toThrow(UserError);
  });
});

test('puts the labels of the environment on every object, of what is added later too', () => {
  const chart = new MilvusIngressChart(new App(), 'prod', { ...guide, labels: { team: 'search' } });
  new BackendConfig(chart, 'mine', { name: 'mine', healthCheck: { type: 'HTTP', port: 80, requestPath: '/' } });
  const objects = chart.toJson() as { metadata: { labels?: object } }[];
  expect(objects.map(({ metadata }) => metadata.labels)).toEqual(objects.map(() => ({ team: 'search' })));
  expect(objects).toHaveLength(4);
});
