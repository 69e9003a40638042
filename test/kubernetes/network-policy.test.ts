import { NetworkPolicy, type NetworkPolicyProps } from '../../src/kubernetes/network-policy';
import { complaintsOf, yamlOf } from './yaml-of';

const props: NetworkPolicyProps = {
  name: 'my-release-milvus-proxy',
  podLabels: { component: 'proxy' },
  ingress: [{ ports: [19530], from: [{ cidr: '35.191.0.0/16' }, { podLabels: {} }] }],
};
const yamlWith = (ingress: NetworkPolicyProps['ingress']) =>
  yamlOf((scope) => new NetworkPolicy(scope, 'policy', { ...props, ingress }));
const complaintsWith = (more: Partial<NetworkPolicyProps>) =>
  complaintsOf((scope) => new NetworkPolicy(scope, 'policy', { ...props, ...more }));

test('lets a range of addresses and every pod of the namespace in', () => {
  expect(yamlWith(props.ingress)).toMatchInlineSnapshot(`
   apiVersion: networking.k8s.io/v1
   kind: NetworkPolicy
   metadata:
     name: my-release-milvus-proxy
   spec:
     ingress:
       - from:
           - ipBlock:
               cidr: 35.191.0.0/16
           - podSelector: {}
         ports:
           - port: 19530
             protocol: TCP
     podSelector:
       matchLabels:
         component: proxy
     policyTypes:
       - Ingress
  `);
});

test('lets labelled pods of every namespace in', () => {
  const yaml = yamlWith([{ ports: [9091], from: [{ podLabels: { app: 'prometheus' }, anyNamespace: true }] }]);
  expect(yaml).toContain(`
        - namespaceSelector: {}
          podSelector:
            matchLabels:
              app: prometheus
`);
});

test('rejects lists whose emptiness would open everything', () => {
  expect(complaintsWith({ podLabels: {}, ingress: [{ ports: [], from: [] }] }).join('\n')).toMatchInlineSnapshot(`
   prod/policy podLabels: must be at least one label: none selects every pod of the namespace
   prod/policy ingress[0].ports: must be at least one port: none opens every port
   prod/policy ingress[0].from: must be at least one source: none lets everybody in
  `);
});

test.each([
  ['10.0.0.1', 'must be an address range in CIDR form, got "10.0.0.1"', 'did you mean 10.0.0.1/32?'],
  ['::1', 'must be an address range in CIDR form, got "::1"', 'did you mean ::1/128?'],
  ['10.0.0.0/33', 'must be an address range in CIDR form, got "10.0.0.0/33"', 'e.g. 203.0.113.0/24'],
  ['10.0.0.0/', 'must be an address range in CIDR form, got "10.0.0.0/"', 'e.g. 203.0.113.0/24'],
  ['10.0.0.0/8/8', 'must be an address range in CIDR form, got "10.0.0.0/8/8"', 'e.g. 203.0.113.0/24'],
  ['everywhere', 'must be an address range in CIDR form, got "everywhere"', 'e.g. 203.0.113.0/24'],
])('rejects the range %j', (cidr, message, ...cures: string[]) => {
  expect(complaintsWith({ ingress: [{ ports: [1], from: [{ cidr }] }] })).toEqual([
    `prod/policy ingress[0].from[0].cidr: ${message}`,
    ...cures.map((cure) => `    ${cure}`),
  ]);
});

test.each(['0.0.0.0/0', '10.0.0.0/32', 'fd00::/8'])('takes the range %s', (cidr) => {
  expect(complaintsWith({ ingress: [{ ports: [1], from: [{ cidr }] }] })).toEqual([]);
});

test('rejects ports and labels that Kubernetes refuses', () => {
  const faults = {
    podLabels: { 'a b': 'x', 'app.kubernetes.io/name': 'y z' },
    ingress: [{ ports: [65_536], from: [{ podLabels: { app: '-' } }] }],
  };
  expect(complaintsWith(faults).join('\n')).toMatchInlineSnapshot(`
   prod/policy podLabels["a b"]: must be a name such as app.kubernetes.io/name, got "a b"
   prod/policy podLabels["app.kubernetes.io/name"]: must be empty or at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit, got "y z"
   prod/policy ingress[0].ports[0]: must be a whole number, 1 to 65535, got 65536
   prod/policy ingress[0].from[0].podLabels["app"]: must be empty or at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit, got "-"
  `);
});
