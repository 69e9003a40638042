import { ServiceAccount } from '../../src/kubernetes/service-account';
import { yamlOf } from './yaml-of';

const props = { name: 'my-release-milvus-storage', googleServiceAccount: 'milvus@my-project.iam.gserviceaccount.com' };

test('names the Google service account that its pods are, and says nothing of tokens', () => {
  expect(yamlOf((scope) => new ServiceAccount(scope, 'storage', props))).toMatchInlineSnapshot(`
   apiVersion: v1
   kind: ServiceAccount
   metadata:
     annotations:
       iam.gke.io/gcp-service-account: milvus@my-project.iam.gserviceaccount.com
     name: my-release-milvus-storage
  `);
});

test.each([
  ['milvus', 'must be NAME@PROJECT.iam.gserviceaccount.com, got "milvus"'],
  ['milvus@my-project.example.com', 'must be NAME@PROJECT.iam.gserviceaccount.com'],
])('refuses the Google service account %s', (googleServiceAccount, message) => {
  expect(() => yamlOf((scope) => new ServiceAccount(scope, 'storage', { ...props, googleServiceAccount }))).toThrow(
    message,
  );
});

test('refuses a name that Kubernetes refuses', () => {
  expect(() => yamlOf((scope) => new ServiceAccount(scope, 'storage', { ...props, name: 'A' }))).toThrow('name');
});
