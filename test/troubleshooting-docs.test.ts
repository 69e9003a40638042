import { readFileSync } from 'node:fs';
import { TROUBLES } from '../src/report/troubles';

const { troubleshootingDocs } = jest.requireActual<{ troubleshootingDocs: (troubles: object) => string }>(
  '../scripts/troubleshooting-docs',
);

test('docs/troubleshooting.md is what src/report says (else: npm run generate)', () => {
  expect(readFileSync('docs/troubleshooting.md', 'utf8')).toBe(troubleshootingDocs(TROUBLES));
});

test('no two rows of a place have the same symptom, and each has a cause and a cure', () => {
  for (const rows of Object.values(TROUBLES)) {
    expect(new Set(rows.map(({ symptom }) => symptom)).size).toBe(rows.length);
    for (const { cause, cure } of rows) expect([cause.trim(), cure.trim()]).not.toContain('');
  }
});

test('reads no password out of the one sentence that pymilvus has for a dozen faults', () => {
  const [row] = Object.values(TROUBLES)
    .flat()
    .filter(({ symptom }) => symptom.includes('Fail connecting'));
  expect(row?.cure).toContain('milvus-l7 verify');
});
