import { readFileSync } from 'node:fs';
import { CERTIFICATE_STATUSES } from '../src/gke/certificate-statuses';
import { GATEWAY_ERRORS } from '../src/gke/gateway-errors';
import { EVENTS, PODS, RESOURCES } from '../src/live/resources';

const { statusDocs } = jest.requireActual<{
  statusDocs: (statuses: object, resources: readonly object[], errors: object) => string;
}>('../scripts/status-docs');

test('docs/status.md is what the code says (else: npm run generate)', () => {
  expect(readFileSync('docs/status.md', 'utf8')).toBe(
    statusDocs(CERTIFICATE_STATUSES, [...RESOURCES, PODS, EVENTS], GATEWAY_ERRORS),
  );
});
