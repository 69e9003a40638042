import { readFileSync } from 'node:fs';
import { VALID_DAYS } from '../src/operations/certificate';
import { PASSWORD_BYTES } from '../src/operations/first-password';
import { POD_RULES } from '../src/operations/milvus-pod';
import { SECRET_RULES } from '../src/operations/secrets';

const { operationsDocs } = jest.requireActual<{ operationsDocs: (facts: object) => string }>(
  '../scripts/operations-docs',
);

test('docs/operations.md is what the code says (else: npm run generate)', () => {
  const facts = { days: VALID_DAYS, passwordBytes: PASSWORD_BYTES, secretRules: SECRET_RULES, podRules: POD_RULES };
  expect(readFileSync('docs/operations.md', 'utf8')).toBe(operationsDocs(facts));
});
