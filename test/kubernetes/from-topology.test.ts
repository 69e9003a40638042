import { App, Yaml } from 'cdk8s';
import type { Environment } from '../../src/config/environment';
import { MilvusIngressChart } from '../../src/kubernetes/milvus-ingress-chart';
import type { Backend } from '../../src/topology/topology';

// Managed proxies come with a budget, which is no part of the edge.
const proxy = 'unmanaged';
const release = { name: 'my-release', host: 'my-release.milvus.io', proxy } as const;
const search = { name: 'search', host: 'search.milvus.io', proxy } as const;
const minimal: Environment = { project: 'my-project', releases: [release] };
const both: Environment = { ...minimal, releases: [release, search], loadBalancer: { name: 'milvus' } };
const network = { existing: { network: 'vpc', subnetwork: 'nodes', proxyOnlyRange: '10.129.0.0/23' } };
const internal: Environment = {
  ...minimal,
  region: 'us-west1',
  loadBalancer: { scheme: 'internal' },
  gcp: { network },
};

const ofLoadBalancer = (loadBalancer: Environment['loadBalancer']): Environment => ({ ...minimal, loadBalancer });
const ofBackend = (backend: NonNullable<Environment['loadBalancer']>['backend']): Environment =>
  ofLoadBalancer({ backend });
const ofCertificate = (certificate: Environment['certificate'], environment = minimal): Environment => ({
  ...environment,
  certificate,
});

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> };
  readonly spec: Record<string, unknown>;
}

const objectsOf = (environment: Environment): KubernetesObject[] =>
  new MilvusIngressChart(new App(), 'prod', environment).toJson() as KubernetesObject[];
const kindsOf = (environment: Environment): string[] => objectsOf(environment).map(({ kind }) => kind);
const objectOf = (kind: string, environment: Environment): KubernetesObject | undefined =>
  objectsOf(environment).find((object) => object.kind === kind);
const yamlOf = (kind: string, environment: Environment): string =>
  Yaml.stringify(...objectsOf(environment).filter((object) => object.kind === kind));
const annotationsOf = (environment: Environment): Record<string, string> | undefined =>
  objectOf('Ingress', environment)?.metadata.annotations;
const backendOf = (environment: Environment): Record<string, unknown> | undefined =>
  objectOf('BackendConfig', environment)?.spec;

test('the defaults make an edge that redirects, keeps its address and speaks of every default', () => {
  expect(Yaml.stringify(...objectsOf(minimal).filter(({ kind }) => /^(Backend|Frontend)/.test(kind))))
    .toMatchInlineSnapshot(`
   apiVersion: cloud.google.com/v1
   kind: BackendConfig
   metadata:
     name: my-release-backendconfig
     namespace: default
   spec:
     healthCheck:
       type: HTTP
       port: 9091
       requestPath: /healthz
     timeoutSec: 3600
     connectionDraining:
       drainingTimeoutSec: 60
     logging:
       enable: true
       sampleRate: 0.1
   ---
   apiVersion: networking.gke.io/v1beta1
   kind: FrontendConfig
   metadata:
     name: my-release-milvus-frontendconfig
     namespace: default
   spec:
     redirectToHttps:
       enabled: true
     sslPolicy: my-release-milvus
  `);
  expect(annotationsOf(minimal)).toEqual({
    'kubernetes.io/ingress.global-static-ip-name': 'my-release-milvus',
    'networking.gke.io/managed-certificates': 'my-release-milvus-tls',
    'networking.gke.io/v1beta1.FrontendConfig': 'my-release-milvus-frontendconfig',
  });
});

describe('port 80', () => {
  test.each(['closed', 'open'] as const)('%s and without an SSL policy needs no FrontendConfig', (http) => {
    const environment = ofLoadBalancer({ http, sslPolicy: 'none' });
    expect(kindsOf(environment)).toEqual(['BackendConfig', 'ManagedCertificate', 'Ingress']);
    expect(annotationsOf(environment)?.['kubernetes.io/ingress.allow-http']).toBe(
      http === 'closed' ? 'false' : undefined,
    );
    expect(annotationsOf(environment)).not.toHaveProperty(['networking.gke.io/v1beta1.FrontendConfig']);
  });

  test('closed leaves the SSL policy to the FrontendConfig, without a redirect', () => {
    expect(objectOf('FrontendConfig', ofLoadBalancer({ http: 'closed' }))?.spec).toEqual({
      sslPolicy: 'my-release-milvus',
    });
  });
});

