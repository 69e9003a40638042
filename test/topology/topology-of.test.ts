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
     "loadBalancer": {
       "name": "my-release-milvus",
       "address": {
         "kind": "reserved",
         "name": "my-release-milvus"
       },
       "http": "redirect",
       "frontendConfigName": "my-release-milvus-frontendconfig",
       "certificate": "google-managed"
     },
     "releases": [
       {
         "name": "my-release",
         "host": "my-release.milvus.io",
         "clientHost": "my-release.milvus.io",
         "chart": "5.0.19",
         "mode": "cluster",
         "serviceName": "my-release-milvus",
         "backendConfigName": "my-release-backendconfig",
         "certificateName": "my-release-milvus-tls",
         "backendCertificate": {
           "secretName": "my-release-milvus-backend-tls"
         },
         "rest": "off",
         "authorization": true,
         "proxyReplicas": 2
       }
     ],
     "terraform": {
       "stackName": "prod",
       "state": "local",
       "labels": {}
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
    frontendConfigName: 'milvus-frontendconfig',
  });
});

test('has a stack exactly when Terraform makes the address', () => {
  expect(of().terraform.stackName).toBe('prod');
  expect(of({ loadBalancer: { address: 'ephemeral' } }).terraform.stackName).toBeUndefined();
  expect(of({ loadBalancer: { address: { name: 'mine' } } }).terraform.stackName).toBeUndefined();
});

test('has a FrontendConfig exactly when port 80 redirects', () => {
  expect(of({ loadBalancer: { http: 'open' } }).loadBalancer.frontendConfigName).toBeUndefined();
  expect(of({ loadBalancer: { http: 'closed' } }).loadBalancer.frontendConfigName).toBeUndefined();
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

test('throws every fault at once, without a file', () => {
  expect(() => topologyOf('prod', { project: 'P', releases: [{ name: 'A', host: 'a.io' }] })).toThrow(
    /^project: .*\nreleases\[0\]\.name: /,
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
