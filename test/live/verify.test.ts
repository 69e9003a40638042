import type { ServerHttp2Stream } from 'node:http2';
import * as sdk from '@zilliz/milvus2-sdk-node';
import { type Subject, verify } from '../../src/live/verify';
import type { Resolver } from '../../src/live/verify/dns';
import { LIMITS } from '../../src/live/verify/limits';
import { type Result, STAGES } from '../../src/live/verify/stage';
import { Authority, type Certificate } from './certificates';
import { closedPort, fullPort, http2, raw, stopServers, tls } from './servers';

// What writes Parquet files is not called, and its packages are modules that jest cannot load.
jest.mock('@shanghaikid/parquetjs', () => ({}));
jest.setTimeout(30_000);

const HOST = 'milvus.example.com';

let authority: Authority;
let good: Certificate;
beforeAll(() => {
  authority = new Authority();
  good = authority.sign(HOST);
});
afterAll(() => authority.remove());
beforeEach(() => {
  for (const limit of ['dns', 'tcp', 'tls', 'routing', 'milvus'] as const)
    jest.replaceProperty(LIMITS, limit, 1500 as never);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await stopServers();
});

const nobody: Resolver = {
  resolve4: () => Promise.reject(new Error('must not be asked')),
  resolve6: () => Promise.reject(new Error('must not be asked')),
};

async function results(subject: Partial<Subject>, resolver = nobody): Promise<Result[]> {
  const whole: Subject = {
    host: HOST,
    address: '127.0.0.1',
    port: 1,
    authorities: [authority.certificate],
    token: undefined,
    writeTest: false,
    authorization: true,
    http: 'redirect',
    ...subject,
  };
  const found: Result[] = [];
  const means = { sdk, resolver, signal: new AbortController().signal, now: new Date() };
  for await (const result of verify(whole, means)) found.push(result);
  return found;
}

/** The stage that failed, with its codes; every stage is told once, in order, and what comes later is not reached. */
async function end(subject: Partial<Subject>, resolver?: Resolver): Promise<[string, ...string[]]> {
  const found = await results(subject, resolver);
  expect(found.map(({ stage }) => stage)).toEqual(STAGES);
  const at = found.findIndex(({ outcome }) => outcome === 'failed');
  expect(found.slice(at + 1).map(({ outcome }) => outcome)).toEqual(found.slice(at + 1).map(() => 'not-reached'));
  return [found[at]!.stage, ...found[at]!.codes];
}