describe('the SSL policy', () => {
  test.each<[string, NonNullable<Environment['loadBalancer']>['sslPolicy'], object]>([
    [
      'that Terraform makes is named as the load balancer',
      { profile: 'RESTRICTED' },
      { sslPolicy: 'my-release-milvus' },
    ],
    ['that exists is named', { name: 'company-tls' }, { sslPolicy: 'company-tls' }],
    ['is taken away by an empty name', 'off', { sslPolicy: '' }],
    ['is not spoken of', 'none', {}],
  ])('%s', (_, sslPolicy, spec) => {
    const environment = ofLoadBalancer({ sslPolicy, http: 'redirect' });
    expect(objectOf('FrontendConfig', environment)?.spec).toEqual({ redirectToHttps: { enabled: true }, ...spec });
  });
});

describe('the security policy', () => {
  test.each<[string, NonNullable<Environment['loadBalancer']>['securityPolicy'], object | undefined]>([
    [
      'that Terraform makes is named as the load balancer',
      { allow: ['203.0.113.0/24'] },
      { name: 'my-release-milvus' },
    ],
    ['that exists is named', { name: 'company-armor' }, { name: 'company-armor' }],
    ['is taken away by an empty name', 'off', { name: '' }],
    ['is not spoken of', 'none', undefined],
  ])('%s', (_, securityPolicy, spec) => {
    expect(backendOf(ofLoadBalancer({ securityPolicy }))?.['securityPolicy']).toEqual(spec);
  });

  test('is that of every release', () => {
    const environment = { ...both, loadBalancer: { name: 'milvus', securityPolicy: { name: 'company-armor' } } };
    const configs = objectsOf(environment).filter(({ kind }) => kind === 'BackendConfig');
    expect(configs.map(({ spec }) => spec['securityPolicy'])).toEqual(configs.map(() => ({ name: 'company-armor' })));
    expect(configs).toHaveLength(2);
  });
});

describe('the backend', () => {
  const healthCheck = { type: 'HTTP', port: 9091, requestPath: '/healthz' };

  test('says nothing of what is none or default', () => {
    expect(backendOf(ofBackend({ timeoutSec: 'default', connectionDraining: 'none', logging: 'none' }))).toEqual({
      healthCheck,
    });
  });

  test('writes out what is switched off', () => {
    const off = { timeoutSec: 30, connectionDraining: { drainingTimeoutSec: 0 }, logging: { enable: false } };
    expect(backendOf(ofBackend(off))).toEqual({ healthCheck, ...off });
  });

  test('adds numbers to the health check whose port, path and type are our own', () => {
    const numbers = { checkIntervalSec: 20, timeoutSec: 10, healthyThreshold: 2, unhealthyThreshold: 3 };
    expect(backendOf(ofBackend({ healthCheck: numbers }))?.['healthCheck']).toEqual({ ...healthCheck, ...numbers });
    expect(backendOf(ofBackend({ healthCheck: { unhealthyThreshold: 5 } }))?.['healthCheck']).toEqual({
      ...healthCheck,
      unhealthyThreshold: 5,
    });
  });

  test('has every field that an environment may say of an Ingress, as it is said', () => {
    const all: Required<Omit<Backend, 'maxRatePerEndpoint'>> = {
      timeoutSec: 600,
      connectionDraining: { drainingTimeoutSec: 30 },
      logging: { enable: true, sampleRate: 0.5 },
      healthCheck: { checkIntervalSec: 20, timeoutSec: 10, healthyThreshold: 2, unhealthyThreshold: 3 },
      sessionAffinity: { affinityType: 'CLIENT_IP' },
      customRequestHeaders: { headers: ['X-Client-Region:{client_region}'] },
      customResponseHeaders: { headers: ['X-Served-By:milvus'] },
    };
    const spec = { ...all, healthCheck: { ...healthCheck, ...all.healthCheck } };
    expect(backendOf(ofBackend(all))).toEqual(spec);
  });

  test('has affinity and headers where they are asked for', () => {
    const backend = {
      sessionAffinity: { affinityType: 'GENERATED_COOKIE' as const, affinityCookieTtlSec: 60 },
      customRequestHeaders: { headers: ['X-Client-Region:{client_region}'] },
      customResponseHeaders: { headers: ['X-Served-By:milvus', 'X-Team:search'] },
    };
    expect(yamlOf('BackendConfig', ofBackend({ ...backend, logging: 'none' }))).toMatchInlineSnapshot(`
     apiVersion: cloud.google.com/v1
     kind: BackendConfig
     metadata:
       name: my-release-backendconfig
       namespace: default
     spec:
       healthCheck:
         type: HTTP
         port: 9091
         requestPath: /healthz
       timeoutSec: 3600
       connectionDraining:
         drainingTimeoutSec: 60
       sessionAffinity:
         affinityType: GENERATED_COOKIE
         affinityCookieTtlSec: 60
       customRequestHeaders:
         headers:
           - X-Client-Region:{client_region}
       customResponseHeaders:
         headers:
           - X-Served-By:milvus
           - X-Team:search
    `);
  });
});

