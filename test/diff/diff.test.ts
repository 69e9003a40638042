import { diff } from '../../src/diff/diff';

const manifest = (timeoutSec: number) =>
  `apiVersion: cloud.google.com/v1\nkind: BackendConfig\nmetadata: { name: a, namespace: default }\nspec: { timeoutSec: ${timeoutSec} }\n`;
const files = (timeoutSec: number) => new Map([['manifests/prod.k8s.yaml', manifest(timeoutSec)]]);

test('tells what differs between two folders in code', () => {
  const { environments } = diff(files(3600), files(3601));
  expect(environments.map(({ name, what }) => `${name} ${what}`)).toEqual(['prod changed']);
  expect(diff(files(3600), files(3600)).environments).toEqual([]);
});

test('says on which side a file cannot be read', () => {
  const broken = new Map([['manifests/prod.k8s.yaml', 'a: [']]);
  expect(() => diff(files(30), broken)).toThrow('after: manifests/prod.k8s.yaml:1');
});
