import fc from 'fast-check';
import { stringify } from 'yaml';
import { readDocument } from '../../src/source/document';
import { quickValue } from '../../src/source/quick';
import { plainValue } from '../../src/source/read';
import { setupsIn } from '../rules/corpus';
import { randomFrom, spoil } from '../rules/spoil';

const SCHEMAS = ['core', 'kubectl'] as const;
const locate = (line: number, col: number) => ({ file: 'f.yaml', line, col });

/** What the careful reader says: the value, or that it has something to tell. */
function careful(text: string, schema: (typeof SCHEMAS)[number]): unknown {
  const read = readDocument(text, { schema, locate, mayRepeat: true });
  if ('faults' in read) return read.faults;
  return read.document.repeated.length > 0
    ? read.document.repeated
    : { value: plainValue(read.document, read.document.tree.contents, new Map()) };
}

function expectAlike(text: string): number {
  const read = SCHEMAS.map((schema) => [quickValue(text, schema), schema] as const).filter(([value]) => value);
  for (const [value, schema] of read)
    expect({ text, ...value }).toEqual({ text, ...(careful(text, schema) as object) });
  return read.length;
}

const documents = [...setupsIn('good'), ...setupsIn('bad')].flatMap(({ files }) =>
  files.flatMap(({ text }) =>
    text
      .replaceAll('\r\n', '\n')
      .replace(/^\uFEFF/, '')
      .split(/^---$/m),
  ),
);

test('reads most of what people write, and as the careful reader does', () => {
  const read = documents.filter((text) => expectAlike(text) > 0);
  expect(read.length / documents.length).toBeGreaterThan(0.9);
});

test('reads what is spoilt in any way as the careful reader does, or leaves it to that', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const random = randomFrom(seed);
    expectAlike(spoil(documents[Math.floor(random() * documents.length)] ?? '', random));
  }
});

const NUMBERS = [
  '0',
  '-0',
  '+1',
  '007',
  '0o17',
  '0x1F',
  '1e3',
  '1.',
  '.5',
  '-.inf',
  '.nan',
  '1_000',
  '0b1',
  '12:30',
  '1e999',
];
const WORDS = ['~', 'null', 'Null', 'true', 'True', 'tRUE', 'yes', 'on', 'No', 'y', 'n', '2026-01-01', '=', ''];

test.each([...NUMBERS, ...WORDS])('takes %j for the same, as a value, as a key and in a list', (word) => {
  for (const text of [`a: ${word}\n`, `${word}: a\n`, `[${word}]\n`, `- ${word}\n`, `a: "${word}"\n`, word]) {
    expectAlike(text);
  }
});

test.each([
  ['an anchor', 'a: &x 1\nb: *x\n'],
  ['a tag', 'a: !!str 1\n'],
  ['keys of other mappings', 'a: { <<: { b: 1 } }\n'],
  ['a key that repeats', 'a: 1\na: 2\n'],
  ['a key that is the same once read', 'a: { 1: x, "1": y }\n'],
  ['a key that is no word', '? [a]\n: b\n'],
  ['a key of every object', '__proto__: 1\n'],
  ['a directive', '%YAML 1.1\n---\na: yes\n'],
  ['a tab', 'a:\t1\n'],
  ['what is no YAML', 'a: [\n'],
  ['what is nested too deeply', `${'['.repeat(101)}${']'.repeat(101)}\n`],
])('leaves %s to the careful reader', (_, text) => {
  expect(quickValue(text, 'core')).toBeUndefined();
});

test('reads any value that is written as YAML, in every style', () => {
  const styles = fc.record({
    lineWidth: fc.constantFrom(0, 40),
    defaultStringType: fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'),
    collectionStyle: fc.constantFrom('any', 'block', 'flow'),
  });
  const key = fc.oneof(fc.string(), fc.constantFrom(...WORDS));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'a: -#\n"\'|>{}[],') }), fc.constantFrom(...WORDS)),
      fc.oneof(fc.boolean(), fc.double(), fc.constant(null)),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(key, tie('value'), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(value, styles, (written, style) => {
      expectAlike(stringify(written, { ...style, aliasDuplicateObjects: false } as never));
    }),
    { numRuns: 150 },
  );
});

test('a line that starts with % is a directive or a fault, and left to the careful reader', () => {
  for (const text of ['%:\n---', '%YAML 1.2\n---\na: 1', 'a: 1\n%b: 2']) {
    expect(expectAlike(text)).toBe(0);
  }
});

test('reads any few characters of YAML as the careful reader does, or leaves them to that', () => {
  const pieces = fc.constantFrom(
    ...': - # ? | > " \' { } [ ] , & * ! % @ ` ~ a b 1 . \\ << ---'.split(' '),
    ' ',
    '\n',
    '\n  ',
    ': ',
    '- ',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (few) => void expectAlike(few.join(''))),
    { numRuns: 800 },
  );
});
