import { readFileSync } from 'node:fs';
import { CAUSES } from '../src/report/causes';
import { GATEWAY_CAUSES } from '../src/report/gateway-causes';

const { verifyDocs } = jest.requireActual<{ verifyDocs: (causes: object, ofGateways: object) => string }>(
  '../scripts/verify-docs',
);

test('docs/verify.md is what the command says (else: npm run generate)', () => {
  expect(readFileSync('docs/verify.md', 'utf8')).toBe(verifyDocs(CAUSES, GATEWAY_CAUSES));
});
