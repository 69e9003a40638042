import { milvusVersionOf } from '../../src/milvus/version';
import type { Release, Topology } from '../../src/topology/topology';
import { topologyOf } from '../../src/topology/topology-of';

const release: Release = {
  name: 'milvus-production',
  host: 'milvus.example.com',
  clientHost: 'milvus.example.com',
  chart: '5.0.19',
  milvus: milvusVersionOf({ chart: '5.0.19' }),
  mode: 'cluster',
  serviceName: 'milvus-production',
  backendConfigName: 'milvus-production-backendconfig',
  certificateName: 'milvus-production-tls',
  backendCertificate: { secretName: 'milvus-production-backend-tls' },
  rest: 'off',
  authorization: true,
  metricsJob: 'my-release-milvus',
  proxyReplicas: 2,
  leftToDefault: [],
};

/** What the defaults recommend. */
export const production: Topology = {
  environment: 'production',
  project: 'example-production',
  region: 'us-west1',
  namespace: 'default',
  labels: {},
  loadBalancer: {
    name: 'milvus-production',
    api: 'ingress',
    scheme: 'external',
    public: false,
    address: { kind: 'reserved', name: 'milvus-production' },
    ingress: {
      class: 'gce',
      address: { kind: 'reserved', name: 'milvus-production' },
      frontendConfigName: 'milvus-production-frontendconfig',
    },
    http: 'redirect',
    certificate: { kind: 'google-managed' },
    sslPolicy: { kind: 'created', name: 'milvus-production', minTlsVersion: 'TLS_1_2', profile: 'MODERN' },
    backend: {
      timeoutSec: 3600,
      connectionDraining: { drainingTimeoutSec: 60 },
      logging: { enable: true, sampleRate: 0.1 },
      healthCheck: {},
    },
  },
  releases: [release],
  monitoring: { podMonitoring: false, dashboard: false, uptimeCheck: false },
  terraform: { stackName: 'production', state: 'local', labels: {}, deletionProtection: true },
};

