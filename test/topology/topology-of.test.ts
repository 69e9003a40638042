import * as fc from 'fast-check';
import { topologyOf } from '../../src/topology/topology-of';
import { arbitraryEnvironment } from '../arbitrary-environment';

const release = { name: 'my-release', host: 'my-release.milvus.io' };
const of = (change: object = {}) => topologyOf('prod', { project: 'my-project', releases: [release], ...change });

test('gives every name that two outputs share', () => {
  expect(JSON.stringify(of(), null, 2)).toMatchInlineSnapshot(`
   {
     "environment": "prod",
     "project": "my-project",
     "region": "us-west1",
     "namespace": "default",
     "labels": {},
     "loadBalancer": {
       "name": "my-release-milvus",
       "api": "ingress",
       "scheme": "external",
       "public": false,
       "address": {
         "kind": "reserved",
         "name": "my-release-milvus"
       },
       "ingress": {
         "class": "gce",
         "address": {
           "kind": "reserved",
           "name": "my-release-milvus"
         },
         "frontendConfigName": "my-release-milvus-frontendconfig"
       },
       "http": "redirect",
       "certificate": {
         "kind": "google-managed"
       },
       "sslPolicy": {
         "kind": "created",
         "name": "my-release-milvus",
         "minTlsVersion": "TLS_1_2",
         "profile": "MODERN"
       },
       "backend": {
         "timeoutSec": 3600,
         "connectionDraining": {
           "drainingTimeoutSec": 60
         },
         "logging": {
           "enable": true,
           "sampleRate": 0.1
         }
       }
     },
     "releases": [
       {
         "name": "my-release",
         "host": "my-release.milvus.io",
         "clientHost": "my-release.milvus.io",
         "chart": "5.0.19",
         "milvus": {
           "line": "2.6",
           "version": "2.6.15",
           "suffix": "",
           "by": "chart"
         },
         "mode": "cluster",
         "serviceName": "my-release-milvus",
         "backendConfigName": "my-release-backendconfig",
         "certificateName": "my-release-milvus-tls",
         "backendCertificate": {
           "secretName": "my-release-milvus-backend-tls"
         },
         "rest": "off",
         "authorization": true,
         "proxyReplicas": 2,
         "leftToDefault": [
           "backendCertificate",
           "proxy",
           "rest"
         ],
         "disruptionBudgetName": "my-release-milvus-proxy",
         "metricsJob": "my-release-milvus"
       }
     ],
     "monitoring": {
       "podMonitoring": false,
       "dashboard": false,
       "uptimeCheck": false
     },
     "terraform": {
       "stackName": "prod",
       "state": "local",
       "labels": {},
       "deletionProtection": true
     }
   }
  `);
});

test('names the Ingress after the one Service, or as it is told', () => {
  expect(of().loadBalancer.name).toBe('my-release-milvus');
  expect(of({ releases: [{ ...release, fullnameOverride: 'vectors' }] }).loadBalancer.name).toBe('vectors');
  expect(of({ loadBalancer: { name: 'milvus' } }).loadBalancer).toMatchObject({
    name: 'milvus',
    address: { name: 'milvus' },
    ingress: { frontendConfigName: 'milvus-frontendconfig' },
  });
});

test('has a stack exactly when Terraform has something to make', () => {
  const nothing = { address: 'ephemeral', sslPolicy: 'none' };
  const stackOf = (change: object, more: object = {}) =>
    of({ loadBalancer: { ...nothing, ...change }, ...more }).terraform.stackName;
  expect(stackOf({})).toBeUndefined();
  expect(
    stackOf({ address: { name: 'mine' }, sslPolicy: { name: 'mine' }, securityPolicy: { name: 'mine' } }),
  ).toBeUndefined();
  expect(stackOf({ address: 'reserved' })).toBe('prod');
  expect(stackOf({ sslPolicy: {} })).toBe('prod');
  expect(stackOf({ securityPolicy: { allow: ['10.0.0.0/8'] } })).toBe('prod');
  expect(stackOf({}, { certificate: { type: 'pre-shared', create: true } })).toBe('prod');
  expect(stackOf({ address: { name: 'mine' } }, { gcp: { dns: { zone: { existing: 'zone' } } } })).toBe('prod');
});

