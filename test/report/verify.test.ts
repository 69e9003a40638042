import { type Result, STAGES, failed, left, ok } from '../../src/live/verify/stage';
import type { Api } from '../../src/gke/load-balancer-classes';
import type { Setup } from '../../src/report/cause';
import { causesOf } from '../../src/report/causes';
import { stageText, verifySum } from '../../src/report/verify';

const setup: Setup = {
  environment: 'production',
  api: 'ingress',
  name: 'milvus-production',
  settings: 'milvus-production-backendconfig',
  certificate: 'google-managed',
  http: 'redirect',
  internal: false,
  globalAccess: false,
};
const HOST = 'milvus.example.com';
const plain = { colour: false };
const certificate = {
  subject: HOST,
  issuer: 'WR3',
  names: [HOST],
  notBefore: new Date('2026-01-01T00:00:00Z'),
  notAfter: new Date('2026-04-01T00:00:00Z'),
  daysLeft: 62,
};

const results: Result[] = [
  ok('dns', { a: ['203.0.113.7'], from: 'dns' }),
  ok('tcp', { endpoint: '203.0.113.7:443', milliseconds: 12 }),
  ok('tls', { tlsVersion: 'TLSv1.3', certificate }, ['ENDS_SOON']),
  ok('alpn', { protocol: 'h2' }),
  failed('routing', { status: 502 }, ['HTTP 502']),
  left('milvus', 'not-reached', 'routing failed'),
  left('first-password', 'not-applicable', 'authorization is off'),
  left('write-test', 'not-run', '--write-test asks for it'),
];

test('tells every stage in a line, and of a failed one what to do', () => {
  const text = results.map((result) => stageText(result, HOST, setup, plain)).join('');
  expect(text).toMatchInlineSnapshot(`
   ok              dns             A 203.0.113.7
   ok              tcp             203.0.113.7:443, 12 ms
   ok              tls             TLSv1.3, for milvus.example.com, by WR3,
                                   2026-01-01 to 2026-04-01, 62 days left
       note  it ends soon: renew it now
   ok              alpn            ALPN h2
   FAILED          routing         HTTP 502
       cause  no healthy backend, or one that breaks the connection: seconds of a
              restart, or Milvus in plaintext (tlsMode 0), with which health checks
              stay green
       cure   Again in a minute; then milvus-l7 status production. Backends
              unhealthy? The proxies and 9091. Healthy? tlsMode must be 1: helm get
              values shows what is live.
   not reached     milvus          routing failed
   not applicable  first-password  authorization is off
   not run         write-test      --write-test asks for it
  `);
  expect(verifySum(results)).toBe('4 stages ok, 1 failed, 1 not run, 1 not applicable, 1 not reached\n');
});

test('colours only the outcome', () => {
  const [line] = stageText(results[0]!, HOST, setup, { colour: true }).split('\n');
  expect(line).toBe('\u001b[32mok              \u001b[39mdns             A 203.0.113.7');
});

test('tells all faults of a certificate at once', () => {
  const codes = ['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'];
  const seen = {
    tlsVersion: 'TLSv1.2',
    certificate: { ...certificate, subject: 'a', issuer: 'a', names: [], daysLeft: -3 },
  };
  expect(stageText(failed('tls', seen, codes, ['NO_SAN']), HOST, setup, plain)).toMatchInlineSnapshot(`
   FAILED          tls             CERT_HAS_EXPIRED, ERR_TLS_CERT_ALTNAME_INVALID,
                                   TLSv1.2, for a, self-signed, 2026-01-01 to
                                   2026-04-01, 3 days ago
       note  the certificate has a common name and no SAN: pymilvus and Node take
             it, Go clients refuse it
       cause  it has run out
       cure   Google renews its own while DNS leads to the load balancer: milvus-l7
              status production.
       cause  it is for other names than milvus.example.com
       cure   Replace it by one for this host; of several certificates, the
              Ingress' first is served to whoever fits none.
  `);
});

test('says where a collection is still there', () => {
  const seen = { collection: 'milvus_l7_verify_0', dropped: false, step: 'insert' };
  const text = stageText(failed('write-test', seen, ['INTERRUPTED']), HOST, setup, plain);
  expect(text.replaceAll(/\s+/g, ' ')).toContain('milvus_l7_verify_0 is still there');
});

describe('every cause', () => {
  const codes = [
    ...[
      'ENOTFOUND',
      'ENODATA',
      'ESERVFAIL',
      'ETIMEOUT',
      'ECONNREFUSED',
      'AAAA',
      'SEVERAL_A',
      'ETIMEDOUT',
      'EHOSTUNREACH',
    ],
    ...['ECONNRESET', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'CERT_HAS_EXPIRED'],
    ...['CERT_NOT_YET_VALID', 'ERR_TLS_CERT_ALTNAME_INVALID', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'NO_H2', 'HTTP 404'],
    ...[
      'HTTP 502',
      'HTTP 503',
      'HTTP 301',
      'UNAVAILABLE',
      'UNIMPLEMENTED',
      'UNAUTHENTICATED',
      'NO_VERSION',
      'NO_TOKEN',
    ],
    ...['FIRST_PASSWORD', 'INTERRUPTED', 'Milvus 65535', 'open', 'redirect', 'REST 1800', 'NO_REST', 'anything else'],
  ];

  test.each(STAGES)('of %s has a cure, in lines that fit a terminal, whatever the code is', (stage) => {
    const apis = ['ingress', 'gateway'] as const;
    for (const [internal, api] of [false, true].flatMap((one) => apis.map((api): [boolean, Api] => [one, api]))) {
      for (const kind of ['google-managed', 'self-managed', 'pre-shared'] as const) {
        for (const code of codes) {
          const result = failed(stage, {}, [code]);
          for (const { cause, cure } of causesOf(result, HOST, { ...setup, api, certificate: kind, internal })) {
            expect(cause).toMatch(/^\S.*[^.]$/);
            expect(cure).toMatch(/^\S.*\.$/);
          }
          const lines = stageText(result, HOST, { ...setup, api, internal }, plain).split('\n');
          expect(lines.filter((line) => line.length > 80)).toEqual([]);
        }
      }
    }
  });
});

test.each<[string, RegExp, RegExp]>([
  ['HTTP 404', /default backend/, /no route takes the call/],
  ['HTTP 503', /is not bound/, /HealthCheckPolicy/],
  ['HTTP 502', /breaks the connection/, /appProtocol/],
  ['anything else', /./, /./],
])('%s has the words of the load balancer that answers', (code, ofIngress, ofGateway) => {
  const told = (api: Api) => causesOf(failed('routing', {}, [code]), HOST, { ...setup, api })[0]!;
  expect(told('ingress').cause).toMatch(ofIngress);
  expect(told('gateway').cause).toMatch(ofGateway);
  expect(`${told('gateway').cause} ${told('gateway').cure}`).not.toMatch(/Ingress|BackendConfig/);
});

test('an internal Gateway with global access answers in every region of its network', () => {
  const internal = { ...setup, api: 'gateway' as const, internal: true };
  const [near] = causesOf(failed('tcp', {}, ['ETIMEDOUT']), HOST, internal);
  const [far] = causesOf(failed('tcp', {}, ['ETIMEDOUT']), HOST, { ...internal, globalAccess: true });
  expect(near?.cause).toMatch(/network and region only$/);
  expect(far?.cause).toMatch(/inside its network only$/);
});
