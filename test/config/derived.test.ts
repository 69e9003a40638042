import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { Environment } from '../../src/config/environment';
import { environmentJsonSchema } from '../../src/config/keys';
import type { environmentSchema } from '../../src/config/schema';

test('environments/schema.json is what the schema says (else: npm run generate)', () => {
  const committed = readFileSync('environments/schema.json', 'utf8');
  expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(environmentJsonSchema())));
});

test('every key of the JSON Schema has a description of its own or of its mapping', () => {
  const missing: string[] = [];
  const visit = (node: unknown, path: string): void => {
    const {
      properties = {},
      items,
      anyOf = [],
      oneOf = [],
    } = node as { properties?: Record<string, object>; items?: object; anyOf?: object[]; oneOf?: object[] };
    for (const [key, child] of Object.entries(properties)) {
      const at = `${path}.${key}`;
      if (!('description' in child) && !('properties' in child) && !/\.(name|kind|type|secretName|gcs)$/.test(at))
        missing.push(at);
      visit(child, at);
    }
    if (items) visit(items, `${path}[]`);
    [...anyOf, ...oneOf].forEach((form) => visit(form, path));
  };
  visit(environmentJsonSchema(), '');
  expect(missing).toEqual([]);
});

test('the type for people who write code takes what the schema takes', () => {
  type Input = z.input<typeof environmentSchema>;
  const both: [(input: Input) => Environment, (environment: Environment) => Input] = [
    (input) => input,
    (environment) => environment,
  ];
  expect(both).toHaveLength(2); // the compiler is the judge: npm run typecheck
});
