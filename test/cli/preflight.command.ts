import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { ApiServer } from '../live/api-server';

jest.setTimeout(60_000);

const BIN = resolve('bin/milvus-l7.js');

let api: ApiServer;
let folder: string;
beforeEach(async () => {
  api = await ApiServer.start();
  api.answer = answer;
  folder = mkdtempSync(join(tmpdir(), 'preflight-'));
  for (const name of ['environments', 'bin']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'kubeconfig'), api.kubeconfig());
  program('kubectl', `console.log('{"clientVersion": {"gitVersion": "v1.34.1"}}')`);
  program('terraform', `console.log('{"terraform_version": "1.11.4"}')`);
  program('helm', `console.log(process.argv[2] === 'version' ? 'v3.18.4' : '[]')`);
  program(
    'gcloud',
    `console.error('ERROR: (gcloud) You do not have an active account: gcloud auth login'); process.exit(1)`,
  );
});
afterEach(async () => {
  await api.stop();
  rmSync(folder, { recursive: true });
});

const answer: ApiServer['answer'] = (path, { method, object }) => {
  if (method === 'POST') return { status: 201, body: { ...object, status: { allowed: true } } };
  if (path.startsWith('/api/v1/nodes')) {
    const spec = { providerID: 'gce://example-testing/us-west1-a/gke-main-1' };
    return { body: { items: [{ metadata: { name: 'n' }, spec }] } };
  }
  const names = ['backendconfigs', 'frontendconfigs', 'managedcertificates'];
  if (/^\/apis\/[^/]+\/[^/]+$/.test(path)) return { body: { resources: names.map((name) => ({ name })) } };
  return /\/(services|secrets|ingresses)\/[^/]+$/.test(path) ? { status: 404 } : undefined;
};

/** A stand-in on the PATH. */
function program(name: string, code: string): void {
  writeFileSync(join(folder, 'bin', name), `#!${process.execPath}\n${code}\n`);
  chmodSync(join(folder, 'bin', name), 0o755);
}

function preflight(args: readonly string[] = [], interrupt?: () => boolean) {
  const release = { name: 'milvus', host: 'milvus.invalid' };
  writeFileSync(
    join(folder, 'environments/test.yaml'),
    stringify({ project: 'example-testing', region: 'us-west1', releases: [release] }),
  );
  const child = spawn(process.execPath, [BIN, 'preflight', 'test', ...args], {
    cwd: folder,
    env: { PATH: join(folder, 'bin'), HOME: folder, KUBECONFIG: join(folder, 'kubeconfig') },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => {
    stderr += part.toString();
  });
  const timer = setInterval(() => interrupt?.() && child.kill('SIGINT'), 100);
  child.on('close', () => clearInterval(timer));
  return new Promise<{ exit: number | null; stdout: string; stderr: string }>((end) => {
    child.on('close', (exit) => end({ exit, stdout, stderr: stderr.replaceAll(api.url, 'http://SERVER') }));
  });
}

test('goes where nothing is in the way, and changes nothing', async () => {
  const { exit, stdout } = await preflight();
  expect(stdout.replace(/^DNS today\n.*?\n\n/ms, '')).toMatchInlineSnapshot(`
   test, namespace default

   the right place
     ok       project example-testing in us-west1
     ok       namespace default
     ok       helm 3.18.4
     ok       kubectl 1.34.1
     ok       terraform 1.11.4
     ok       you may do what follows: 34 rights asked for

   what the cluster can do
     ok       the cluster knows every kind: BackendConfig, FrontendConfig,
              ManagedCertificate
     not run  VPC-native: the nodes do not tell; the environment names no cluster,
              and the context is not one of gcloud's
     note     nothing gives pods the readiness gate of the load balancer
                updates do not wait for it; is it a GKE cluster?

   the live releases
     ok       milvus: is not installed: helm makes it, with milvus-5.0.19

   who could get in that could not before
     ok       milvus: has no Service yet

   Secrets
     note     milvus-backend-tls: is not there yet
                milvus-l7 secrets makes it

   go
  `);
  expect(exit).toBe(0);
  expect(api.changes.filter(({ path }) => !path.endsWith('/selfsubjectaccessreviews'))).toEqual([]);
});

test('without helm the live release is not known, which is a stop', async () => {
  rmSync(join(folder, 'bin/helm'));
  const { exit, stdout } = await preflight(['--format', 'json']);
  expect(exit).toBe(1);
  const { go, findings } = JSON.parse(stdout) as { go: boolean; findings: { outcome: string; message: string }[] };
  expect(go).toBe(false);
  expect(findings.filter(({ outcome }) => outcome === 'not-run').map(({ message }) => message)).toEqual(
    expect.arrayContaining(['helm: helm is not installed', 'installed release: helm is not installed']),
  );
});

test('a cluster that does not answer is the one thing that is told', async () => {
  writeFileSync(join(folder, 'kubeconfig'), api.kubeconfig('http://127.0.0.1:1'));
  const { exit, stdout, stderr } = await preflight();
  expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
  expect(stderr).toMatch(/cannot be asked:\s+ECONNREFUSED\n/);
});

test('ends at once when somebody interrupts', async () => {
  program('helm', 'setTimeout(() => undefined, 30_000)');
  const { exit, stdout } = await preflight([], () => api.changes.length > 0);
  expect({ exit, stdout }).toEqual({ exit: 130, stdout: '' });
});
