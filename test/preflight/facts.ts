import type { Environment } from '../../src/config/environment';
import { helmValuesOf } from '../../src/helm/values';
import type { Facts, ReleaseFacts } from '../../src/live/preflight/facts';
import type { LiveObject } from '../../src/live/resources';
import type { Finding, Preflight } from '../../src/preflight/finding';
import type { Planned } from '../../src/preflight/live-values';
import { preflightOf } from '../../src/preflight/preflight';
import type { Topology } from '../../src/topology/topology';
import { topologyOf } from '../../src/topology/topology-of';

export const NOW = new Date('2026-11-28T12:00:00Z');

/** An environment that asks for as much as most checks need. */
export const ENVIRONMENT: Environment = {
  project: 'example-production',
  region: 'us-west1',
  releases: [{ name: 'milvus', host: 'milvus.example.com', chart: '5.0.19' }],
  gcp: { cluster: { existing: { name: 'main', location: 'us-west1-a' } } },
};

const KINDS = ['BackendConfig', 'FrontendConfig', 'ManagedCertificate', 'Ingress'];

/** What helm would be given. */
function plannedFor(topology: Topology): Map<string, Planned> {
  return new Map(
    topology.releases.map((release) => {
      const { name, valuesFile: file } = release;
      return [
        name,
        helmValuesOf(topology, release, file === undefined ? undefined : { file, text: 'proxy: { replicas: 2 }\n' }),
      ];
    }),
  );
}

/** A release that runs as the environment has it. */
export function releaseFacts(topology: Topology, more: Partial<ReleaseFacts> = {}): ReleaseFacts {
  const values = plannedFor(topology).get('milvus')?.text ?? '';
  const pod: LiveObject = {
    metadata: { name: 'milvus-proxy-6c8d-abcde' },
    spec: { containers: [{ image: 'milvusdb/milvus:v2.6.15' }] },
    status: { startTime: '2026-11-08T12:00:00Z', phase: 'Running' },
  };
  return {
    installed: { value: { chart: 'milvus-5.0.19', status: 'deployed' } },
    values: { value: values.replace(/^# milvus-l7.*\n/, '') },
    manifest: { value: '---\nkind: Service\nmetadata:\n  name: milvus\nspec:\n  ports: [{ port: 19530 }]\n' },
    service: { value: { metadata: { name: 'milvus' }, spec: { type: 'ClusterIP' } } },
    pods: { value: [pod] },
    autoscalers: { value: [] },
    ...more,
  };
}

/** A place where nothing is in the way. */
export function fineFacts(topology: Topology): Facts {
  const nothing = { value: [] };
  return {
    context: 'gke_example-production_us-west1-a_main',
    server: 'https://34.1.2.3',
    namespaceIsThere: { value: true },
    nodes: {
      value: [{ metadata: { name: 'n' }, spec: { providerID: 'gce://example-production/us-west1-a/gke-main-1' } }],
    },
    versions: {
      helm: { value: '3.18.0' },
      kubectl: { value: '1.34.0' },
      terraform: { value: '1.11.4' },
      yq: { value: '4.44.1' },
    },
    rights: { value: [{ verb: 'create', group: '', resource: 'secrets', allowed: true }] },
    served: {
      value: [
        'backendconfigs.cloud.google.com',
        'frontendconfigs.networking.gke.io',
        'managedcertificates.networking.gke.io',
      ],
    },
    gke: {
      value: {
        name: 'main',
        endpoint: '34.1.2.3',
        ipAllocationPolicy: { useIpAliases: true },
        networkConfig: { datapathProvider: 'ADVANCED_DATAPATH' },
      },
    },
    hasGateWebhook: { value: true },
    named: [],
    ingress: { value: undefined },
    events: nothing,
    releases: new Map([['milvus', releaseFacts(topology)]]),
    dns: [{ host: 'milvus.example.com', a: nothing, aaaa: nothing, caa: nothing }],
    secrets: [],
  };
}

export type Change = (facts: Facts, topology: Topology) => Partial<Facts>;

export function preflightFor(environment: Environment, change: Change): Preflight {
  const topology = topologyOf('production', environment);
  const facts = fineFacts(topology);
  const plan = { kinds: KINDS, values: plannedFor(topology) };
  return preflightOf(topology, plan, { ...facts, ...change(facts, topology) }, NOW);
}

export function textsOf(findings: readonly Finding[], outcome: Finding['outcome']): string[] {
  return findings
    .filter((one) => one.outcome === outcome)
    .map(({ about, message }) => (about ? `${about}: ${message}` : message));
}
