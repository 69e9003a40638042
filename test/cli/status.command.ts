import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ApiServer } from '../live/api-server';
import { putOurProject } from '../our-project';

jest.setTimeout(40_000);

const BIN = resolve('bin/milvus-l7.js');

let api: ApiServer;
let project: string;
let folder: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'status-project-'));
  putOurProject(project);
});
afterAll(() => rmSync(project, { recursive: true }));
beforeEach(async () => {
  api = await ApiServer.start();
  folder = mkdtempSync(join(tmpdir(), 'status-'));
  cpSync(project, folder, { recursive: true });
  writeFileSync(join(folder, 'kubeconfig'), api.kubeconfig());
});
afterEach(async () => {
  await api.stop();
  rmSync(folder, { recursive: true });
});

/** Not spawnSync: the API server is in this process. */
function status(args: readonly string[], env: NodeJS.ProcessEnv = { KUBECONFIG: join(folder, 'kubeconfig') }) {
  const child = spawn(process.execPath, [BIN, 'status', ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, ...env },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
  const done = new Promise<{ exit: number | null; stdout: string; stderr: string }>((end) => {
    child.on('close', (exit) => end({ exit, stdout, stderr: stderr.replaceAll(api.url, 'http://SERVER') }));
  });
  const until = async (what: () => boolean): Promise<void> => {
    for (let tries = 0; !what(); tries++) {
      if (tries > 300) throw new Error(`never came:\n${stdout}\n${stderr}`);
      await new Promise((next) => setTimeout(next, 50));
    }
  };
  return { child, done, until, stdout: () => stdout, stderr: () => stderr };
}

const CONTEXT = 'context here, http://SERVER\n';

describe('says why the cluster cannot be asked', () => {
  test('no KUBECONFIG', async () => {
    expect(await status(['production'], {}).done).toMatchInlineSnapshot(`
     {
       "exit": 1,
       "stderr": no cluster is known: KUBECONFIG is not set, and there is no ~/.kube/config
         gcloud container clusters get-credentials CLUSTER --location LOCATION --project PROJECT

     1 fault,
       "stdout": "",
     }
    `);
  });

  test('a KUBECONFIG that is not there', async () => {
    expect((await status(['production'], { KUBECONFIG: 'nowhere' }).done).stderr).toMatchInlineSnapshot(`
     nowhere: KUBECONFIG names it, and there is no such file
         gcloud container clusters get-credentials CLUSTER --location LOCATION --project PROJECT

     1 fault in 1 file
    `);
  });

  test('a KUBECONFIG that is none', async () => {
    writeFileSync(join(folder, 'kubeconfig'), 'a: [');
    const { exit, stderr } = await status(['production'], { KUBECONFIG: 'kubeconfig' }).done;
    expect(exit).toBe(1);
    expect(stderr).toContain('kubeconfig: is no kubeconfig: ');
  });

  test('no current context', async () => {
    writeFileSync(join(folder, 'kubeconfig'), api.kubeconfig().replace('current-context: here\n', ''));
    expect((await status(['production'], { KUBECONFIG: 'kubeconfig' }).done).stderr).toMatchInlineSnapshot(`
     kubeconfig: has no current context; it has here, there
         kubectl config use-context NAME

     1 fault in 1 file
    `);
  });

  test('nothing listens', async () => {
    writeFileSync(join(folder, 'kubeconfig'), api.kubeconfig('http://127.0.0.1:1'));
    expect((await status(['production']).done).stderr).toMatchInlineSnapshot(`
     context here, http://127.0.0.1:1
     the API server http://127.0.0.1:1 of the context here cannot be asked:
       ECONNREFUSED
         check the context (kubectl config current-context), the network and VPN, and
         whether the cluster runs

     1 fault
    `);
  });

  test('nothing answers', async () => {
    api.answer = () => ({ hang: true });
    const { exit, stderr } = await status(['production']).done;
    expect(exit).toBe(1);
    expect(stderr).toMatch(/of the context here cannot be asked: no\s+answer in 10 s\n/);
  });

  test('what answers is something else', async () => {
    api.answer = () => ({ body: '<html>' });
    expect((await status(['production']).done).stderr).toContain('is no Kubernetes API server: it sends no JSON\n');
  });

  test('nobody knows me', async () => {
    api.answer = () => ({ status: 401 });
    expect((await status(['production']).done).stderr).toMatchInlineSnapshot(`
     context here, http://SERVER
     the API server does not know you (context here)
         sign in anew, e.g. gcloud auth login

     1 fault
    `);
  });

  test('forbidden, all of it at once', async () => {
    api.answer = (path) => (/ingresses|pods|events|namespaces\/default$/.test(path) ? { status: 403 } : undefined);
    expect((await status(['production']).done).stderr).toMatchInlineSnapshot(`
     context here, http://SERVER
     you may not list ingresses.networking.k8s.io, pods in the namespace default
       (context here)
         ask for the role in docs/status.md: get, list and watch

     1 fault
    `);
  });

  test('a cluster that is not from Google', async () => {
    api.answer = (path) => (/gke|cloud\.google/.test(path) ? { status: 404 } : undefined);
    expect((await status(['production']).done).stderr).toMatchInlineSnapshot(`
     context here, http://SERVER
     the cluster of the context here knows no BackendConfig
       (backendconfigs.cloud.google.com)
         is it a GKE cluster, with its HTTP load balancing add-on on?
     the cluster of the context here knows no FrontendConfig
       (frontendconfigs.networking.gke.io)
         is it a GKE cluster, with its HTTP load balancing add-on on?
     the cluster of the context here knows no ManagedCertificate
       (managedcertificates.networking.gke.io)
         is it a GKE cluster, with its HTTP load balancing add-on on?

     3 faults
    `);
  });

  test('a namespace that is gone', async () => {
    api.answer = (path) => (/namespaces\/default$/.test(path) ? { status: 404 } : undefined);
    expect((await status(['production']).done).stderr).toMatchInlineSnapshot(`
     context here, http://SERVER
     the namespace default is not there, or is being deleted (context here)
         another cluster? kubectl config current-context. Else make it, and apply
         again

     1 fault
    `);
  });

  test('an environment that was not synthesized', async () => {
    rmSync(join(folder, 'dist'), { recursive: true });
    expect((await status(['production']).done).stderr).toBe(
      'dist/manifests/production.k8s.yaml: no such file\n    milvus-l7 synth writes it\n\n1 fault in 1 file\n',
    );
  });
});

test('asks for no Secret, and shows no token', async () => {
  const { stdout, stderr } = await status(['production', '--format', 'json']).done;
  expect(api.asked.filter((path) => path.includes('secrets'))).toEqual([]);
  expect(stdout + stderr).not.toContain('my-secret-token');
  expect(JSON.parse(stdout)).toMatchObject({ environment: 'production', ready: false });
  expect(stderr).toBe(CONTEXT);
});

test('asks the cluster of another context, where one is named', async () => {
  expect((await status(['production', '--context', 'there']).done).stderr).toBe('context there, http://SERVER\n');
});

test('events that may not be read are left out, and nothing else', async () => {
  api.answer = (path) => (path.includes('/events') ? { status: 403 } : undefined);
  const { exit, stdout } = await status(['production']).done;
  expect(exit).toBe(1);
  expect(stdout).toContain('not ready');
});

describe('--watch', () => {
  const ingress = (ip: string) => ({
    items: [{ metadata: { name: 'milvus-production' }, status: { loadBalancer: { ingress: [{ ip }] } } }],
  });

  test('sees at once what a watch tells', async () => {
    const run = status(['production', '--watch']);
    await run.until(() => (api.watches.get('ingresses')?.size ?? 0) > 0);
    api.answer = (path) => (path.endsWith('/ingresses') ? { body: ingress('203.0.113.7') } : undefined);
    api.tell('ingresses');
    await run.until(() => run.stdout().includes('address: none yet → 203.0.113.7'));
    run.child.kill('SIGINT');
    expect((await run.done).exit).toBe(130);
  });

  test('opens watches again that are dropped, without a word', async () => {
    const run = status(['production', '--watch']);
    await run.until(() => (api.watches.get('pods')?.size ?? 0) > 0);
    expect(api.dropWatches()).toBeGreaterThan(3);
    await run.until(() => api.watches.get('ingresses')?.size === 0);
    await run.until(() => (api.watches.get('ingresses')?.size ?? 0) > 0);
    api.answer = (path) => (path.endsWith('/ingresses') ? { body: ingress('203.0.113.8') } : undefined);
    api.tell('ingresses');
    await run.until(() => run.stdout().includes('→ 203.0.113.8'));
    run.child.kill('SIGTERM');
    expect(await run.done).toMatchObject({ exit: 143, stderr: `${CONTEXT}\nSIGTERM\n` });
  });

  test('goes on where the API server fails for a while, and says so once', async () => {
    const run = status(['production', '--watch']);
    await run.until(() => (api.watches.get('ingresses')?.size ?? 0) > 0);
    api.answer = (path) => (path.includes('watch') ? undefined : { status: 500 });
    for (let times = 0; times < 3; times++) {
      api.tell('ingresses');
      await new Promise((next) => setTimeout(next, 400));
    }
    await run.until(() => run.stderr().includes('trying again'));
    api.answer = (path) => (path.endsWith('/ingresses') ? { body: ingress('203.0.113.9') } : undefined);
    api.tell('ingresses');
    await run.until(() => run.stdout().includes('→ 203.0.113.9'));
    run.child.kill('SIGINT');
    expect((await run.done).stderr.match(/trying again/g)).toHaveLength(1);
  });
});

test.each([
  [
    ['production', '--timeout', 'soon'],
    "error: option '--timeout <duration>' argument 'soon' is invalid. It must be a\n  duration such as 90s, 10m or 1h, at most 24h.\nmilvus-l7 status --help shows how it is called\n",
  ],
  [
    ['production', '--timeout', '0s'],
    "error: option '--timeout <duration>' argument '0s' is invalid. It must be a\n  duration such as 90s, 10m or 1h, at most 24h.\nmilvus-l7 status --help shows how it is called\n",
  ],
  [
    ['production', '--wacth'],
    "error: unknown option '--wacth'\n(Did you mean --watch?)\nmilvus-l7 status --help shows how it is called\n",
  ],
  [['production', '--context', 'ther'], 'error: --context ther: no such context; did you mean there?\n'],
  [['prodution'], 'error: no environment prodution: did you mean production?\n'],
])('refuses %j', async (args, stderr) => {
  expect(await status(args).done).toEqual({ exit: 2, stdout: '', stderr });
});
