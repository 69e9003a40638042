import { asApplied } from '../../src/adopt/applied';
import { POD_MONITORING } from '../../src/gke/managed-prometheus';

const applied = (kind: string, spec: object, annotations = {}) =>
  asApplied({ apiVersion: 'v1', kind, metadata: { name: 'one', annotations }, spec }, 'default');

test('what a controller and kubectl note for themselves was not applied', () => {
  const kept = { 'ingress.gcp.kubernetes.io/pre-shared-cert': 'theirs' };
  const noted = { 'ingress.kubernetes.io/backends': '{}', 'kubectl.kubernetes.io/last-applied-configuration': '{}' };
  expect(applied('Ingress', {}, { ...kept, ...noted }).metadata.annotations).toEqual(kept);
});

test("what the API server fills into a Service was not applied, and of another kind's spec nothing is left out", () => {
  const spec = { type: 'ClusterIP', clusterIP: '10.0.0.1', sessionAffinity: 'None' };
  expect(applied('Service', spec).spec).toEqual({ type: 'ClusterIP' });
  expect(applied('BackendConfig', spec).spec).toEqual(spec);
});

test('labels of metrics that are the default were not applied; others were', () => {
  const metadata = [...POD_MONITORING.defaultMetadataLabels];
  const fromPod = [{ from: 'component' }];
  const labels = (targetLabels: object) => applied('PodMonitoring', { targetLabels }).spec;
  expect(labels({ metadata })).toEqual({});
  expect(labels({ metadata, fromPod })).toEqual({ targetLabels: { fromPod } });
  expect(labels({ metadata: ['pod'] })).toEqual({ targetLabels: { metadata: ['pod'] } });
});
