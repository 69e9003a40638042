import { PodMonitoring, type PodMonitoringProps } from '../../src/kubernetes/pod-monitoring';
import { complaintsOf, yamlOf } from './yaml-of';

const props: PodMonitoringProps = {
  name: 'my-release-milvus',
  podLabels: { 'app.kubernetes.io/instance': 'my-release' },
  portName: 'metrics',
};
const complaintsWith = (more: Partial<PodMonitoringProps>) =>
  complaintsOf((scope) => new PodMonitoring(scope, 'monitoring', { ...props, ...more }));

test('reads every metric of the pods, twice a minute', () => {
  expect(yamlOf((scope) => new PodMonitoring(scope, 'monitoring', props))).toMatchInlineSnapshot(`
   apiVersion: monitoring.googleapis.com/v1
   kind: PodMonitoring
   metadata:
     name: my-release-milvus
   spec:
     selector:
       matchLabels:
         app.kubernetes.io/instance: my-release
     endpoints:
       - port: metrics
         interval: 30s
  `);
});

test('keeps some metrics of some components, with a label of the pod', () => {
  const more = { components: ['proxy', 'querynode'], keep: 'a|b', interval: '1m', labelsFromPod: ['component'] };
  expect(yamlOf((scope) => new PodMonitoring(scope, 'monitoring', { ...props, ...more }))).toMatchInlineSnapshot(`
   apiVersion: monitoring.googleapis.com/v1
   kind: PodMonitoring
   metadata:
     name: my-release-milvus
   spec:
     selector:
       matchLabels:
         app.kubernetes.io/instance: my-release
       matchExpressions:
         - key: component
           operator: In
           values:
             - proxy
             - querynode
     endpoints:
       - port: metrics
         interval: 1m
         metricRelabeling:
           - sourceLabels:
               - __name__
             regex: a|b
             action: keep
     targetLabels:
       fromPod:
         - from: component
  `);
});

test.each<[string, Partial<PodMonitoringProps>]>([
  ['podLabels: must be at least one label: none selects every pod of the namespace', { podLabels: {} }],
  ['components: must be at least one: none selects no pod', { components: [] }],
  [
    'components[0]["component"]: must be empty or at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit, got "a b"',
    { components: ['a b'] },
  ],
  [
    'portName: must be at most 15 lower-case letters, digits and "-", with a letter among them, got "9091"',
    { portName: '9091' },
  ],
  ['interval: must be a duration such as 30s or 1m, more than 0, got "30"', { interval: '30' }],
  ['interval: must be a duration such as 30s or 1m, more than 0, got "0s"', { interval: '0s' }],
  ['keep: must be 1 to 10000 characters, got 0', { keep: '' }],
  ['keep: must be 1 to 10000 characters, got 10001', { keep: 'a'.repeat(10_001) }],
  ['labelsFromPod[0]: must not be "job", which says where a metric is from', { labelsFromPod: ['job'] }],
  [
    'labelsFromPod[0]: must be letters, digits and "_", not starting with a digit, got "a/b"',
    { labelsFromPod: ['a/b'] },
  ],
])('refuses %s', (complaint, more) => {
  expect(complaintsWith(more)).toEqual([`prod/monitoring ${complaint}`]);
});
