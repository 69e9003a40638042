import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Outcome } from '../../src/live/verify/stage';
import { port80Stage } from '../../src/live/verify/port-80';
import { changed } from './objects';
import { PodApi } from './pod-api';
import { type Finished, cleanEnvironment, finish } from './processes';
import { Site } from './site';
import { PROJECT, replaced } from './work';

const RELEASE = 'milvus-production';
const HOST = 'milvus.example.com';
const PASSWORD = 'a password of some length';

/** What `milvus-l7 verify` is called with, in the folder of somebody who has followed the runbook. */
function commandOf(site: Site, file: string, args: readonly string[], token?: string) {
  const place = ['--address', '127.0.0.1', '--port', String(site.port('443') ?? 0)];
  const env = cleanEnvironment({
    GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: site.authority.file,
    ...(token !== undefined && { MILVUS_TOKEN: token }),
  });
  const command = [join(PROJECT, 'bin/milvus-l7.js'), 'verify', join(PROJECT, file), ...place, ...args];
  return { command, place: { cwd: site.path('.'), env } };
}

async function verify(site: Site, file: string, args: readonly string[] = [], token?: string): Promise<Finished> {
  const { command, place } = commandOf(site, file, args, token);
  return finish(process.execPath, command, place);
}

/** The outcome of each stage, and what it saw. */
function stages(out: string): Record<string, { outcome: string; saw: string }> {
  const lines = [...out.matchAll(/^(ok|FAILED|not run|not applicable|not reached) +(\S+) +(.*)$/gm)];
  return Object.fromEntries(lines.map(([, outcome = '', stage = '', saw = '']) => [stage, { outcome, saw }]));
}

