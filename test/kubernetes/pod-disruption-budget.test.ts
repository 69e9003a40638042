import { PodDisruptionBudget, type PodDisruptionBudgetProps } from '../../src/kubernetes/pod-disruption-budget';
import { complaintsOf, yamlOf } from './yaml-of';

const props: PodDisruptionBudgetProps = {
  name: 'my-release-milvus-proxy',
  podLabels: { component: 'proxy' },
  maxUnavailable: 1,
};
const complaintsWith = (more: Partial<PodDisruptionBudgetProps>) =>
  complaintsOf((scope) => new PodDisruptionBudget(scope, 'budget', { ...props, ...more }));

test('lets one pod go at a time', () => {
  expect(yamlOf((scope) => new PodDisruptionBudget(scope, 'budget', props))).toMatchInlineSnapshot(`
   apiVersion: policy/v1
   kind: PodDisruptionBudget
   metadata:
     name: my-release-milvus-proxy
   spec:
     maxUnavailable: 1
     selector:
       matchLabels:
         component: proxy
  `);
});

test('rejects a selector of every pod, and labels that Kubernetes refuses', () => {
  expect(complaintsWith({ podLabels: {} })).toEqual([
    'prod/budget podLabels: must be at least one label: none selects every pod of the namespace',
  ]);
  expect(complaintsWith({ podLabels: { 'a b': 'x' } })).toEqual([
    'prod/budget podLabels["a b"]: must be a name such as app.kubernetes.io/name, got "a b"',
  ]);
});

test.each([0, -1, 1.5])('rejects %d pods: no node could be drained', (maxUnavailable) => {
  expect(complaintsWith({ maxUnavailable })).toHaveLength(1);
});
