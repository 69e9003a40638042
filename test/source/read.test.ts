import { UserError } from '../../src/errors';
import { MAX_SOURCE_BYTES, readSource } from '../../src/source/read';

describe('what it reads', () => {
  test('values by the core schema: yes is a word, 1e3 a number', () => {
    const { value } = readSource('a: yes\nb: 1e3\nc: 010\nd: "5"\ne:\n', 'f.yaml');
    expect(value).toEqual({ a: 'yes', b: 1000, c: 10, d: '5', e: null });
  });

  test('the same under a directive that asks for YAML 1.1', () => {
    expect(readSource('%YAML 1.1\n---\na: yes\n', 'f.yaml').value).toEqual({ a: 'yes' });
  });

  test('a byte order mark and CRLF, with the columns that an editor shows', () => {
    const source = readSource('\uFEFFa: 1\r\nb:\r\n  - c: x\r\n', 'f.yaml');
    expect(source.value).toEqual({ a: 1, b: [{ c: 'x' }] });
    expect(source.at(['a'])).toEqual({ file: 'f.yaml', line: 1, col: 4 });
    expect(source.at(['b', 0, 'c'])).toEqual({ file: 'f.yaml', line: 3, col: 8 });
  });

  test('aliases and merge keys; what is written beside a merge key wins', () => {
    const { value } = readSource('a: &a { x: 1, y: 2 }\nb: { <<: *a, y: 3 }\nc: { y: 4, <<: [*a] }\nd: *a\n', 'f.yaml');
    expect(value).toEqual({ a: { x: 1, y: 2 }, b: { x: 1, y: 3 }, c: { x: 1, y: 4 }, d: { x: 1, y: 2 } });
  });

  test('a key named __proto__ as a key', () => {
    expect(Object.keys(readSource('__proto__: { x: 1 }\n', 'f.yaml').value as object)).toEqual(['__proto__']);
  });

  test('ten thousand uses of one anchor', () => {
    const uses = Array.from({ length: 10_000 }, (_, index) => `k${index}: *a`);
    const { value } = readSource(`a: &a x\n${uses.join('\n')}\n`, 'f.yaml');
    expect(value).toHaveProperty('k9999', 'x');
  });
});

describe('positions', () => {
  const source = readSource('a:\n  b: [1, { c: 2 }]\nbase: &base { x: 1 }\nd: { <<: *base }\ne: *base\n', 'f.yaml');

  test.each([
    ['a value', source.at(['a', 'b', 1, 'c']), '2:15'],
    ['its key', source.keyAt(['a', 'b', 1, 'c']), '2:12'],
    ['a list item', source.keyAt(['a', 'b', 0]), '2:7'],
    ['the nearest parent of what is missing', source.at(['a', 'nope', 'deeper']), '2:3'],
    ['the key of the nearest parent of what is missing', source.keyAt(['a', 'nope', 'deeper']), '1:1'],
    ['the root', source.at([]), '1:1'],
    ['a value that comes through a merge key, where it is written', source.at(['d', 'x']), '3:18'],
    ['an alias, where it is used', source.at(['e']), '5:4'],
    ['a value behind an alias, where it is written', source.at(['e', 'x']), '3:18'],
  ])('of %s', (_, { file, line, col }, expected) => {
    expect(`${file} ${line}:${col}`).toBe(`f.yaml ${expected}`);
  });
});

