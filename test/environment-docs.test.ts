import { readFileSync } from 'node:fs';
import { environmentJsonSchema } from '../src/config/keys';

const { environmentDocs } = jest.requireActual<{ environmentDocs: (schema: unknown) => string }>(
  '../scripts/environment-docs',
);

test('docs/environment.md is what the schema says (else: npm run generate)', () => {
  expect(readFileSync('docs/environment.md', 'utf8')).toBe(environmentDocs(environmentJsonSchema()));
});

test('says of every key what may stand there and what holds when it is left out', () => {
  const rate = { type: 'number', minimum: 0, maximum: 1, default: 0.1 };
  const schema = {
    properties: {
      name: { type: 'string', maxLength: 9, pattern: '^a *b$', description: `Long ${'words '.repeat(20)}\`a b\`.` },
      mode: { anyOf: [{ enum: ['off', 3] }, { type: 'boolean' }, { type: 'object', properties: { rate } }] },
      ports: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'integer', minimum: 1, maximum: 9 } },
      logs: {
        oneOf: ['none', 'some'].map((kind) => ({
          type: 'object',
          properties: { kind: { const: kind } },
          required: ['kind'],
        })),
        default: { kind: 'some' },
      },
    },
    required: ['name'],
  };
  const reference = environmentDocs(schema);
  expect(reference.slice(reference.indexOf('\n## ') + 1)).toMatchInlineSnapshot(`
   ## \`name\`

   Long words words words words words words words words words words words words words words words words
   words words words words \`a b\`.

   - Values: text of at most 9 characters that matches \`^a *b$\`.
   - Required.

   ## \`mode\`

   - Values: \`off\`, \`3\`, \`true\`, \`false\` or a mapping with the keys below.
   - May be left out.

   ## \`mode.rate\`

   - Values: a number from 0 to 1.
   - Default: \`0.1\`.

   ## \`ports\`

   - Values: a list of at least 1 and at most 3, each a whole number from 1 to 9.
   - May be left out.

   ## \`logs\`

   - Values: a mapping with the keys below.
   - Default: \`{ kind: some }\`.

   ## \`logs.kind\`

   - Values: \`none\` or \`some\`.
   - Required.
  `);
});

test('does not guess what it has no words for', () => {
  expect(() => environmentDocs({ properties: { odd: { type: 'null' } } })).toThrow('no words for {"type":"null"}');
});
