import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { textsOf } from '../../src/apps/outputs';
import { RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../../src/gke/names';
import { helmValuesOf } from '../../src/helm/values';
import { parseEnvironment } from '../../src/config/parse';
import { topologyOf } from '../../src/topology/topology-of';
import type { Environment } from '../../src/config/environment';
import { arbitraryEnvironment } from '../arbitrary-environment';

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations?: Record<string, string>;
  };
  readonly spec: Record<string, unknown>;
}

function outputsOf(environment: Environment) {
  const topology = topologyOf('prod', environment);
  const parsed = parseEnvironment(environment);
  if (!('environment' in parsed)) throw new Error('not in order');
  const values = new Map(topology.releases.map((release) => [release.name, helmValuesOf(topology, release).text]));
  const texts = textsOf([{ environment: parsed.environment, topology, values }]);
  const manifest = texts.get('manifests/prod.k8s.yaml') ?? '';
  const objects = parseAllDocuments(manifest).map((document) => document.toJS() as KubernetesObject | null);
  return { topology, texts, manifest, objects: objects.filter((object) => object !== null), values };
}

const ofAny = (check: (outputs: ReturnType<typeof outputsOf>) => void): void =>
  fc.assert(fc.property(arbitraryEnvironment, (environment) => check(outputsOf(environment))));

test('every manifest starts with a comment and a separator, so that files can be joined', () => {
  ofAny(({ manifest }) => expect(manifest).toMatch(/^# milvus-l7 environment=prod\n---\napiVersion: /));
});

test('every object parses back, in its namespace, under a legal name that no other of its kind has', () => {
  ofAny(({ objects, topology }) => {
    for (const { kind, metadata } of objects) {
      expect(metadata.namespace).toBe(topology.namespace);
      expect(metadata.name).toMatch(RFC1123_SUBDOMAIN.pattern);
      expect(metadata.name.length).toBeLessThanOrEqual(
        kind === 'Service' ? RFC1035_LABEL.maxLength : RFC1123_SUBDOMAIN.maxLength,
      );
    }
    const names = objects.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

test('objects refer only to each other, to the Service of the release, and to what is said to exist', () => {
  ofAny(({ objects, topology, values }) => {
    const named = (kind: string) =>
      objects.filter((object) => object.kind === kind).map(({ metadata }) => metadata.name);
    const [ingress] = objects.filter(({ kind }) => kind === 'Ingress');
    const annotations = ingress?.metadata.annotations ?? {};
    const list = (key: string) => annotations[key]?.split(',') ?? [];
    expect(list('networking.gke.io/managed-certificates')).toEqual(named('ManagedCertificate'));
    expect(list('networking.gke.io/v1beta1.FrontendConfig')).toEqual(named('FrontendConfig'));
    const { rules } = ingress?.spec as { rules: { http: { paths: { backend: { service: { name: string } } }[] } }[] };
    expect(rules.map(({ http }) => http.paths[0]?.backend.service.name)).toEqual(
      topology.releases.map(({ serviceName }) => serviceName),
    );
    const backendConfigs = named('BackendConfig');
    for (const text of values.values()) {
      const name = /backend-config: '\{"default": "([^"]+)"\}'/.exec(text)?.[1];
      expect(backendConfigs).toContain(name);
    }
  });
});

test('nothing is empty that is written', () => {
  const empty = (value: unknown): boolean =>
    typeof value === 'object' &&
    value !== null &&
    (Object.keys(value).length === 0 || Object.values(value).some(empty));
  ofAny(({ objects }) =>
    expect(objects.filter(({ kind, spec }) => kind !== 'NetworkPolicy' && empty(spec))).toEqual([]),
  );
});

test('no output holds a path of this machine', () => {
  ofAny(({ texts }) => {
    for (const text of texts.values()) expect(text).not.toContain(process.cwd());
  });
});