describe('ends where the way does', () => {
  test('at a port on which nothing listens', async () => {
    expect(await end({ port: await closedPort() })).toEqual(['tcp', 'ECONNREFUSED']);
  });

  test('at an address that drops packets', async () => {
    const full = await fullPort();
    try {
      expect(await end({ port: full.port })).toEqual(['tcp', 'ETIMEDOUT']);
    } finally {
      full.stop();
    }
  });

  test.each<[string, () => Promise<number>, string]>([
    ['a half-open connection', () => raw(() => undefined), 'ETIMEDOUT'],
    ['a connection that is cut', () => raw((socket) => socket.destroy()), 'ECONNRESET'],
    [
      'garbage instead of TLS',
      () => raw((socket) => socket.end('what do you want?\r\n')),
      'ERR_SSL_WRONG_VERSION_NUMBER',
    ],
    [
      'HTTP instead of TLS',
      () => raw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      'ERR_SSL_WRONG_VERSION_NUMBER',
    ],
  ])('at %s', async (_, serve, code) => {
    expect(await end({ port: await serve() })).toEqual(['tls', code]);
  });

  test.each<[string, () => Certificate, string[]]>([
    ['expired', () => authority.sign(HOST, [-90, -2]), ['CERT_HAS_EXPIRED']],
    ['not valid yet', () => authority.sign(HOST, [2, 90]), ['CERT_NOT_YET_VALID']],
    ['for another host', () => authority.sign('other.example.com'), ['ERR_TLS_CERT_ALTNAME_INVALID']],
    ['self-signed', () => authority.selfSigned(HOST), ['DEPTH_ZERO_SELF_SIGNED_CERT']],
    [
      'expired and for another host',
      () => authority.sign('other.example.com', [-90, -2]),
      ['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ],
  ])('at a certificate that is %s', async (_, make, codes) => {
    expect(await end({ port: await tls(make()), token: 'root:secret' })).toEqual(['tls', ...codes]);
  });

  test('at a certificate whose authority nobody knows', async () => {
    expect(await end({ port: await tls(good), authorities: [] })).toEqual(['tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE']);
  });

  test.each([[['http/1.1']], [[]]])('where only %j is spoken', async (alpn) => {
    expect(await end({ port: await tls(good, alpn) })).toEqual(['alpn', 'NO_H2']);
  });

  test.each([
    [404, 'HTTP 404'],
    [502, 'HTTP 502'],
    [503, 'HTTP 503'],
    [403, 'HTTP 403'],
    [429, 'HTTP 429'],
    [301, 'HTTP 301'],
    [200, 'NO_GRPC'],
  ])('at HTTP %d', async (status, code) => {
    const port = await http2(good, (stream) => {
      stream.respond({ ':status': status, 'content-type': 'text/html' });
      stream.end('<html>');
    });
    expect(await end({ port })).toEqual(['routing', code]);
  });

  test.each([
    [12, 'UNIMPLEMENTED'],
    [14, 'UNAVAILABLE'],
    [7, 'PERMISSION_DENIED'],
    [99, 'gRPC 99'],
  ])('at gRPC status %d', async (status, code) => {
    expect(await end({ port: await http2(good, grpc(status)) })).toEqual(['routing', code]);
  });

  test('at a load balancer that never answers a call', async () => {
    expect(await end({ port: await http2(good, () => undefined) })).toEqual(['routing', 'ETIMEDOUT']);
  });

  test('at one that cuts the call', async () => {
    const port = await http2(good, (stream) => stream.session?.destroy());
    expect(await end({ port })).toEqual(['routing', 'ECONNRESET']);
  });

  test('where Milvus hangs behind the first call', async () => {
    let calls = 0;
    const port = await http2(good, (stream) => (calls++ === 0 ? grpc(0)(stream) : undefined));
    expect(await end({ port })).toEqual(['milvus', 'ETIMEDOUT']);
  });

  test('where something answers that is not Milvus: connecting succeeds with nothing', async () => {
    let calls = 0;
    const port = await http2(good, (stream) => {
      if (calls++ === 0) grpc(0)(stream);
      else stream.respond({ ':status': 404 }, { endStream: true });
    });
    expect(await end({ port })).toEqual(['milvus', 'NO_VERSION']);
  });
});

describe('what is seen on the way', () => {
  test('is the name, the authority and the days of the certificate', async () => {
    const [, tcp, handshake, alpn] = await results({ port: await http2(good, grpc(14)) });
    expect(tcp!.seen.endpoint).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(handshake).toMatchObject({
      outcome: 'ok',
      seen: {
        tlsVersion: 'TLSv1.3',
        certificate: { subject: HOST, issuer: 'test authority', names: [HOST], daysLeft: 89 },
      },
      notes: [],
    });
    expect(alpn!.seen).toEqual({ protocol: 'h2' });
  });

  test.each<[string, () => Certificate, string]>([
    ['ends soon', () => authority.sign(HOST, [-1, 5]), 'ENDS_SOON'],
    ['has no SAN', () => authority.selfSigned(HOST, { names: false }), 'NO_SAN'],
  ])('a certificate that %s is noted', async (_, make, note) => {
    const certificate = make();
    const authorities = [authority.certificate, certificate.cert];
    const found = await results({ port: await tls(certificate, ['http/1.1']), authorities });
    expect(found[2]).toMatchObject({ stage: 'tls', outcome: 'ok', notes: [note] });
  });
});

describe('a password', () => {
  test('is sent to nobody before the certificate is verified', async () => {
    const sent: Buffer[] = [];
    const port = await raw((socket) => socket.on('data', (data: Buffer) => sent.push(data)).resume());
    await results({ port, token: 'root:my-very-secret' });
    const seen: string[] = [];
    const impostor = await http2(authority.selfSigned(HOST), (stream) => {
      stream.session?.on('stream', (_, headers) => seen.push(JSON.stringify(headers)));
      stream.end();
    });
    await results({ port: impostor, token: 'root:my-very-secret' });
    expect(Buffer.concat(sent).toString('latin1')).not.toContain(Buffer.from('root:my-very-secret').toString('base64'));
    expect(seen).toEqual([]);
  });

  test('that is wrong, or none, still lets the first one be tried', async () => {
    const unauthenticated = await http2(good, grpc(16));
    const without = await results({ port: unauthenticated });
    expect(pick(without, 'milvus')).toMatchObject({ outcome: 'failed', codes: ['NO_TOKEN'] });
    expect(pick(without, 'first-password')).toMatchObject({ outcome: 'ok' });
    const wrong = await results({ port: unauthenticated, token: 'root:wrong', writeTest: true });
    expect(pick(wrong, 'milvus')).toMatchObject({ outcome: 'failed', codes: ['UNAUTHENTICATED'] });
    expect(pick(wrong, 'write-test')).toMatchObject({ outcome: 'not-reached' });
  });

  test.each([false, 'unmanaged'] as const)('is no subject where authorization is %s', async (authorization) => {
    const found = await results({ port: await http2(good, grpc(16)), authorization });
    expect(pick(found, 'first-password').outcome).toBe('not-applicable');
  });
});

test('an interrupted run tells no stage more', async () => {
  const controller = new AbortController();
  const port = await http2(good, grpc(16));
  const subject: Subject = {
    host: HOST,
    address: '127.0.0.1',
    port,
    authorities: [authority.certificate],
    token: undefined,
    writeTest: false,
    authorization: true,
    http: 'closed',
  };
  const told: string[] = [];
  for await (const { stage } of verify(subject, {
    sdk,
    resolver: nobody,
    signal: controller.signal,
    now: new Date(),
  })) {
    told.push(stage);
    if (stage === 'tls') controller.abort();
  }
  expect(told).toEqual(['dns', 'tcp', 'tls']);
});

function pick(found: readonly Result[], wanted: string): Result {
  return found.find(({ stage }) => stage === wanted)!;
}

/** A gRPC answer without a message, of that status. */
function grpc(status: number): (stream: ServerHttp2Stream) => void {
  return (stream) => {
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': String(status) },
      { endStream: true },
    );
  };
}
