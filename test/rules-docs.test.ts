import { readFileSync } from 'node:fs';
import { RULES } from '../src/rules/index';
import type { Rule } from '../src/rules/rule';

const { rulesDocs } = jest.requireActual<{ rulesDocs: (rules: readonly Rule[]) => string }>('../scripts/rules-docs');

test('docs/rules.md is what the rules say (else: npm run generate)', () => {
  expect(readFileSync('docs/rules.md', 'utf8')).toBe(rulesDocs(RULES));
});

test('has a heading for every rule, and shows no key', () => {
  const headings = [...rulesDocs(RULES).matchAll(/^## (\S+)$/gm)].map(([, id]) => id);
  expect(headings).toEqual(RULES.map(({ id }) => id));
  expect(rulesDocs(RULES)).not.toMatch(/PRIVATE KEY-----\n/);
});
