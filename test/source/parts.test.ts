import { MAX_SOURCE_BYTES } from '../../src/source/read';
import { stringify } from 'yaml';
import { partsOf, readParts } from '../../src/source/parts';

const valuesIn = (text: string) => readParts(text, 'f.yaml').parts.map(({ value }) => value);

describe('what it reads', () => {
  test.each([
    ['several documents', 'a: 1\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['comments and directives before the first', '# x\n%YAML 1.2\n---\na: 1\n', [{ a: 1 }]],
    ['a document on the line of its separator', '--- { a: 1 }\n--- # two\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['an explicit end', 'a: 1\n...\n%YAML 1.2\n---\nb: 2\n...\n', [{ a: 1 }, { b: 2 }]],
    ['nothing of empty documents', '---\n---\n# only words\n---\nnull\n---\na: 1\n---\n', [{ a: 1 }]],
    ['dashes inside of texts', 'a: |\n  ---\n  b\nc: 1\n', [{ a: '---\nb\n', c: 1 }]],
    ['JSON with tabs', '{\n\t"a": [1,\n\t\t2]\n}\n', [{ a: [1, 2] }]],
    ['a byte order mark and CRLF', '\uFEFFa: 1\r\n---\r\nb: 2\r\n', [{ a: 1 }, { b: 2 }]],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(valuesIn(text)).toEqual(expected);
  });
});

test('a broken document does not spoil the others, and its faults stand where they are', () => {
  const { parts, faults } = readParts('a: 1\n---\nb: [1\n---\nc: 3\n', 'f.yaml');
  expect(parts.map(({ value }) => value)).toEqual([{ a: 1 }, { c: 3 }]);
  expect(faults.map(({ at }) => at)).toEqual([{ file: 'f.yaml', line: 3, col: 6 }]);
});

test('a document that is too large to be read carefully is read where it is plain', () => {
  const large = `a: ${'x'.repeat(MAX_SOURCE_BYTES)}`;
  expect(readParts(large, 'f.yaml').parts).toHaveLength(1);
  const { parts, faults } = readParts(`${large}\nb: !odd 1\n---\nc: 1\n`, 'f.yaml');
  expect(parts.map(({ value }) => value)).toEqual([{ c: 1 }]);
  expect(faults.map(({ message }) => message)).toEqual([expect.stringContaining('must be at most 1048576 bytes')]);
});

describe('what kubectl lists', () => {
  const pod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { of: 'a\n- b\n' } } });
  const list = { apiVersion: 'v1', items: [pod('one'), pod('two')], kind: 'List', metadata: { resourceVersion: '' } };

  test.each([
    ['in YAML', stringify(list, { indentSeq: false })],
    ['in YAML, with its items indented', stringify(list)],
    ['in JSON', JSON.stringify(list, null, 4)],
    ['with a comment and an empty line', stringify(list, { indentSeq: false }).replaceAll('\n- api', '\n# x\n\n- api')], // prettier-ignore
  ])('%s is read as documents, each where it stands', (_, text) => {
    const { parts, faults } = readParts(text, 'f.yaml', 'kubectl');
    expect(faults).toEqual([]);
    expect(parts.map(({ value }) => value)).toEqual(list.items);
    const places = parts.map((part) => text.split('\n')[part.keyAt(['metadata', 'name']).line - 1]?.trim());
    expect(places).toEqual([expect.stringMatching(/name.*one/), expect.stringMatching(/name.*two/)]);
  });

  test('with an alias from one to another as a whole', () => {
    const text = stringify(list, { indentSeq: false })
      .replace('name: one', 'name: &a one')
      .replace('name: two', 'name: *a');
    const { parts } = readParts(text, 'f.yaml', 'kubectl');
    expect(parts.map(({ value }) => value)).toEqual([{ ...list, items: [pod('one'), pod('one')] }]);
  });
});

describe('where a key stands', () => {
  const text = '# x\n---\na: 1\n---\nitems:\n  - b:\n      c: 2\ntext: |\n  d:\n    e: 3\nline: "f: 4"\n';
  const part = readParts(text, 'f.yaml').parts[1]!;

  test.each([
    ['in a later document', ['items', 0, 'b', 'c'], '7:7'],
    ['of what is missing: its nearest parent', ['items', 0, 'b', 'x'], '6:5'],
    ['in YAML that is a block of text', ['text', 'd', 'e'], '10:5'],
    ['of what is missing in a block', ['text', 'd', 'x'], '9:3'],
    ['of what is missing altogether in a block', ['text', 'x'], '8:1'],
    ['in a text on one line: the beginning of the text', ['line', 'f'], '11:7'],
  ])('%s', (_, path, expected) => {
    const { line, col } = part.keyAt(path);
    expect(`${line}:${col}`).toBe(expected);
  });

  test('says of a document which lines are its own', () => {
    expect(readParts(text, 'f.yaml').parts.map(({ from, to }) => [from, to])).toEqual([
      [1, 3],
      [4, 12],
    ]);
  });

  test('is read from the text where only values were given', () => {
    const known = partsOf([{ a: 1 }, {}], text, 'f.yaml');
    expect(known.map((one) => one.keyAt(['text']))).toEqual([
      { file: 'f.yaml', line: 3, col: 1 },
      { file: 'f.yaml', line: 8, col: 1 },
    ]);
  });
});
