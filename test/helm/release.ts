import { UserError } from '../../src/errors';
import type { HelmValues } from '../../src/helm/values';
import { helmValuesOf } from '../../src/helm/values';
import { milvusVersionOf } from '../../src/milvus/version';
import type { Release, Topology } from '../../src/topology/topology';

/** What the defaults make of `{ name: my-release, host: … }`. */
export const DEFAULTS: Release = {
  name: 'my-release',
  host: 'my-release.milvus.io',
  clientHost: 'my-release.milvus.io',
  chart: '5.0.19',
  milvus: milvusVersionOf({ chart: '5.0.19' }),
  mode: 'cluster',
  serviceName: 'my-release-milvus',
  backendConfigName: 'my-release-backendconfig',
  certificateName: 'my-release-milvus-tls',
  backendCertificate: { secretName: 'my-release-milvus-backend-tls' },
  rest: 'off',
  authorization: true,
  metricsJob: 'my-release-milvus',
  proxyReplicas: 2,
  leftToDefault: ['backendCertificate', 'proxy', 'rest'],
};

/** As the page has it. */
export const GUIDE: Release = {
  ...DEFAULTS,
  chart: '4.2.0',
  backendCertificate: 'image',
  rest: 'unmanaged',
  authorization: 'unmanaged',
  proxyReplicas: 'unmanaged',
  leftToDefault: [],
};

/** A single standalone pod. */
export const STANDALONE: Release = { ...DEFAULTS, mode: 'standalone', proxyReplicas: 'unmanaged' };

export function valuesOf(release: Release, text?: string): HelmValues {
  const topology: Topology = {
    environment: 'prod',
    project: 'milvus-testing-nonprod',
    region: 'us-west1',
    namespace: 'default',
    labels: {},
    loadBalancer: {
      name: 'my-release-milvus',
      api: 'ingress',
      scheme: 'external',
      public: false,
      address: { kind: 'ephemeral' },
      http: 'redirect',
      certificate: { kind: 'google-managed' },
      backend: { healthCheck: {} },
    },
    releases: [release],
    monitoring: { podMonitoring: false, dashboard: false, uptimeCheck: false },
    terraform: { state: 'local', labels: {}, deletionProtection: true },
  };
  return helmValuesOf(topology, release, text === undefined ? undefined : { file: 'values.yaml', text });
}

/** `line:col path: message` of each fault of a merge, every one with a way out; none where it works. */
export function faultsOf(release: Release, text: string): string[] {
  try {
    valuesOf(release, text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.message.split('\n').filter((line) => /^ {4}\S/.test(line))).toHaveLength(error.faults.length);
    return error.faults.map(({ at, path, message }) => {
      expect(at?.file).toBe('values.yaml');
      return [`${at?.line ?? ''}:${at?.col ?? ''}`, path ? `${path}:` : '', message].filter(Boolean).join(' ');
    });
  }
  return [];
}
