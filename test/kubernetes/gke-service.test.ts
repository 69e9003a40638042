import { GkeService, type GkeServiceProps } from '../../src/kubernetes/gke-service';
import { complaintsOf, yamlOf } from './yaml-of';

const props: GkeServiceProps = {
  name: 'my-release-milvus-rest',
  podLabels: { component: 'proxy' },
  portName: 'rest',
  port: 8080,
  appProtocol: 'HTTPS',
  backendConfig: 'my-release-rest-backendconfig',
};
const complaintsWith = (more: object) =>
  complaintsOf((scope) => new GkeService(scope, 'service', { ...props, ...more }));

test('is a ClusterIP that GKE reaches pod by pod, by a number that the pods need not declare', () => {
  expect(yamlOf((scope) => new GkeService(scope, 'service', props))).toMatchInlineSnapshot(`
   apiVersion: v1
   kind: Service
   metadata:
     annotations:
       cloud.google.com/app-protocols: '{"rest":"HTTPS"}'
       cloud.google.com/backend-config: '{"default": "my-release-rest-backendconfig"}'
       cloud.google.com/neg: '{"ingress": true}'
     name: my-release-milvus-rest
   spec:
     ports:
       - name: rest
         port: 8080
         protocol: TCP
         targetPort: 8080
     selector:
       component: proxy
     type: ClusterIP
  `);
});

test('tells every fault of its props', () => {
  const faults = {
    name: 'Rest',
    namespace: 'a.b',
    podLabels: {},
    portName: 'a-very-long-port-name',
    port: 0,
    appProtocol: 'https',
    backendConfig: '',
  };
  expect(complaintsWith(faults).join('\n')).toMatchInlineSnapshot(`
   prod/service name: must be lower-case letters, digits and "-", starting with a letter and ending with a letter or digit, got "Rest"
   prod/service namespace: must be lower-case letters, digits and "-", starting and ending with a letter or digit, got "a.b"
   prod/service podLabels: must be at least one label: none selects every pod of the namespace
   prod/service portName: must be at most 15 characters, has 21, got "a-very-long-port-name"
   prod/service port: must be a whole number, 1 to 65535, got 0
   prod/service appProtocol: must be HTTP, HTTPS or HTTP2, got "https"
       did you mean HTTPS?
   prod/service backendConfig: must be lower-case letters, digits, "-" and ".", starting and ending with a letter or digit, got ""
  `);
});

test.each(['H2C', 'GRPC', 'http2', ''])('rejects the protocol %j, which stops the whole Ingress', (appProtocol) => {
  expect(complaintsWith({ appProtocol })[0]).toContain(`appProtocol: must be HTTP, HTTPS or HTTP2`);
});

test.each([
  [63, 0],
  [64, 1],
])('of a name of %d characters has %d complaints', (length, count) => {
  expect(complaintsWith({ name: 'a'.repeat(length) })).toHaveLength(count);
});
