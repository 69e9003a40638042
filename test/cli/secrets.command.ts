import { X509Certificate, createPrivateKey, webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { type SecretsOptions, secrets } from '../../src/cli/secrets';
import { UserError, WrongUse } from '../../src/errors';
import { ApiServer } from '../live/api-server';

jest.mock('../../src/cli/kubeconfig', () => ({
  // Jest cannot load the real client, which is an ES module; status' tests and those of test/server have it.
  clusterOf: (namespace: string) => Promise.resolve(api.cluster(namespace)),
}));
jest.setTimeout(20_000);

/** One for all, because making one takes a moment; certificates differ by their serial numbers. */
const key = webcrypto.subtle.generateKey(
  { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 2048 },
  true,
  ['sign', 'verify'],
);

interface Secret {
  readonly metadata: { readonly name: string; readonly annotations?: Record<string, string> };
  readonly type: string;
  readonly data: Record<string, string>;
}

let api: ApiServer;
let folder: string;
/** What the cluster holds, by its name. */
let held: Map<string, Secret>;

beforeEach(async () => {
  api = await ApiServer.start();
  jest.spyOn(webcrypto.subtle, 'generateKey').mockReturnValue(key);
  held = new Map();
  api.answer = answer;
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  mkdirSync(join(folder, 'environments'));
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const stream of [process.stdin, process.stdout]) terminal(stream, false);
  await api.stop();
  rmSync(folder, { recursive: true });
});

const answer: ApiServer['answer'] = (path, { method, object }) => {
  if (path === '/api/v1/namespaces/default') return { body: { status: { phase: 'Active' } } };
  const name = path.split('/secrets/')[1] ?? (object as unknown as Secret).metadata.name;
  if (method === 'GET') return held.has(name) ? { body: held.get(name) } : { status: 404 };
  if (method === 'POST' && held.has(name)) return { status: 409 };
  held.set(name, object as unknown as Secret);
  return { status: method === 'POST' ? 201 : 200, body: object };
};

const ONE = { releases: [{ name: 'milvus', host: 'milvus.example.com' }], certificate: 'self-managed' };

async function run(options: SecretsOptions = {}, environment: object = ONE) {
  writeFileSync(join(folder, 'environments/test.yaml'), stringify({ project: 'example-testing', ...environment }));
  let [stdout, stderr] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation((part) => Boolean((stdout += String(part))));
  jest.spyOn(process.stderr, 'write').mockImplementation((part) => Boolean((stderr += String(part))));
  try {
    const exit = await secrets(folder, 'test', options);
    return { exit, stdout: dated(stdout), stderr };
  } finally {
    jest.mocked(process.stdout.write).mockRestore();
    jest.mocked(process.stderr.write).mockRestore();
  }
}

async function refusal(options: SecretsOptions = {}, environment: object = ONE): Promise<Error> {
  try {
    await run(options, environment);
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it was not refused');
}

function terminal(stream: object, isTTY: boolean): void {
  Object.defineProperty(stream, 'isTTY', { value: isTTY, configurable: true });
}

const dated = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\d/g, 'YYYY-MM-DD');

function certificateOf(name: string): X509Certificate {
  return new X509Certificate(Buffer.from(held.get(name)!.data['tls.crt']!, 'base64'));
}

const FILE = 'secrets/test/milvus-tls.crt';
const clientFile = (): string => readFileSync(join(folder, FILE), 'utf8');

test('makes what is missing, and says what clients need', async () => {
  expect(await run({ yes: true })).toMatchInlineSnapshot(`
   {
     "exit": 0,
     "stderr":   secrets/test/milvus-tls.crt: for clients, and public,
     "stdout": test, namespace default

     milvus-backend-tls: to be made
       Milvus (milvus) shows it to the load balancer
     milvus-tls: to be made
       the load balancer shows it to clients of milvus.example.com

   made milvus-backend-tls, valid until YYYY-MM-DD
   made milvus-tls, valid until YYYY-MM-DD,
   }
  `);
  for (const [name, host] of [
    ['milvus-tls', 'milvus.example.com'],
    ['milvus-backend-tls', 'milvus.default.svc'],
  ] as const) {
    const { type, data } = held.get(name)!;
    expect(type).toBe('kubernetes.io/tls');
    expect(Object.keys(data)).toEqual(['tls.crt', 'tls.key']);
    expect(certificateOf(name).checkPrivateKey(createPrivateKey(Buffer.from(data['tls.key']!, 'base64')))).toBe(true);
    expect(certificateOf(name).checkHost(host)).toBe(host);
  }
  expect(new X509Certificate(clientFile()).fingerprint256).toBe(certificateOf('milvus-tls').fingerprint256);
});