test.each([
  [{ http: 'redirect', sslPolicy: 'none' }, true],
  [{ http: 'open', sslPolicy: 'off' }, true],
  [{ http: 'closed', sslPolicy: { name: 'mine' } }, true],
  [{ http: 'open', sslPolicy: 'none' }, false],
  [{ http: 'closed', sslPolicy: 'none' }, false],
])('of %j, whether there is a FrontendConfig: %s', (loadBalancer, expected) => {
  expect(of({ loadBalancer }).loadBalancer.ingress?.frontendConfigName !== undefined).toBe(expected);
});

test('leaves out on an internal load balancer what only external ones have', () => {
  const gcp = { network: { existing: { network: 'vpc', subnetwork: 'subnet', proxyOnlyRange: '10.9.0.0/24' } } };
  const { loadBalancer } = of({ region: 'us-west1', gcp, loadBalancer: { scheme: 'internal' } });
  expect(loadBalancer).toMatchObject({
    http: 'closed',
    certificate: { kind: 'self-managed' },
    address: { kind: 'reserved' },
  });
  expect(loadBalancer).not.toHaveProperty('sslPolicy');
  expect(loadBalancer).not.toHaveProperty('frontendConfigName');
});

test('puts a name in the place of a star where a client must type one', () => {
  const { releases } = of({ certificate: 'self-managed', releases: [{ ...release, host: '*.milvus.io' }] });
  expect(releases[0]).toMatchObject({ host: '*.milvus.io', clientHost: 'my-release.milvus.io' });
});

test.each([
  ['image', 'image'],
  ['secret', { secretName: 'my-release-milvus-backend-tls' }],
  [{ secretName: 'mine' }, { secretName: 'mine' }],
  [{ issuer: 'ca' }, { secretName: 'my-release-milvus-backend-tls', issuer: { kind: 'Issuer', name: 'ca' } }],
  [
    { issuer: { kind: 'ClusterIssuer', name: 'ca' } },
    { secretName: 'my-release-milvus-backend-tls', issuer: { kind: 'ClusterIssuer', name: 'ca' } },
  ],
])('makes of the backend certificate %j: %j', (backendCertificate, expected) => {
  expect(of({ releases: [{ ...release, backendCertificate }] }).releases[0]?.backendCertificate).toEqual(expected);
});

test.each([
  [{}, 2],
  [{ proxy: { replicas: 5 } }, 5],
  [{ proxy: 'unmanaged' }, 'unmanaged'],
  [{ mode: 'standalone' }, 'unmanaged'],
])('makes of %j %s proxies', (change, expected) => {
  expect(of({ releases: [{ ...release, ...change }] }).releases[0]?.proxyReplicas).toBe(expected);
});

test.each([
  [{}, 'my-release-milvus-proxy'],
  [{ proxy: { replicas: 2 }, fullnameOverride: 'vectors' }, 'vectors-proxy'],
  [{ proxy: { replicas: 1 } }, undefined],
  [{ proxy: 'unmanaged' }, undefined],
  [{ mode: 'standalone' }, undefined],
])('limits of %j the evictions by %s', (change, expected) => {
  expect(of({ releases: [{ ...release, ...change }] }).releases[0]?.disruptionBudgetName).toBe(expected);
});

test.each([
  [false, 'off'],
  ['unmanaged', 'unmanaged'],
  [
    { port: 8081 },
    {
      port: 8081,
      path: '/v2/vectordb',
      ingress: {
        serviceName: 'my-release-milvus-rest',
        backendConfigName: 'my-release-rest-backendconfig',
      },
    },
  ],
])('makes of rest %j: %j', (rest, expected) => {
  for (const mode of ['cluster', 'standalone']) {
    expect(of({ releases: [{ ...release, mode, rest }] }).releases[0]?.rest).toEqual(expected);
  }
});

test('throws every fault at once, without a file', () => {
  expect(() => topologyOf('prod', { project: 'P', releases: [{ name: 'A', host: 'a.io' }] })).toThrow(
    /^project: .*\n {4}e\.g\. project: my-project\nreleases\[0\]\.name: /,
  );
});

test.each(['Prod', 'a_b', 'a-', '', 'a'.repeat(51)])('refuses the environment name %j, as the loader does', (name) => {
  expect(() => topologyOf(name, { project: 'my-project', releases: [release] })).toThrow(
    /^the name must be at most 50 lower-case letters/,
  );
});

test('is plain data for any environment', () => {
  fc.assert(
    fc.property(arbitraryEnvironment, (environment) => {
      const topology = topologyOf('prod', environment);
      expect(JSON.parse(JSON.stringify(topology))).toEqual(topology);
    }),
  );
});