describe('what it refuses', () => {
  test.each([
    ['an empty file', '', '1:1 must be a mapping, got an empty file'],
    ['a file of comments', '# nothing\n', '1:1 must be a mapping, got an empty file'],
    ['null', 'null\n', '1:1 must be a mapping, got nothing'],
    ['a list', '- a\n', '1:1 must be a mapping, got a list'],
    ['a single value', 'a\n', '1:1 must be a mapping, got a single value'],
    ['several documents', 'a: 1\n---\nb: 2\n', '2:1 not valid YAML: a second document'],
    ['a tab as indentation', 'a:\n\tb: 1\n', '2:1 not valid YAML: a tab cannot indent'],
    ['a colon in a plain value', 'a: b: c\n', '1:4 not valid YAML: a mapping or list cannot start in this place'],
    ['a missing bracket', 'a: [1\nb: 2\n', '2:1 not valid YAML: wrong indentation'],
    [
      'a dash too far left',
      'a:\n  - b: 1\n   c: 2\n',
      '3:1 not valid YAML: a quote, bracket, comma, colon, dash or space is',
    ],
    ['a line that is no pair', 'a: 1\nnonsense\nb: 2\n', '2:1 not valid YAML: a line without ": "'],
    ['a tag that nobody knows', 'a: !foo b\n', '1:4 not valid YAML: an unknown tag'],
    ['a key that is a list', '? [a]\n: b\n', '1:3 a key must be a plain word'],
    ['a duplicate key', 'a: 1\nb: 2\n"a": 3\n', '3:1 a: duplicate key, the first stands at 1:1'],
    ['a duplicate key deep inside', 'a:\n  - b: 1\n    b: 2\n', '3:5 a[0].b: duplicate key, the first stands at 2:5'],
    ['an alias without its anchor', 'a:\n  b: *c\n', '2:6 a.b: an alias without its anchor'],
    ['an alias before its anchor', 'a: *b\nb: &b 1\n', '1:4 a: an alias without its anchor'],
    ['an alias inside its own anchor', 'a: &a [*a]\n', '1:8 a[0]: an alias inside its own anchor'],
    [
      'a merge key that takes no mapping',
      'a: { <<: 1 }\n',
      '1:10 a["<<"]: "<<" takes a mapping, or a list of mappings',
    ],
  ])('%s', (_, text, fault) => {
    expect(faultsOf(text)).toEqual([expect.stringContaining(fault)]);
  });

  test('every fault at once', () => {
    expect(faultsOf('a: 1\na: 2\nb: *x\nc: "\\q"\n')).toHaveLength(3);
  });

  test('a file over 1 MiB, unread', () => {
    const text = '['.repeat(MAX_SOURCE_BYTES + 1);
    expect(faultsOf(text)).toEqual([expect.stringContaining('f.yaml must be at most 1048576 bytes, got 1048577')]);
  });

  test.each([
    ['brackets', '['.repeat(500_000)],
    ['list items', '- '.repeat(500_000)],
    ['explicit keys', '? '.repeat(500_000)],
    ['mappings', Array.from({ length: 1400 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('%s nested without end', (_, text) => {
    expect(faultsOf(text)).toContainEqual(expect.stringContaining('nested too deeply'));
  });

  test('aliases of aliases that multiply', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];
    const bomb = names.map((name, index) => {
      const before = names[index - 1];
      return `${name}: &${name} [${Array(10)
        .fill(before ? `*${before}` : 'x')
        .join()}]`;
    });
    expect(faultsOf(bomb.join('\n'))).toEqual([
      expect.stringContaining('5:29 e[7]: aliases add more than 100000 values to the file'),
    ]);
  });

  test.each([
    'password: *hunter2',
    'password: !hunter2 x',
    'password: "\\hunter2"',
    '- a\npassword: hunter2',
    'password: >hunter2',
    'password: @hunter2',
  ])('%j without quoting it, because it may be a secret', (text) => {
    expect(faultsOf(text).join()).not.toContain('hunter2');
  });
});

/** What is told of each fault, without the cure. */
function faultsOf(text: string): string[] {
  try {
    readSource(text, 'f.yaml');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.faults.every(({ cure }) => cure)).toBe(true);
    return error.faults.map(({ at, path, message }) => {
      const where = [at?.file, [at?.line, at?.col].filter(Boolean).join(':')].filter(Boolean).join(' ');
      return path ? `${where} ${path}: ${message}` : `${where} ${message}`;
    });
  }
  return [];
}
