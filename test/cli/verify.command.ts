import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Authority, type Certificate } from '../live/certificates';
import { http2, raw, stopServers, tls } from '../live/servers';

jest.setTimeout(30_000);

const BIN = resolve('bin/milvus-l7.js');
const HOST = 'milvus.example.com';

let authority: Authority;
let own: Certificate;
let folder: string;
beforeAll(() => {
  authority = new Authority();
  own = authority.selfSigned(HOST);
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
  mkdirSync(join(folder, 'environments'));
  mkdirSync(join(folder, 'secrets/tenants'), { recursive: true });
  writeFileSync(
    join(folder, 'environments/tenants.yaml'),
    `project: example-testing
releases:
  - { name: milvus, host: ${HOST} }
  - { name: other, host: '*.other.example.com' }
certificate: self-managed
loadBalancer: { name: tenants }
`,
  );
  writeFileSync(join(folder, 'secrets/tenants/milvus-tls.crt'), own.cert);
});
afterAll(() => {
  authority.remove();
  rmSync(folder, { recursive: true });
});
afterEach(stopServers);

interface Done {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Not spawnSync: the servers are in this process. */
function verify(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  onOut?: (out: string, kill: () => void) => void,
): Promise<Done> {
  const {
    NODE_EXTRA_CA_CERTS: _,
    GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: __,
    MILVUS_TOKEN: ___,
    MILVUS_URI: ____,
    ...clean
  } = process.env;
  return new Promise((done) => {
    const child = spawn(process.execPath, [BIN, 'verify', ...args], { cwd: folder, env: { ...clean, ...env } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (part: Buffer) => {
      stdout += part.toString();
      onOut?.(stdout, () => child.kill('SIGINT'));
    });
    child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
    child.on('close', (status) => done({ status, stdout, stderr }));
  });
}

const at = (port: number): string[] => ['tenants', '--host', HOST, '--address', '127.0.0.1', '--port', String(port)];

test('takes the certificate that the runbook has made, and says where the way ends', async () => {
  const port = await http2(own, (stream) => stream.respond({ ':status': 404 }, { endStream: true }));
  const { status, stdout, stderr } = await verify(at(port));
  expect(status).toBe(1);
  const stable = stdout
    .replaceAll(String(port), 'PORT')
    .replace(/\d+ ms/, 'N ms')
    .replace(/\d{4}-\d\d-\d\d to\s+\d{4}-\d\d-\d\d/, 'DAY to DAY');
  expect(stable).toMatchInlineSnapshot(`
   milvus.example.com

   not run         dns             the address is given
   ok              tcp             127.0.0.1:PORT, N ms
   ok              tls             TLSv1.3, for milvus.example.com, self-signed,
                                   DAY to DAY, 89 days left
   ok              alpn            ALPN h2
   FAILED          routing         HTTP 404
       cause  the default backend answers: milvus.example.com is no host of the
              Ingress tenants, or its path takes no gRPC
       cure   kubectl describe ingress tenants: the host must be there, its path /
              with pathType Prefix.
   not reached     milvus          routing failed
   not reached     first-password  routing failed
   not reached     write-test      routing failed
   not reached     port-80         routing failed
   not reached     rest            routing failed
  `);
  expect(stderr).toBe('\n3 stages ok, 1 failed, 1 not run, 5 not reached\n');
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('tells programs the same as one object: stages, codes, causes and cures', async () => {
  const port = await http2(own, (stream) => stream.respond({ ':status': 404 }, { endStream: true }));
  const { status, stdout, stderr } = await verify([...at(port), '--format', 'json']);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^\d stages ok, 1 failed/);
  const { environment, failed, hosts } = JSON.parse(stdout);
  expect({ environment, failed, lines: stdout.trim().split('\n').length }).toEqual({
    environment: 'tenants',
    failed: true,
    lines: 1,
  });
  expect(hosts).toHaveLength(1);
  expect(hosts[0].host).toBe(HOST);
  const wrong = hosts[0].stages.filter(({ outcome }: { outcome: string }) => outcome === 'failed');
  expect(wrong).toEqual([
    expect.objectContaining({
      stage: 'routing',
      seen: expect.objectContaining({ status: 404 }),
      causes: [{ cause: expect.stringMatching(/./), cure: expect.stringMatching(/./) }],
    }),
  ]);
  expect(hosts[0].stages.at(-1)).toMatchObject({ outcome: 'not-reached', causes: [] });
});

test('shows no password, whatever goes wrong', async () => {
  const port = await http2(own, (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '16' }, { endStream: true });
  });
  const { stdout, stderr } = await verify([...at(port), '--write-test'], {
    MILVUS_USER: 'somebody',
    MILVUS_PASSWORD: 'my-secret',
  });
  expect(stdout).toMatch(/^FAILED +milvus +UNAUTHENTICATED$/m);
  expect(stdout + stderr).not.toMatch(/my-secret|somebody/);
});

test.each([
  ['MILVUS_TOKEN', { MILVUS_TOKEN: 'somebody:my-secret' }, 'UNAUTHENTICATED'],
  ['MILVUS_URI of the host', { MILVUS_URI: `https://somebody:my%2Dsecret@${HOST}:443` }, 'UNAUTHENTICATED'],
  ['MILVUS_URI with a percent sign', { MILVUS_URI: `https://somebody:100%@${HOST}:443` }, 'UNAUTHENTICATED'],
  ['MILVUS_URI of another host', { MILVUS_URI: 'https://somebody:my-secret@elsewhere.example.com' }, 'NO_TOKEN'],
  ['MILVUS_URI without a password', { MILVUS_URI: `https://${HOST}:443` }, 'NO_TOKEN'],
  ['MILVUS_URI that is none', { MILVUS_URI: './milvus.db' }, 'NO_TOKEN'],
])('takes user and password from %s', async (_, env, code) => {
  const port = await http2(own, (stream) => {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '16' }, { endStream: true });
  });
  const { stdout, stderr } = await verify(at(port), env);
  expect(stdout).toMatch(new RegExp(`^FAILED +milvus +${code}$`, 'm'));
  expect(stdout + stderr).not.toMatch(/my-secret|my%2Dsecret/);
});