describe('the address', () => {
  const key = 'kubernetes.io/ingress.global-static-ip-name';

  test.each<[NonNullable<Environment['loadBalancer']>['address'], string | undefined]>([
    ['reserved', 'my-release-milvus'],
    [{ name: 'company-address' }, 'company-address'],
    ['ephemeral', undefined],
  ])('%j is named %s', (address, name) => {
    expect(annotationsOf(ofLoadBalancer({ address }))?.[key]).toBe(name);
  });
});

describe('the certificates', () => {
  const kinds = ['BackendConfig', 'BackendConfig', 'FrontendConfig'];
  const tlsOf = (environment: Environment): unknown => objectOf('Ingress', environment)?.spec['tls'];

  test('of Google are one for each release', () => {
    expect(kindsOf(both)).toEqual([...kinds, 'ManagedCertificate', 'ManagedCertificate', 'Ingress']);
    expect(annotationsOf(both)?.['networking.gke.io/managed-certificates']).toBe(
      'my-release-milvus-tls,search-milvus-tls',
    );
  });

  test('of our own are a Secret for each release', () => {
    const environment = ofCertificate('self-managed', both);
    expect(kindsOf(environment)).toEqual([...kinds, 'Ingress']);
    expect(tlsOf(environment)).toEqual([
      { hosts: ['my-release.milvus.io'], secretName: 'my-release-milvus-tls' },
      { hosts: ['search.milvus.io'], secretName: 'search-milvus-tls' },
    ]);
  });

  test('of our own may be one Secret for every host', () => {
    const environment = ofCertificate({ type: 'self-managed', secretName: 'wildcard-tls' }, both);
    expect(kindsOf(environment)).toEqual([...kinds, 'Ingress']);
    expect(tlsOf(environment)).toEqual([
      { hosts: ['my-release.milvus.io', 'search.milvus.io'], secretName: 'wildcard-tls' },
    ]);
  });

  test('of an issuer are asked for, one for each release, into the Secrets that the Ingress names', () => {
    const issuer = { kind: 'ClusterIssuer' as const, name: 'public-ca' };
    const environment = ofCertificate({ type: 'self-managed', issuer }, both);
    expect(kindsOf(environment)).toEqual([...kinds, 'Certificate', 'Certificate', 'Ingress']);
    expect(yamlOf('Certificate', ofCertificate({ type: 'self-managed', issuer }))).toMatchInlineSnapshot(`
     apiVersion: cert-manager.io/v1
     kind: Certificate
     metadata:
       name: my-release-milvus-tls
       namespace: default
     spec:
       secretName: my-release-milvus-tls
       dnsNames:
         - my-release.milvus.io
       issuerRef:
         kind: ClusterIssuer
         name: public-ca
    `);
    expect(tlsOf(environment)).toEqual([
      { hosts: ['my-release.milvus.io'], secretName: 'my-release-milvus-tls' },
      { hosts: ['search.milvus.io'], secretName: 'search-milvus-tls' },
    ]);
  });

  test.each<[string, Environment['certificate'], string]>([
    ['exist', { type: 'pre-shared', names: ['company-2026', 'company-2027'] }, 'company-2026,company-2027'],
    ['Terraform makes', { type: 'pre-shared', create: true }, 'my-release-milvus-tls,search-milvus-tls'],
  ])('that %s in Compute Engine are named', (_, certificate, names) => {
    const environment = ofCertificate(certificate, both);
    expect(kindsOf(environment)).toEqual([...kinds, 'Ingress']);
    expect(annotationsOf(environment)).toEqual({
      'ingress.gcp.kubernetes.io/pre-shared-cert': names,
      'kubernetes.io/ingress.global-static-ip-name': 'milvus',
      'networking.gke.io/v1beta1.FrontendConfig': 'milvus-frontendconfig',
    });
    expect(tlsOf(environment)).toBeUndefined();
  });
});

