import { environmentJsonSchema, examplesAt } from '../../src/config/keys';
import type { JSONSchema } from 'zod/v4/core';

type Node = JSONSchema.JSONSchema;

test('every number of an environment has a default or an example that somebody chose, not the least that is taken', () => {
  const numbers = placesIn(environmentJsonSchema()).filter(({ node }) => /^(integer|number)$/.test(String(node.type)));
  expect(numbers.length).toBeGreaterThan(20);
  expect(numbers.filter(({ node }) => !node.default && !node.examples).map(({ path }) => path)).toEqual([]);
});

test('two proxies are what is shown to who writes something else', () => {
  expect(examplesAt(['releases', 0, 'proxy', 'replicas'])).toEqual([2]);
});

/** Every form of every place, with the default that its place has. */
function placesIn(node: Node, path = ''): { readonly path: string; readonly node: Node }[] {
  const forms = [...(node.anyOf ?? []), ...(node.oneOf ?? [])] as Node[];
  const inside = Object.entries(node.properties ?? {}) as [string, Node][];
  const items = node.items === undefined ? [] : [node.items as Node];
  return [
    { path, node },
    ...forms.flatMap((form) => placesIn(node.default === undefined ? form : { ...form, default: node.default }, path)),
    ...inside.flatMap(([key, value]) => placesIn(value, `${path}.${key}`)),
    ...items.flatMap((item) => placesIn(item, `${path}[]`)),
  ];
}
