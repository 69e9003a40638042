import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { ApiServer } from '../live/api-server';
import { Authority, type Certificate } from '../live/certificates';
import { MilvusStandIn } from '../live/milvus-stand-in';
import { raw, stopServers } from '../live/servers';

jest.setTimeout(60_000);

const BIN = resolve('bin/milvus-l7.js');
const NEW = 'a new Password: with spaces';

let authority: Authority;
let certificate: Certificate;
let api: ApiServer;
let milvus: MilvusStandIn;
let folder: string;
beforeAll(() => {
  authority = new Authority();
  certificate = authority.selfSigned('any.name.at.all');
});
afterAll(() => authority.remove());
beforeEach(async () => {
  api = await ApiServer.start();
  milvus = await MilvusStandIn.start(certificate);
  api.ports = { 'milvus-proxy-1:19530': milvus.port };
  api.answer = answer;
  folder = mkdtempSync(join(tmpdir(), 'password-'));
  mkdirSync(join(folder, 'environments'));
  writeFileSync(join(folder, 'kubeconfig'), api.kubeconfig());
});
afterEach(async () => {
  await api.stop();
  await stopServers();
  rmSync(folder, { recursive: true });
});

const pod = (name: string, ready: 'True' | 'False') => ({
  metadata: { name },
  status: { phase: 'Running', conditions: [{ type: 'Ready', status: ready }] },
});

const answer: ApiServer['answer'] = (path) => {
  if (path.includes('/secrets/')) {
    return { body: { data: { 'tls.crt': Buffer.from(certificate.cert).toString('base64') } } };
  }
  if (path.includes('/pods?'))
    return { body: { items: [pod('milvus-proxy-0', 'False'), pod('milvus-proxy-1', 'True')] } };
  return undefined;
};

const RELEASE = { name: 'milvus', host: 'milvus.example.com' };

