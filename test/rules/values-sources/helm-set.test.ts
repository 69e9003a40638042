import { valuesOfSet } from '../../../src/rules/values-sources/helm-set';

test.each([
  ['proxy.replicas', '2', { proxy: { replicas: 2 } }],
  ['cluster.enabled', 'false', { cluster: { enabled: false } }],
  ['service.annotations.cloud\\.google\\.com/neg', '\\{"ingress":true\\}', { service: { annotations: { 'cloud.google.com/neg': '{"ingress":true}' } } }],
  ['ingress.rules[1].host', 'a.example.com', { ingress: { rules: [null, { host: 'a.example.com' }] } }],
  ['image.all.tag', 'null', { image: { all: { tag: null } } }],
  ['a', '007', { a: '007' }],
])('takes %s=%s as helm does', (name, value, expected) => {
  expect(valuesOfSet(name, value, 'auto')).toEqual(expected);
}); // prettier-ignore

test('takes what stands in braces for a list, but for a literal', () => {
  expect(valuesOfSet('a', '{"milvus":"HTTP2"}', 'text')).toEqual({ a: ['"milvus":"HTTP2"'] });
  expect(valuesOfSet('a', '{"milvus":"HTTP2"}', 'literal')).toEqual({ a: '{"milvus":"HTTP2"}' });
});

test('keeps numbers as text where helm is told to', () => {
  expect(valuesOfSet('a', '1', 'text')).toEqual({ a: '1' });
});

test.each(['', '[0]', 'a[99999999]'])('makes nothing of the name "%s"', (name) => {
  expect(valuesOfSet(name, '1', 'auto')).toBeUndefined();
});
