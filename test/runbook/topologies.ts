import type { Release, Topology } from '../../src/topology/topology';

const release: Release = {
  name: 'milvus-production',
  host: 'milvus.example.com',
  clientHost: 'milvus.example.com',
  chart: '5.0.19',
  mode: 'cluster',
  serviceName: 'milvus-production',
  backendConfigName: 'milvus-production-backendconfig',
  certificateName: 'milvus-production-tls',
  backendCertificate: { secretName: 'milvus-production-backend-tls' },
  rest: 'off',
  authorization: true,
  proxyReplicas: 2,
};

/** What the defaults recommend. */
export const production: Topology = {
  environment: 'production',
  project: 'example-production',
  region: 'us-west1',
  namespace: 'default',
  loadBalancer: {
    name: 'milvus-production',
    address: { kind: 'reserved', name: 'milvus-production' },
    http: 'redirect',
    frontendConfigName: 'milvus-production-frontendconfig',
    certificate: 'google-managed',
  },
  releases: [release],
  terraform: { stackName: 'production', state: 'local', labels: {} },
};

/** The page, as it stands. */
export const guide: Topology = {
  environment: 'guide',
  project: 'milvus-testing-nonprod',
  region: 'us-west1',
  zone: 'us-west1-a',
  namespace: 'default',
  loadBalancer: {
    name: 'my-release-milvus',
    address: { kind: 'ephemeral' },
    http: 'open',
    certificate: 'google-managed',
  },
  releases: [
    {
      ...release,
      name: 'my-release',
      host: 'my-release.milvus.io',
      clientHost: 'my-release.milvus.io',
      chart: '4.2.0',
      serviceName: 'my-release-milvus',
      backendConfigName: 'my-release-backendconfig',
      certificateName: 'my-release-milvus-tls',
      backendCertificate: 'image',
      rest: 'unmanaged',
      authorization: 'unmanaged',
      proxyReplicas: 'unmanaged',
    },
  ],
  terraform: { state: 'local', labels: {} },
};

export const selfManaged: Topology = {
  ...guide,
  environment: 'guide-self-managed',
  loadBalancer: { ...guide.loadBalancer, certificate: 'self-managed' },
};

/** Two releases, one of them standalone, with certificates of cert-manager, wildcards and a state of the team's. */
export const tenants: Topology = {
  ...production,
  environment: 'tenants',
  zone: 'us-west1-b',
  namespace: 'search',
  loadBalancer: { ...production.loadBalancer, name: 'milvus', certificate: 'self-managed', http: 'closed' },
  releases: [
    {
      ...release,
      name: 'alpha',
      host: 'alpha.example.com',
      clientHost: 'alpha.example.com',
      serviceName: 'alpha-milvus',
      backendConfigName: 'alpha-backendconfig',
      certificateName: 'alpha-milvus-tls',
      backendCertificate: { secretName: 'shared-backend-tls' },
      valuesFile: "values/alpha's $1.yaml",
      secretValuesFile: "secrets/alpha's $1.yaml",
    },
    {
      ...release,
      name: 'beta',
      host: '*.beta.example.com',
      clientHost: 'beta.beta.example.com',
      chart: '4.2.58',
      mode: 'standalone',
      serviceName: 'beta-milvus',
      backendConfigName: 'beta-backendconfig',
      certificateName: 'beta-milvus-tls',
      backendCertificate: { secretName: 'shared-backend-tls' },
      rest: 'unmanaged',
      authorization: false,
      proxyReplicas: 'unmanaged',
      networkPolicy: { name: 'beta-milvus-proxy', metricsFrom: [] },
    },
  ],
  terraform: { stackName: 'tenants', state: { gcs: { bucket: 'example-state', prefix: 'milvus' } }, labels: {} },
};

/** One pod, whose certificate is cert-manager's, at an address that somebody reserved. */
export const issued: Topology = {
  ...production,
  environment: 'issued',
  loadBalancer: { ...production.loadBalancer, address: { kind: 'existing', name: 'by-the-network-team' } },
  releases: [
    {
      ...release,
      mode: 'standalone',
      proxyReplicas: 'unmanaged',
      backendCertificate: {
        secretName: 'milvus-production-backend-tls',
        issuer: { kind: 'ClusterIssuer', name: 'internal-ca' },
      },
    },
  ],
  terraform: { state: 'local', labels: {} },
};

export const all: readonly Topology[] = [guide, selfManaged, production, tenants, issued];
