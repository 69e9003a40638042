import { type Status, check } from '../../src/live/status/check-result';
import { changeText, duration, statusJson, statusText } from '../../src/report/status';

const status: Status = {
  environment: 'production',
  namespace: 'default',
  ingress: 'milvus',
  releases: [{ name: 'milvus', host: 'milvus.example.com' }],
  ready: false,
  checks: [
    check('dist', '1 different', false, { details: ['Ingress milvus spec.x: live has 1, dist has 2'] }),
    check('proxies', '2 of 2', true, { release: 'milvus', notes: ['NO_GATE'] }),
    check('negs', '1', true, { release: 'milvus', details: ['k8s1-milvus'] }),
    check('address', '203.0.113.7', true),
    check('backends', 'HEALTHY', true, { release: 'milvus' }),
    check('certificate', 'FailedCaaForbidden', false, {
      release: 'milvus',
      meaning: 'a CAA record forbids it. Allow `pki.goog`.',
    }),
  ],
  events: ['Sync: something went wrong'],
};
const plain = { colour: false };

test('tells one release as a list, and then what to do', () => {
  expect(statusText(status, plain)).toMatchInlineSnapshot(`
   production, namespace default

     host         milvus.example.com
     dist         1 different
     proxies      2 of 2
     NEGs         1, k8s1-milvus
     address      203.0.113.7
     backends     HEALTHY
     certificate  FailedCaaForbidden

   dist: 1 different
     - Ingress milvus spec.x: live has 1, dist has 2
     What is applied is not what dist/ says. Apply
     dist/manifests/production.k8s.yaml and the Helm values, by the runbook; or
     write what is live into the environment.
   proxies of milvus: 2 of 2
     Some pods are from before the Ingress, and updates of them do not wait for the
     load balancer: restart the proxies once, by the runbook's step.
   certificate of milvus: FailedCaaForbidden
     a CAA record forbids it. Allow \`pki.goog\`.

   the controller says of Ingress milvus:
     - Sync: something went wrong

   not ready
  `);
});

test('tells a release whose row is too wide in lines of its own', () => {
  const name = 'a-release-with-quite-a-long-name';
  const wide: Status = {
    ...status,
    releases: [...status.releases, { name, host: 'a-host-with-quite-a-long-name.milvus.example.com' }],
    checks: [...status.checks, check('proxies', '0 of 2', false, { release: name })],
  };
  const text = statusText(wide, plain);
  expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(text).toContain(`\n  ${name}\n    host         a-host-with`);
});

test('tells only so many details, and how many more there are', () => {
  const details = Array.from({ length: 20 }, (_, index) => `detail ${index}`);
  const text = statusText({ ...status, checks: [check('dist', '20 missing', false, { details })] }, plain);
  expect(text).toContain('  - detail 7\n  - and 12 more\n');
});

test('tells a change with the time that it took', () => {
  const change = { check: status.checks[4]!, before: 'Unknown', elapsed: 252_000, lasted: 61_000 };
  expect(changeText(change, plain)).toBe('   4m12s  backends of milvus: Unknown → HEALTHY (after 1m01s)\n');
});

test('what a cluster says cannot move the cursor', () => {
  const state = 'a\u001b[2Jb';
  const nasty: Status = {
    ...status,
    releases: [...status.releases, { name: 'other', host: 'other.example.com' }],
    checks: [check('backends', state, false, { release: 'other', details: [state] }), check('dist', state, false)],
    events: [state],
  };
  const change = { check: nasty.checks[0]!, before: state, elapsed: 0, lasted: 0 };
  for (const text of [
    statusText(nasty, plain),
    statusText({ ...nasty, releases: status.releases }, plain),
    changeText(change, plain),
  ]) {
    expect(text).not.toContain('\u001b');
  }
});

test.each([
  [400, '0s'],
  [59_000, '59s'],
  [60_000, '1m00s'],
  [3_600_000, '1h00m'],
  [5_460_000, '1h31m'],
])('%d ms are %s', (milliseconds, text) => expect(duration(milliseconds)).toBe(text));

test('is one line for programs', () => {
  expect(statusJson(status)).toMatch(/^[^\n]*\n$/);
  expect(JSON.parse(statusJson(status))).toEqual(status);
});
