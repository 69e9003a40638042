import { readFileSync } from 'node:fs';
import { VALID_DAYS } from '../src/operations/certificate';
import { SECRET_RULES } from '../src/operations/secrets';

const { operationsDocs } = jest.requireActual<{ operationsDocs: (facts: object) => string }>(
  '../scripts/operations-docs',
);

test('docs/operations.md is what the code says (else: npm run generate)', () => {
  const facts = { days: VALID_DAYS, secretRules: SECRET_RULES };
  expect(readFileSync('docs/operations.md', 'utf8')).toBe(operationsDocs(facts));
});