describe('an internal load balancer', () => {
  test('has a regional address, a Secret, and nothing on port 80', () => {
    expect(kindsOf(internal)).toEqual(['BackendConfig', 'Ingress']);
    expect(yamlOf('Ingress', internal)).toMatchInlineSnapshot(`
     apiVersion: networking.k8s.io/v1
     kind: Ingress
     metadata:
       annotations:
         kubernetes.io/ingress.allow-http: "false"
         kubernetes.io/ingress.class: gce-internal
         kubernetes.io/ingress.regional-static-ip-name: my-release-milvus
       name: my-release-milvus
       namespace: default
     spec:
       rules:
         - host: my-release.milvus.io
           http:
             paths:
               - backend:
                   service:
                     name: my-release-milvus
                     port:
                       number: 19530
                 path: /
                 pathType: Prefix
       tls:
         - hosts:
             - my-release.milvus.io
           secretName: my-release-milvus-tls
    `);
  });

  test('may serve port 80 in clear text', () => {
    const environment = { ...internal, loadBalancer: { scheme: 'internal' as const, http: 'open' as const } };
    expect(annotationsOf(environment)).not.toHaveProperty(['kubernetes.io/ingress.allow-http']);
  });

  test('is let in by the network policy from where its proxies are', () => {
    const guarded = { ...release, networkPolicy: {} };
    const rangesOf = (environment: Environment): string[] =>
      [...yamlOf('NetworkPolicy', environment).matchAll(/cidr: (.*)/g)].map(([, cidr]) => cidr!);
    const ranges = ['35.191.0.0/16', '130.211.0.0/22'];
    expect(rangesOf({ ...minimal, releases: [guarded] })).toEqual([...ranges, ...ranges]);
    const inside = [...ranges, '10.129.0.0/23'];
    expect(rangesOf({ ...internal, releases: [guarded] })).toEqual([...inside, ...inside]);
  });
});

test('several releases share an Ingress with a rule each', () => {
  expect(yamlOf('Ingress', both)).toMatchInlineSnapshot(`
   apiVersion: networking.k8s.io/v1
   kind: Ingress
   metadata:
     annotations:
       kubernetes.io/ingress.global-static-ip-name: milvus
       networking.gke.io/managed-certificates: my-release-milvus-tls,search-milvus-tls
       networking.gke.io/v1beta1.FrontendConfig: milvus-frontendconfig
     name: milvus
     namespace: default
   spec:
     rules:
       - host: my-release.milvus.io
         http:
           paths:
             - backend:
                 service:
                   name: my-release-milvus
                   port:
                     number: 19530
               path: /
               pathType: Prefix
       - host: search.milvus.io
         http:
           paths:
             - backend:
                 service:
                   name: search-milvus
                   port:
                     number: 19530
               path: /
               pathType: Prefix
  `);
});

test("Milvus' metrics are collected by the name of the release, Woodpecker's are not", () => {
  const watched = { ...minimal, monitoring: { podMonitoring: true } };
  const yaml = yamlOf('PodMonitoring', watched);
  expect(yaml).toContain('name: my-release-milvus\n');
  expect(yaml).toContain('- proxy\n');
  expect(yaml).toContain('port: metrics\n');
  expect(yaml).toContain('milvus_proxy_sq_latency_(bucket|sum|count)');
  expect(yaml).not.toMatch(/woodpecker|standalone/);
  expect(yamlOf('PodMonitoring', minimal)).toBe('');
});