test('trusts what NODE_EXTRA_CA_CERTS names', async () => {
  const port = await tls(authority.sign(HOST), ['http/1.1']);
  expect((await verify(at(port))).stdout).toContain('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  const env = { NODE_EXTRA_CA_CERTS: join(authority.folder, 'ca.crt') };
  expect((await verify(at(port), env)).stdout).toMatch(/^ok +tls/m);
});

test('says which file of authorities cannot be read', async () => {
  const { status, stderr } = await verify(at(1), { GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: folder });
  expect(status).toBe(1);
  expect(stderr.replace(/\s+/g, ' ')).toContain(`${folder}: must be a file of certificates in PEM, got EISDIR `);
});

test('verifies every host, a wildcard by a name below it', async () => {
  const { stdout } = await verify([
    'tenants',
    '--address',
    '127.0.0.1',
    '--port',
    String(await raw((one) => one.destroy())),
  ]);
  expect([...stdout.matchAll(/^\S+\.example\.com$/gm)].map(String)).toEqual([HOST, 'other.other.example.com']);
});

test('ends at once when somebody interrupts, with the code of the signal', async () => {
  const port = await raw(() => undefined); // TLS would be waited for
  let killed = 0;
  const { status, stdout, stderr } = await verify(at(port), {}, (out, kill) => {
    if (!/^ok +tcp.*\n$/m.test(out)) return;
    killed = Date.now();
    kill();
  });
  expect({ status, stderr }).toEqual({ status: 130, stderr: '\nSIGINT\n\n1 stage ok, 1 not run\n' });
  expect(stdout).not.toContain('tls');
  expect(Date.now() - killed).toBeLessThan(4000);
});

test.each([
  [
    ['tenants', '--host', 'milvus.exmple.com'],
    `error: --host milvus.exmple.com: no host of the environment; did you mean\n  ${HOST}?\n`,
  ],
  [
    ['tenants', '--host', 'a.example.org'],
    `error: --host a.example.org: no host of the environment; tenants has\n  ${HOST}, *.other.example.com\n`,
  ],
  [
    ['tenants', '--address', 'localhost'],
    "error: option '--address <ip>' argument 'localhost' is invalid. It must be an IP\n  address such as 203.0.113.7.\nmilvus-l7 verify --help shows how it is called\n",
  ],
  [
    ['tenants', '--port', '70000'],
    "error: option '--port <n>' argument '70000' is invalid. It must be 1 to 65535.\nmilvus-l7 verify --help shows how it is called\n",
  ],
  [['tenant'], 'error: no environment tenant: did you mean tenants?\n'],
  [
    ['tenants', '--adress', '1.2.3.4'],
    "error: unknown option '--adress'\n(Did you mean --address?)\nmilvus-l7 verify --help shows how it is called\n",
  ],
  [[], "error: missing required argument 'env'\nmilvus-l7 verify --help shows how it is called\n"],
])('refuses %j', async (args, stderr) => {
  expect(await verify(args)).toEqual({ status: 2, stdout: '', stderr });
});