test('a second run changes nothing, and writes the file that is gone', async () => {
  await run({ yes: true });
  const before = new Map(held);
  rmSync(join(folder, 'secrets'), { recursive: true });
  const { exit, stdout } = await run(); // nobody has to be asked
  expect(exit).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
   test, namespace default

     milvus-backend-tls: there, kept
       Milvus (milvus) shows it to the load balancer
     milvus-tls: there, kept
       the load balancer shows it to clients of milvus.example.com
  `);
  expect(held).toEqual(before);
  expect(clientFile()).toContain('BEGIN CERTIFICATE');
  expect(api.changes).toHaveLength(2);
});

test('no private key is on the disk, on the terminal or in an address that was asked', async () => {
  const { stdout, stderr } = await run({ yes: true });
  const keys = [...held.values()].map(({ data }) => Buffer.from(data['tls.key']!, 'base64').toString().split('\n')[1]!);
  const seen = [stdout, stderr, clientFile(), ...api.asked].join('\n');
  expect(keys.filter((line) => seen.includes(line))).toEqual([]);
  expect(seen).not.toContain('PRIVATE KEY');
});

test('a file for clients that is of another certificate is left alone, and told', async () => {
  await run({ yes: true });
  const other = clientFile();
  held.clear();
  rmSync(join(folder, 'secrets'), { recursive: true });
  await run({ yes: true });
  writeFileSync(join(folder, FILE), other);
  const { exit, stdout } = await run();
  expect(exit).toBe(0);
  expect(stdout).toContain(`${FILE} has another certificate than the Secret milvus-tls`);
  expect(clientFile()).toBe(other);
});

test('what somebody makes meanwhile stays', async () => {
  const theirs = await (async () => {
    await run({ yes: true });
    return held.get('milvus-tls')!;
  })();
  held.clear();
  rmSync(join(folder, 'secrets'), { recursive: true });
  api.answer = (path, sent) => {
    if (sent.method === 'POST') held.set('milvus-tls', theirs);
    return answer(path, sent);
  };
  const { exit, stdout } = await run({ yes: true });
  expect(exit).toBe(0);
  expect(stdout).toContain('milvus-tls has been made by somebody else meanwhile: kept\n');
  expect(held.get('milvus-tls')).toBe(theirs);
  expect(new X509Certificate(clientFile()).fingerprint256).toBe(certificateOf('milvus-tls').fingerprint256);
});

test('without a terminal and --yes it is wrong use, and nothing is made', async () => {
  terminal(process.stdin, false);
  const error = await refusal();
  expect(error).toBeInstanceOf(WrongUse);
  expect(error.message).toMatchInlineSnapshot(
    `"standard input is no terminal, so nobody can be asked whether to make milvus-backend-tls, milvus-tls: --yes says so"`,
  );
  expect(api.changes).toEqual([]);
});

describe('--renew', () => {
  test('puts another certificate into the Secret, and both into the file for clients', async () => {
    await run({ yes: true });
    const [before, backend] = [certificateOf('milvus-tls'), held.get('milvus-backend-tls')];
    Object.assign(held.get('milvus-tls')!.data, { 'ca.crt': 'b2xk', other: 'a2VwdA==' });
    Object.assign(held.get('milvus-tls')!.metadata, {
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"tls.key":"old"}}', team: 'search' },
    });
    const { exit, stdout } = await run({ yes: true, renew: 'milvus-tls' });
    expect(exit).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
     test, namespace default

       milvus-tls: to be renewed
         the load balancer shows it to clients of milvus.example.com

     Clients of milvus.example.com that trust the old certificate by its file are cut
     off some minutes after this.
     secrets/test/milvus-tls.crt holds the old one and the new one now: give it to
     all of them first, then answer.

     renewed milvus-tls, valid until YYYY-MM-DD
     The load balancer takes it up within some minutes; nothing is to be restarted.
    `);
    const { data, metadata } = held.get('milvus-tls')!;
    expect(Object.keys(data).sort()).toEqual(['other', 'tls.crt', 'tls.key']);
    expect(metadata.annotations).toEqual({ team: 'search' });
    expect(certificateOf('milvus-tls').fingerprint256).not.toBe(before.fingerprint256);
    const inFile = clientFile()
      .split(/(?<=END CERTIFICATE-----\n)/)
      .map((pem) => new X509Certificate(pem).fingerprint256);
    expect(inFile).toEqual([certificateOf('milvus-tls').fingerprint256, before.fingerprint256]);
    expect(held.get('milvus-backend-tls')).toBe(backend);
  });

  test("says how to restart what serves clients, where Milvus' own is renewed", async () => {
    await run({ yes: true });
    const { stdout } = await run({ yes: true, renew: 'milvus-backend-tls' });
    expect(stdout).toMatchInlineSnapshot(`
     test, namespace default

       milvus-backend-tls: to be renewed
         Milvus (milvus) shows it to the load balancer

     renewed milvus-backend-tls, valid until YYYY-MM-DD
     Milvus reads it when it starts, so restart what serves clients:

       kubectl rollout restart deployment --namespace default \\
         --selector app.kubernetes.io/instance=milvus,app.kubernetes.io/name=milvus,component=proxy
    `);
  });

  test('that fails leaves the file for clients as it was', async () => {
    await run({ yes: true });
    const before = clientFile();
    api.answer = (path, sent) => (sent.method === 'PUT' ? { status: 409 } : answer(path, sent));
    const error = await refusal({ yes: true, renew: 'milvus-tls' });
    expect(error.message).toBe('the Secret milvus-tls was changed or deleted meanwhile\n    run it again');
    expect(clientFile()).toBe(before);
  });

  test.each([
    [{ metadata: { annotations: { 'cert-manager.io/certificate-name': 'milvus' } } }, 'is kept by Certificate milvus'],
    [{ metadata: { ownerReferences: [{ kind: 'ExternalSecret', name: 'vault' }] } }, 'is kept by ExternalSecret vault'],
    [{ metadata: {}, immutable: true }, 'is immutable'],
  ])('refuses %j', async ({ metadata, ...more }, told) => {
    await run({ yes: true });
    Object.assign(held.get('milvus-tls')!.metadata, metadata);
    Object.assign(held.get('milvus-tls')!, more);
    const error = await refusal({ yes: true, renew: 'milvus-tls' });
    expect(error).toBeInstanceOf(UserError);
    expect(error.message).toContain(told);
    expect(api.changes.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('refuses a Secret that is none of the environment', async () => {
    expect((await refusal({ renew: 'milvus-tsl' })).message).toBe(
      '--renew milvus-tsl: no such Secret; did you mean milvus-tls?',
    );
  });
});

describe('--print', () => {
  test('prints Secrets that hold a pair each, and asks no cluster', async () => {
    const { stdout } = await run({ print: true });
    expect(stdout.split('\n')[0]).toMatchInlineSnapshot(
      `"# Holds private keys: pipe it to kubectl create --filename -, and keep it nowhere."`,
    );
    const printed = parseAllDocuments(stdout).map((document) => document.toJS() as Secret);
    expect(printed.map(({ metadata }) => metadata.name)).toEqual(['milvus-backend-tls', 'milvus-tls']);
    for (const { data } of printed) {
      const [certificate, key] = [data['tls.crt']!, data['tls.key']!].map((text) => Buffer.from(text, 'base64'));
      expect(new X509Certificate(certificate!).checkPrivateKey(createPrivateKey(key!))).toBe(true);
    }
    expect(api.asked).toEqual([]);
    expect(clientFile()).toBe(Buffer.from(printed[1]!.data['tls.crt']!, 'base64').toString());
  });

  test('refuses to show private keys on a terminal, unless it is forced', async () => {
    terminal(process.stdout, true);
    const error = await refusal({ print: true });
    expect(error).toBeInstanceOf(WrongUse);
    expect(error.message).toMatchInlineSnapshot(
      `"--print: private keys do not belong on a terminal: pipe it on, as in | kubectl create --filename -; --force prints them"`,
    );
    expect(existsSync(join(folder, 'secrets'))).toBe(false);
    expect((await run({ print: true, force: true })).stdout).toContain('tls.key');
  });

  test('does not lose the certificate that clients were given before', async () => {
    await run({ print: true });
    const before = clientFile();
    expect((await refusal({ print: true })).message).toMatchInlineSnapshot(`
     secrets/test/milvus-tls.crt: is there: it goes with a Secret milvus-tls that was made before
         --print --renew milvus-tls makes another, for kubectl replace; or move the file away
    `);
    expect(clientFile()).toBe(before);
    await run({ print: true, renew: 'milvus-tls' });
    expect(clientFile().endsWith(before)).toBe(true);
  });
});

describe('says why it cannot', () => {
  test('a namespace that is not there', async () => {
    api.answer = () => ({ status: 404 });
    expect((await refusal({ yes: true })).message).toContain('the namespace default is not there');
  });

  test.each([
    ['GET', 'you may not get secrets in the namespace default (context here)'],
    ['POST', 'you may not create secrets in the namespace default (context here)'],
  ])('%s is forbidden', async (forbidden, told) => {
    api.answer = (path, sent) =>
      path.includes('/secrets') && sent.method === forbidden ? { status: 403 } : answer(path, sent);
    expect((await refusal({ yes: true })).message).toBe(`${told}\n    ask for the role in docs/operations.md`);
    expect(held.size).toBe(0);
    expect(existsSync(join(folder, 'secrets'))).toBe(false);
  });
});

describe('several releases', () => {
  const TWO = {
    releases: [
      { name: 'one', host: 'one.example.com' },
      { name: 'two', host: '*.two.example.com' },
    ],
    loadBalancer: { name: 'tenants' },
  };

  test('that share a Secret have all their names in it', async () => {
    await run({ yes: true }, { ...TWO, certificate: { type: 'self-managed', secretName: 'shared' } });
    expect([...held.keys()].sort()).toEqual(['one-milvus-backend-tls', 'shared', 'two-milvus-backend-tls']);
    expect(certificateOf('shared').subjectAltName).toBe('DNS:one.example.com, DNS:*.two.example.com');
  });

  test('carry the labels of the environment', async () => {
    await run({ yes: true }, { ...ONE, labels: { team: 'search' } });
    const labels = [...held.values()].map(({ metadata }) => (metadata as { labels?: object }).labels);
    expect(labels).toEqual([{ team: 'search' }, { team: 'search' }]);
  });

  test('--release makes those of one only', async () => {
    await run({ yes: true, release: 'two' }, { ...TWO, certificate: 'self-managed' });
    expect([...held.keys()].sort()).toEqual(['two-milvus-backend-tls', 'two-milvus-tls']);
    expect((await refusal({ release: 'tow' }, { ...TWO, certificate: 'self-managed' })).message).toBe(
      '--release tow: no release of the environment; test has one, two',
    );
  });
});

test.each([
  [{ ...ONE, certificate: 'google-managed', releases: [{ ...ONE.releases[0], backendCertificate: 'image' }] }],
  [
    {
      releases: [{ ...ONE.releases[0], backendCertificate: { issuer: 'ours' } }],
      certificate: { type: 'self-managed', issuer: 'ours' },
    },
  ],
])('has nothing to do, and asks nobody, for %j', async (environment) => {
  const { exit, stdout } = await run({}, environment);
  expect({ exit, stdout, asked: api.asked }).toEqual({
    exit: 0,
    stdout: 'test needs no Secret that somebody has to make: nothing to do\n',
    asked: [],
  });
});