describe('milvus-l7 verify', () => {
  let site: Site;
  const file = 'environments/production.yaml';
  const production = (args: readonly string[] = [], token?: string): Promise<Finished> =>
    verify(site, file, args, token);
  const outcomes = ({ out }: Finished): Record<string, string> =>
    Object.fromEntries(Object.entries(stages(out)).map(([stage, { outcome }]) => [stage, outcome]));

  const collections = async (): Promise<string> => {
    site.clients.token = `root:${PASSWORD}`;
    return (await site.clients.goOn('pymilvus-3.0', '\nprint(client.list_collections(timeout=30))\n')).out;
  };

  beforeAll(async () => {
    site = await Site.of(file);
    await site.install();
    await site.balance();
    replaced('DNS and port 443 for milvus-l7 verify', '--address 127.0.0.1 --port, its own options');
  });
  afterAll(() => site.stop());

  test('says that the first password still works, and that there is no other', async () => {
    const done = await production();
    expect(done.exit).toBe(1);
    expect(outcomes(done)).toMatchObject({ routing: 'ok', milvus: 'FAILED', 'first-password': 'FAILED' });
    expect(stages(done.out)['milvus']?.saw).toBe('NO_TOKEN');
    expect(stages(done.out)['first-password']?.saw).toBe('FIRST_PASSWORD');
  });

  test('all is well once milvus-l7 password has changed it: data goes in and out', async () => {
    const api = await PodApi.of(site);
    await api.password(PASSWORD);
    await api.stop();
    const done = await production(['--write-test'], `root:${PASSWORD}`);
    expect({ exit: done.exit, outcomes: outcomes(done) }).toEqual({
      exit: 0,
      outcomes: {
        dns: 'not run',
        tcp: 'ok',
        tls: 'ok',
        alpn: 'ok',
        routing: 'ok',
        milvus: 'ok',
        'first-password': 'ok',
        'write-test': 'ok',
        'port-80': 'not run',
        rest: 'not applicable',
      },
    });
    expect(stages(done.out)['milvus']?.saw).toBe('Milvus v2.3.5-lite');
    expect(stages(done.out)['write-test']?.saw).toMatch(/^milvus_l7_verify_[0-9a-f]{12} is dropped/);
    expect(done.out + done.errors).not.toContain(PASSWORD);
    expect(await collections()).toContain('[]');
  });

  test('leaves no collection behind when somebody interrupts', async () => {
    const { command, place } = commandOf(site, file, ['--write-test'], `root:${PASSWORD}`);
    const child = spawn(process.execPath, command, place);
    let out = '';
    child.stdout.on('data', (part: Buffer) => {
      const before = out;
      out += part.toString();
      // The write test has begun: give it the time to make its collection.
      if (/first-password/.test(out) && !/first-password/.test(before)) setTimeout(() => child.kill('SIGINT'), 150);
    });
    const exit = await new Promise((resolve) => child.on('close', resolve));
    expect(exit).toBe(130);
    expect(stages(out)['write-test']?.saw).toMatch(/^INTERRUPTED/);
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(/milvus_l7_verify_[0-9a-f]{12} is dropped again/);
    expect(await collections()).toContain('[]');
  });

  test('a wrong password is told by its status', async () => {
    const done = await production(['--write-test'], 'root:wrong-password');
    expect(outcomes(done)).toMatchObject({ milvus: 'FAILED', 'first-password': 'ok', 'write-test': 'not reached' });
    expect(stages(done.out)['milvus']?.saw).toBe('UNAUTHENTICATED');
    expect(done.out + done.errors).not.toContain('wrong-password');
  });

  test('another name ends at the default backend', async () => {
    await site.balance({
      objects: changed('Ingress', (ingress) => ({
        ...ingress,
        spec: {
          ...ingress.spec,
          rules: (ingress.spec.rules ?? []).map((rule) => ({ ...rule, host: 'x.example.com' })),
        },
      })),
      certificates: [await site.authority.sign([HOST])],
    });
    const done = await production();
    expect(done.exit).toBe(1);
    expect(outcomes(done)).toMatchObject({ alpn: 'ok', routing: 'FAILED', milvus: 'not reached' });
    expect(done.out).toContain(`${HOST} is no host of the`);
  });

  test.each<[string, (site: Site) => Promise<unknown>, string, string]>([
    [
      'has expired',
      async (one) => one.balance({ certificates: [await one.authority.sign([HOST], -1)] }),
      'tls',
      'CERT_HAS_EXPIRED',
    ],
    [
      'is for another host',
      async (one) => one.balance({ certificates: [await one.authority.sign(['x.example.com'])] }),
      'tls',
      'ERR_TLS_CERT_ALTNAME_INVALID',
    ],
    ['comes without HTTP/2', async (one) => one.balance({ alpn: ['http/1.1'] }), 'alpn', 'NO_H2'],
  ])('a certificate that %s stops it there, and no password is sent', async (_, change, stage, code) => {
    await change(site);
    const done = await production([], `root:${PASSWORD}`);
    expect(done.exit).toBe(1);
    expect(stages(done.out)[stage]).toMatchObject({ outcome: 'FAILED', saw: expect.stringContaining(code) as string });
    expect(outcomes(done)).toMatchObject({ routing: 'not reached', milvus: 'not reached' });
  });

  test.each(['redirect', 'closed', 'open'] as const)('port 80 is told when it should be %s', async (wanted) => {
    await site.balance();
    const does = async (port?: number): Promise<Outcome> =>
      (await port80Stage({ host: HOST, address: '127.0.0.1', port: port ?? 1 }, wanted)).outcome;
    expect(await does(site.port('80'))).toBe(wanted === 'redirect' ? 'ok' : 'failed');
    expect(await does()).toBe(wanted === 'closed' ? 'ok' : 'failed');
  });

  test('tlsMode 0 is UNAVAILABLE while the health check stays green', async () => {
    await site.installRelease(RELEASE, (values) => ({
      ...values,
      extraConfigFiles: { 'user.yaml': 'common: { security: { tlsMode: 0 } }' },
    }));
    expect(await (await site.balance()).healthy()).toBe(true);
    const done = await production();
    expect(outcomes(done)).toMatchObject({ alpn: 'ok', routing: 'FAILED' });
    expect(stages(done.out)['routing']?.saw).toContain('UNAVAILABLE');
  });
});

describe('milvus-l7 verify of several releases', () => {
  let site: Site;
  const file = 'test/e2e/fixtures/rest.yaml';
  beforeAll(async () => {
    site = await Site.of(file);
    await site.install();
    await site.balance();
  });
  afterAll(() => site.stop());

  test('takes each host by the certificate that milvus-l7 secrets has made, and REST with it', async () => {
    const { exit, out } = await verify(site, file, ['--write-test'], 'root:Milvus');
    const [open = '', locked = ''] = out.split('\nlocked.example.com\n');
    expect(exit).toBe(1); // the first password is still there
    expect(stages(open)).toMatchObject({
      milvus: { outcome: 'ok' },
      'first-password': { outcome: 'not applicable' },
      'write-test': { outcome: 'ok' },
      rest: { outcome: 'ok', saw: '/v1/vector/collections, HTTP 200, code 200' },
    });
    expect(stages(locked)).toMatchObject({
      milvus: { outcome: 'ok' },
      'first-password': { outcome: 'FAILED' },
      rest: { outcome: 'ok' },
    });
  });

  test('believes that REST is there when it asks for a password', async () => {
    const { out } = await verify(site, file, ['--host', 'locked.example.com']);
    expect(stages(out)['rest']).toEqual({ outcome: 'ok', saw: '/v1/vector/collections, HTTP 401, code 1800' });
    expect(out).not.toContain('open.example.com');
  });
});