/** The page, as it stands. */
export const guide: Topology = {
  environment: 'guide',
  project: 'milvus-testing-nonprod',
  region: 'us-west1',
  zone: 'us-west1-a',
  namespace: 'default',
  labels: {},
  loadBalancer: {
    name: 'my-release-milvus',
    api: 'ingress',
    scheme: 'external',
    public: false,
    address: { kind: 'ephemeral' },
    ingress: { class: 'gce', address: { kind: 'ephemeral' } },
    http: 'open',
    certificate: { kind: 'google-managed' },
    backend: { healthCheck: {} },
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
  monitoring: { podMonitoring: false, dashboard: false, uptimeCheck: false },
  terraform: { state: 'local', labels: {}, deletionProtection: true },
};

export const selfManaged: Topology = {
  ...guide,
  environment: 'guide-self-managed',
  loadBalancer: { ...guide.loadBalancer, certificate: { kind: 'self-managed' } },
};

/** Two releases, one of them standalone, with certificates of cert-manager, wildcards and a state of the team's. */
export const tenants: Topology = {
  ...production,
  environment: 'tenants',
  zone: 'us-west1-b',
  namespace: 'search',
  labels: {},
  loadBalancer: { ...production.loadBalancer, name: 'milvus', certificate: { kind: 'self-managed' }, http: 'closed' },
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
  monitoring: { podMonitoring: false, dashboard: false, uptimeCheck: false },
  terraform: {
    stackName: 'tenants',
    state: { gcs: { bucket: 'example-state', prefix: 'milvus' } },
    labels: {},
    deletionProtection: true,
  },
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
  monitoring: { podMonitoring: false, dashboard: false, uptimeCheck: false },
  terraform: { state: 'local', labels: {}, deletionProtection: true },
};

const releases = [
  { name: 'alpha', host: 'alpha.example.com' },
  { name: 'beta', host: 'beta.example.com', mode: 'standalone' as const },
];

/** Inside a shared VPC network; cert-manager makes every certificate, Terraform a private zone. */
export const internal = topologyOf('internal', {
  project: 'example-production',
  region: 'us-west1',
  releases: [
    {
      name: 'milvus-internal',
      host: 'milvus.internal.example.com',
      backendCertificate: { issuer: { kind: 'ClusterIssuer', name: 'internal-ca' } },
    },
  ],
  certificate: { type: 'self-managed', issuer: { kind: 'ClusterIssuer', name: 'internal-ca' } },
  loadBalancer: { scheme: 'internal' },
  gcp: {
    network: {
      existing: {
        network: 'projects/example-network/global/networks/vpc',
        subnetwork: 'projects/example-network/regions/us-west1/subnetworks/nodes',
        proxyOnlyRange: '10.129.0.0/23',
      },
    },
    dns: { zone: { create: { dnsName: 'internal.example.com' } } },
  },
});

/** One Secret for two hosts, and what merely disappeared taken away in so many words. */
export const sharedSecret = topologyOf('shared-secret', {
  project: 'example-production',
  releases,
  certificate: { type: 'self-managed', secretName: 'wildcard-tls' },
  loadBalancer: { name: 'milvus', sslPolicy: 'off', securityPolicy: 'off', http: 'closed' },
  gcp: { dns: { zone: { existing: 'example-com' } } },
});

/** An Issuer of the namespace for the hosts; Milvus' own certificates are made by hand. */
export const issuer = topologyOf('issuer', {
  project: 'example-production',
  releases,
  certificate: { type: 'self-managed', issuer: 'ca' },
  loadBalancer: { name: 'milvus' },
});

/** Everything that can be named, by name. */
export const named = topologyOf('named', {
  project: 'example-production',
  releases,
  certificate: { type: 'pre-shared', names: ['alpha-2026', 'beta-2026'] },
  loadBalancer: {
    name: 'milvus',
    address: { name: 'by-the-network-team' },
    sslPolicy: { name: 'company-tls' },
    securityPolicy: { name: 'company-armor' },
    backend: { timeoutSec: 'default' },
  },
  gcp: { dns: { zone: { existing: 'example-com' } } },
});

/** Everything that Terraform can make at the edge. */
export const created = topologyOf('created', {
  project: 'example-production',
  releases,
  certificate: { type: 'pre-shared', create: true },
  loadBalancer: {
    name: 'milvus',
    securityPolicy: { allow: ['203.0.113.0/24', '198.51.100.7/32'], rateLimit: { requestsPerMinute: 600 } },
  },
  gcp: { dns: { zone: { create: { dnsName: 'example.com' } } } },
});

/** Nothing is there but a project. */
export const whole = topologyOf('whole', {
  project: 'example-whole',
  namespace: 'search',
  releases: [{ name: 'alpha', host: 'alpha.example.com', secretValues: "secrets/alpha's $1.yaml", networkPolicy: {} }],
  gcp: {
    network: { create: {} },
    cluster: { create: {} },
    storage: { create: {} },
    dns: { zone: { existing: 'example-com' } },
    helmRelease: true,
  },
});

/** A cluster of another project, and releases that helm made there. */
export const adopted = topologyOf('adopted', {
  project: 'example-adopted',
  zone: 'us-west1-a',
  releases: [
    { name: 'alpha', host: 'alpha.example.com', values: 'values/alpha.yaml' },
    { name: 'beta', host: 'beta.example.com' },
  ],
  loadBalancer: { name: 'milvus' },
  gcp: {
    cluster: { existing: { name: 'platform', location: 'us-west1-a', project: 'example-platform' } },
    storage: { create: { accountId: 'milvus-data' } },
    helmRelease: { import: true },
  },
});

export const all: readonly Topology[] = [
  guide,
  selfManaged,
  production,
  tenants,
  issued,
  internal,
  sharedSecret,
  issuer,
  named,
  created,
  whole,
  adopted,
];
