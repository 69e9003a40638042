import { MAX_SOURCE_BYTES } from '../../src/source/read';
import { faultsOf, GUIDE, valuesOf } from './release';

test.each([
  ['an empty file', '', '1:1 must be a mapping, got an empty file'],
  ['a file of comments', '\n# nothing\n', '1:1 must be a mapping, got an empty file'],
  [
    'only our heading',
    '# milvus-l7 environment=a release=b chart=milvus-5.0.19\n',
    '1:1 must be a mapping, got an empty file',
  ],
  ['a list', '- a\n', '1:1 must be a mapping, got a list'],
  ['a single value', 'a\n', '1:1 must be a mapping, got a single value'],
  ['two documents', 'a: 1\n---\nb: 2\n', '2:1 not valid YAML: a second document'],
  ['a duplicate key', 'a: 1\na: 2\n', '2:1 a: duplicate key, the first stands at 1:1'],
  ['no YAML', 'a: b: c\n', '1:4 not valid YAML'],
  ['values printed for people', 'USER-SUPPLIED VALUES:\na: 1\n', '1:1 was printed by helm for people to read'],
  ['all values printed for people', 'COMPUTED VALUES:\r\na: 1\r\n', '1:1 was printed by helm for people to read'],
  [
    'a user.yaml that is a mapping',
    'extraConfigFiles:\n  user.yaml: {a: 1}\n',
    '2:14 P: must be a text, got a mapping',
  ],
  ['a user.yaml that is a list', 'extraConfigFiles:\n  user.yaml: [a]\n', '2:14 P: must be a text, got a list'],
  [
    'a user.yaml with a list in it',
    'extraConfigFiles:\n  user.yaml: |\n    - a\n',
    '3:5 P: must be a mapping, got a list',
  ],
  [
    'a user.yaml with a word in it',
    'extraConfigFiles:\n  user.yaml: a\n',
    '2:14 P: must be a mapping, got a single value',
  ],
  [
    'a user.yaml that is no YAML',
    'extraConfigFiles:\n  user.yaml: |\n    a: 1\n    b: c: d\n',
    '4:8 P: not valid YAML',
  ],
  [
    'a user.yaml with two documents',
    'extraConfigFiles:\n  user.yaml: |\n    a: 1\n    ---\n    b: 2\n',
    '4:5 P: not valid YAML',
  ],
  [
    'a user.yaml with a duplicate key',
    'extraConfigFiles:\n  user.yaml: |\n    a: {b: 1, b: 2}\n',
    '3:15 P.a.b: duplicate key',
  ],
  ['a user.yaml that is an alias', 'x: &x "a: 1"\nextraConfigFiles:\n  user.yaml: *x\n', '3:14 P: is an alias'],
  ['extraConfigFiles that is a text', 'extraConfigFiles: a\n', '1:1 extraConfigFiles: must be a mapping'],
])('refuses %s', (_, text, fault) => {
  expect(faultsOf(GUIDE, text)).toEqual([
    expect.stringContaining(fault.replace(' P', ' extraConfigFiles["user.yaml"]')),
  ]);
});

test('refuses a file over 1 MiB', () => {
  expect(faultsOf(GUIDE, `a: ${'x'.repeat(MAX_SOURCE_BYTES)}`)).toEqual([
    expect.stringContaining('must be at most 1048576 bytes, got 1048579'),
  ]);
});

test('counts lines from the top of the file where a heading of ours is left out', () => {
  const text = '# milvus-l7 environment=a release=b chart=milvus-5.0.19\ningress: {enabled: true}\n';
  expect(faultsOf(GUIDE, text)).toEqual([expect.stringContaining('2:20 ingress.enabled')]);
});

test.each([
  ['null, as helm prints for a release without values', 'null\n'],
  ['an empty mapping', '{}\n'],
  ['a user.yaml that is null', 'extraConfigFiles:\n  user.yaml:\n'],
  ['a user.yaml that says null', 'extraConfigFiles:\n  user.yaml: |\n    null\n'],
  ['a user.yaml that is empty', 'extraConfigFiles:\n  user.yaml: ""\n'],
])('takes %s for nothing', (_, text) => {
  const sorted = (yaml: string) => yaml.split('\n').sort();
  expect(sorted(valuesOf(GUIDE, text).text)).toEqual(sorted(valuesOf(GUIDE).text));
});

test.each([
  ['in the file', 'extraConfigFiles:\r\n  user.yaml: |\r\n    a: 1\r\n    b: 2\r\n'],
  ['in user.yaml', 'extraConfigFiles:\n  user.yaml: "a: 1\\r\\nb: 2\\r\\n"\n'],
])('keeps user.yaml a readable block where lines end in CRLF %s', (_, text) => {
  expect(valuesOf(GUIDE, text).text).toContain('  user.yaml: |\n    a: 1\n    b: 2\n    common:\n');
});

test('keeps the comments of a user.yaml that has nothing else', () => {
  expect(valuesOf(GUIDE, 'extraConfigFiles:\n  user.yaml: |\n    # to do\n').text).toContain('    # to do\n');
});