function password(release: object = {}, env: NodeJS.ProcessEnv = { MILVUS_NEW_PASSWORD: NEW }) {
  const environment = { project: 'example-testing', releases: [{ ...RELEASE, ...release }] };
  writeFileSync(join(folder, 'environments/test.yaml'), stringify(environment));
  const child = spawn(process.execPath, [BIN, 'password', 'test'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, KUBECONFIG: join(folder, 'kubeconfig'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
  return new Promise<{ exit: number | null; stdout: string; stderr: string }>((end) => {
    child.on('close', (exit) => end({ exit, stdout, stderr: stderr.replaceAll(api.url, 'http://SERVER') }));
  });
}

test('changes the first password of the one Milvus that has the certificate, and shows neither', async () => {
  const done = await password();
  expect(done).toMatchInlineSnapshot(`
   {
     "exit": 0,
     "stderr": context here, http://SERVER,
     "stdout": milvus: pod milvus-proxy-1, which shows the certificate of the Secret
   milvus-backend-tls
   milvus: the password of root is changed: the new one gets in, the first does not,
   }
  `);
  expect(milvus.password).toBe(NEW);
  expect(milvus.calls.filter((call) => call === 'UpdateCredential')).toHaveLength(1);
  expect(done.stdout + done.stderr + api.asked.join('\n')).not.toContain(NEW);
});

test('a second run proves that it is the one, and changes nothing', async () => {
  milvus.password = NEW;
  const { exit, stdout } = await password();
  expect({ exit, stdout }).toMatchInlineSnapshot(`
   {
     "exit": 0,
     "stdout": milvus: pod milvus-proxy-1, which shows the certificate of the Secret
   milvus-backend-tls
   milvus: the password of root is this one already: nothing to do,
   }
  `);
  expect(milvus.calls).not.toContain('UpdateCredential');
});

test('refuses where somebody has changed it before', async () => {
  milvus.password = 'something else';
  const { exit, stderr } = await password();
  expect(exit).toBe(1);
  expect(stderr).toContain('milvus: root:Milvus does not get in: somebody has changed the password before\n');
  expect(milvus.password).toBe('something else');
});

test('refuses where Milvus asks nobody for a password', async () => {
  milvus.authorization = false;
  const { exit, stderr } = await password();
  expect(exit).toBe(1);
  expect(stderr).toContain('milvus: Milvus lets everybody in, whatever the password\n');
  expect(milvus.calls).not.toContain('UpdateCredential');
});

test('does not believe that it is changed before it has seen it', async () => {
  milvus.forgets = true;
  const { exit, stdout, stderr } = await password();
  expect(exit).toBe(1);
  expect(stdout).not.toContain('is changed');
  expect(stderr).toContain('milvus: the password was changed, and does not get in: UNAUTHENTICATED\n');
});

test('sends no password to a server that has another certificate than the Secret', async () => {
  const other = authority.selfSigned('any.name.at.all').cert;
  api.answer = (path, sent) =>
    path.includes('/secrets/')
      ? { body: { data: { 'tls.crt': Buffer.from(other).toString('base64') } } }
      : answer(path, sent);
  expect((await password()).stderr).toMatchInlineSnapshot(`
   context here, http://SERVER
   milvus: port 19530 shows another certificate than the one in the Secret
     milvus-backend-tls
       was the Secret renewed? Restart Milvus. Else it is not your Milvus: no
       password was sent

   1 fault
  `);
  expect(milvus.calls).toEqual([]);
});

test('says that the server cannot be checked, where it has the certificate of the image', async () => {
  const { exit, stdout } = await password({ backendCertificate: 'image' });
  expect(exit).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
   milvus: pod milvus-proxy-1, which cannot be checked to be your Milvus: it shows
   the certificate of the image, whose key everybody has
   milvus: the password of root is changed: the new one gets in, the first does not
  `);
  expect(api.asked.filter((path) => path.includes('secrets'))).toEqual([]);
});

describe('says why it cannot', () => {
  const faultOf = async (): Promise<string> => {
    const { exit, stderr } = await password();
    expect(exit).toBe(1);
    expect(milvus.password).toBe('Milvus');
    return stderr.replace('context here, http://SERVER\n', '').replace('\n\n1 fault\n', '');
  };

  test('nobody may forward ports', async () => {
    api.forwardingRefused = 403;
    expect(await faultOf()).toMatchInlineSnapshot(`
     you may not create pods/portforward in the namespace default (context here)
         ask for the role in docs/operations.md
    `);
  });

  test('nothing listens in the pod', async () => {
    api.ports = { 'milvus-proxy-1:19530': 'connect: connection refused' };
    expect(await faultOf()).toMatchInlineSnapshot(`
     milvus: port 19530 of its pod cannot be reached: connect: connection refused
         try again; milvus-l7 status says how its pods are
    `);
  });

  test('Milvus speaks no TLS yet', async () => {
    api.ports = { 'milvus-proxy-1:19530': await raw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')) };
    expect(await faultOf()).toMatch(/^milvus: port 19530 speaks no TLS with HTTP\/2 \(\w+\)\n/);
  });

  test('no pod is ready', async () => {
    api.answer = (path, sent) =>
      path.includes('/pods?') ? { body: { items: [pod('milvus-proxy-0', 'False')] } } : answer(path, sent);
    expect(await faultOf()).toMatchInlineSnapshot(`
     milvus: none of its 1 pods that serve clients is ready
         wait: milvus-l7 status --watch
    `);
  });

  test('the Secret is missing', async () => {
    api.answer = (path, sent) => (path.includes('/secrets/') ? { status: 404 } : answer(path, sent));
    expect(await faultOf()).toMatchInlineSnapshot(`
     milvus: the Secret milvus-backend-tls is not there, so nothing tells this Milvus
       from another
         milvus-l7 secrets makes it
    `);
  });
});

test.each([
  [
    {},
    2,
    'error: standard input is no terminal, so nobody can be asked:\n  MILVUS_NEW_PASSWORD holds the new password\n',
  ],
  [{ MILVUS_NEW_PASSWORD: 'Milvus' }, 1, 'MILVUS_NEW_PASSWORD: must not be the one that everybody knows\n'],
  [{ MILVUS_NEW_PASSWORD: 'short' }, 1, 'MILVUS_NEW_PASSWORD: must have 6 to 72 bytes, got 5\n'],
  [{ MILVUS_NEW_PASSWORD: 'ü'.repeat(37) }, 1, 'MILVUS_NEW_PASSWORD: must have 6 to 72 bytes, got 74\n'],
])('refuses %j before it asks anybody', async (env, exit, told) => {
  const done = await password({}, env);
  expect(done.exit).toBe(exit);
  expect(done.stderr).toContain(told);
  expect(api.asked).toEqual([]);
});

test.each([
  [false, 'milvus: authorization is off, so there is no password: nothing to do\n'],
  ['unmanaged', 'milvus: authorization is unmanaged: nothing to do\n'],
])('has nothing to do with authorization: %j', async (authorization, stdout) => {
  expect(await password({ authorization }, {})).toEqual({ exit: 0, stdout, stderr: '' });
  expect(api.asked).toEqual([]);
});
