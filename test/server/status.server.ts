import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { Controllers } from './controllers';

const BIN = resolve('bin/milvus-l7.js');
const KUBECONFIG = process.env['MILVUS_L7_TEST_KUBECONFIG'] ?? '';

let count = 0;
let folder: string;
let namespace: string;
let controllers: Controllers;
const children = new Set<ChildProcess>();

beforeAll(() => {
  if (KUBECONFIG === '')
    throw new Error('not run: MILVUS_L7_TEST_KUBECONFIG names no private API server; .ci/run does');
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'status-'));
  namespace = `status-${process.pid}-${++count}`;
  controllers = new Controllers(KUBECONFIG, namespace);
  controllers.makeNamespace();
  mkdirSync(join(folder, 'environments'));
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  rmSync(folder, { recursive: true });
});

const ONE = { releases: [{ name: 'milvus', host: 'milvus.example.com' }] };
const TWO = {
  releases: [
    { name: 'milvus-one', host: 'one.example.com' },
    { name: 'milvus-two', host: '*.two.example.com', mode: 'standalone' },
  ],
  certificate: 'self-managed',
  loadBalancer: { name: 'tenants' },
};

/** Synthesizes an environment of the test's own namespace and applies what comes out. */
function apply(environment: object): void {
  const whole = { project: 'example-testing', namespace, ...environment };
  writeFileSync(join(folder, 'environments/test.yaml'), stringify(whole));
  execFileSync(process.execPath, [BIN, 'synth'], { cwd: folder, stdio: 'ignore' });
  controllers.kubectl(['apply', '--server-side', '-f', join(folder, 'dist/manifests/test.k8s.yaml')]);
}

function annotationsOf(release: string): object {
  const values = parse(readFileSync(join(folder, `dist/helm/test/${release}.values.yaml`), 'utf8')) as {
    service: { annotations: object };
  };
  return values.service.annotations;
}

function status(args: readonly string[] = [], kubeconfig = KUBECONFIG) {
  return statusOf('test', args, kubeconfig);
}

function statusOf(environment: string, args: readonly string[] = [], kubeconfig = KUBECONFIG) {
  const env = { ...process.env, KUBECONFIG: kubeconfig };
  const {
    stdout,
    stderr,
    status: exit,
  } = spawnSync(process.execPath, [BIN, 'status', environment, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  });
  return { exit, stdout, stderr };
}

/** Everything as it is once all is ready. */
function makeReady(): void {
  controllers.install('milvus', 'milvus', annotationsOf('milvus'), 2);
  for (const index of [0, 1]) controllers.makeReady(`milvus-proxy-${index}`);
  controllers.negStatus('milvus', { '19530': 'k8s1-milvus' });
  controllers.address('milvus', '203.0.113.7');
  controllers.backends('milvus', { 'k8s1-milvus': 'HEALTHY', 'k8s1-default': 'HEALTHY' });
  controllers.certificate('milvus-tls', 'Active', 'milvus.example.com', 'Active');
}

test('nothing is ready where only the manifests are applied, and every line says what to do', () => {
  apply(ONE);
  controllers.warn('milvus', 'Translate', 'Translation failed: could not find service "milvus"');
  const { exit, stdout } = status();
  expect(exit).toBe(1);
  expect(stdout.replaceAll(namespace, 'NAMESPACE').split('\n\n').slice(0, 2).join('\n\n')).toMatchInlineSnapshot(`
   test, namespace NAMESPACE

     host         milvus.example.com
     dist         1 missing
     proxies      0 of 2
     NEGs         none yet
     address      none yet
     backends     none yet
     certificate  no status yet
  `);
  expect(stdout).toContain(
    'the controller says of Ingress milvus:\n  - Translate: Translation failed: could not find service "milvus"',
  );
});

test('all is ready once every controller has written its part', () => {
  apply(ONE);
  makeReady();
  const { exit, stdout } = status();
  expect(stdout.replaceAll(namespace, 'NAMESPACE')).toMatchInlineSnapshot(`
   test, namespace NAMESPACE

     host         milvus.example.com
     dist         as it is live
     proxies      2 of 2
     NEGs         1, k8s1-milvus
     address      203.0.113.7
     backends     HEALTHY
     certificate  Active, until 2027-02-24

   ready
  `);
  expect(exit).toBe(0);
});

test.each([
  ['Provisioning', 'FailedNotVisible', 'FailedNotVisible'],
  ['Provisioning', 'FailedCaaForbidden', 'FailedCaaForbidden'],
  ['ProvisioningFailed', 'FailedRateLimited', 'FailedRateLimited'],
  ['Provisioning', 'Provisioning', 'Provisioning'],
])('a certificate that is %s because its domain is %s', (certificate, domain, shown) => {
  apply(ONE);
  makeReady();
  controllers.certificate('milvus-tls', certificate, 'milvus.example.com', domain);
  const { exit, stdout } = status();
  expect(exit).toBe(1);
  expect(stdout).toMatch(new RegExp(`^  certificate  ${shown}$`, 'm'));
});

test('what was changed by hand is told, field by field', () => {
  apply(ONE);
  makeReady();
  controllers.kubectl([
    'patch',
    'backendconfig',
    'milvus-backendconfig',
    '--type',
    'merge',
    '--patch',
    '{"spec":{"timeoutSec":5}}',
  ]);
  controllers.kubectl(['annotate', 'service', 'milvus', '--overwrite', 'cloud.google.com/neg={"ingress": false}']);
  const { exit, stdout } = status();
  expect(exit).toBe(1);
  const text = stdout.replaceAll(/\n +/g, ' ');
  expect(text).toContain('BackendConfig milvus-backendconfig spec.timeoutSec: live has 5, dist has 3600');
  expect(text).toContain('Service milvus of the chart metadata.annotations["cloud.google.com/neg"]: live has');
});

describe('what an API server fills in is no difference', () => {
  const examples = readdirSync('examples').filter((file) => file.endsWith('.yaml'));

  test.each(examples)('examples/%s', (file) => {
    cpSync('examples', join(folder, 'examples'), { recursive: true });
    const example = parse(readFileSync(join('examples', file), 'utf8')) as { releases: unknown[] };
    writeFileSync(join(folder, 'examples', file), stringify({ ...example, namespace }));
    execFileSync(process.execPath, [BIN, 'synth', `examples/${file}`], { cwd: folder, stdio: 'ignore' });
    const name = file.replace('.yaml', '');
    controllers.kubectl(['apply', '--server-side', '-f', join(folder, `dist/manifests/${name}.k8s.yaml`)]);
    const { stdout } = statusOf(`examples/${file}`);
    expect(stdout).toMatch(new RegExp(`^  dist +${example.releases.length} missing$`, 'm')); // the charts' Services
  });
});

test('several releases have a row each, and others of their certificate', () => {
  apply(TWO);
  controllers.install('milvus-one', 'milvus-one', annotationsOf('milvus-one'), 2);
  controllers.install('milvus-two', 'milvus-two', annotationsOf('milvus-two'), 1, 'standalone');
  controllers.makeReady('milvus-two-proxy-0');
  controllers.negStatus('milvus-one', { '19530': 'k8s1-one' });
  controllers.negStatus('milvus-two', { '19530': 'k8s1-two' });
  controllers.address('tenants', '203.0.113.7');
  controllers.backends('tenants', { 'k8s1-one': 'UNHEALTHY', 'k8s1-two': 'HEALTHY' });
  const { exit, stdout } = status();
  expect(exit).toBe(1);
  expect(stdout.replaceAll(namespace, 'NAMESPACE').split('\n\n').slice(0, 3).join('\n\n')).toMatchInlineSnapshot(`
   test, namespace NAMESPACE

     dist         as it is live
     address      203.0.113.7

     release     host               certificate  backends   NEGs  proxies
     milvus-one  one.example.com    bound        UNHEALTHY  1     0 of 2
     milvus-two  *.two.example.com  bound        HEALTHY    1     1 of 1
  `);
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('--watch tells each change with the time it took, and ends when all is ready', async () => {
  apply(ONE);
  const child = watch(['--watch']);
  await child.saw('not ready');
  makeReady();
  expect(await child.ended).toBe(0);
  const changes = child.out().split('not ready\n')[1]!;
  for (const line of [
    'dist: 1 missing → as it is live',
    'proxies of milvus: ',
    'address: none yet → 203.0.113.7',
    ' → HEALTHY',
    ' → Active',
  ]) {
    expect(changes).toContain(line);
  }
  expect(changes).toMatch(/^ +\d+s {2}address: none yet → 203\.0\.113\.7 \(after \d+s\)$/m);
  expect(changes).toMatch(/ready\n$/);
});

test('--watch says when an object is deleted meanwhile, and goes on', async () => {
  apply(ONE);
  makeReady();
  controllers.certificate('milvus-tls', 'Provisioning', 'milvus.example.com', 'Provisioning');
  const child = watch(['--watch']);
  await child.saw('not ready');
  controllers.kubectl(['delete', 'backendconfig', 'milvus-backendconfig']);
  await child.saw('dist: as it is live → 1 missing');
  controllers.kubectl(['apply', '--server-side', '-f', join(folder, 'dist/manifests/test.k8s.yaml')]);
  await child.saw('dist: 1 missing → as it is live');
  controllers.certificate('milvus-tls', 'Active', 'milvus.example.com', 'Active');
  expect(await child.ended).toBe(0);
});

test('--watch gives up after its time, with exit code 1', async () => {
  apply(ONE);
  const child = watch(['--watch', '--timeout', '2s']);
  expect(await child.ended).toBe(1);
  expect(child.errors()).toContain('not ready after 2s\n');
});

test('--watch --format json writes one object a line', async () => {
  apply(ONE);
  const child = watch(['--watch', '--format', 'json']);
  await child.saw('"ready":false');
  makeReady();
  expect(await child.ended).toBe(0);
  const lines = child
    .out()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { ready: boolean });
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.at(-1)!.ready).toBe(true);
});

test('a namespace that is on its way out is told', () => {
  apply(ONE);
  controllers.kubectl(['delete', 'namespace', namespace, '--wait=false']);
  const { exit, stderr } = status();
  expect(exit).toBe(1);
  expect(stderr).toContain(`the namespace ${namespace} is not there, or is being deleted`);
});

test('whoever has the role in docs/status.md may ask, and without it is told what is missing', () => {
  apply(ONE);
  makeReady();
  const config = parse(readFileSync(KUBECONFIG, 'utf8')) as { users: { user: object }[] };
  Object.assign(config.users[0]!.user, { as: 'somebody' });
  const somebody = join(folder, 'somebody.yaml');
  writeFileSync(somebody, stringify(config));
  const { exit, stderr } = status([], somebody);
  expect(exit).toBe(1);
  // The sentence is wrapped where the namespace's own length lets it be.
  const [missing] = /you may not list .*?\(context local\)/.exec(stderr.replace(/\s+/g, ' ')) ?? [];
  expect(missing?.replaceAll(namespace, 'NAMESPACE')).toMatchInlineSnapshot(
    `"you may not list backendconfigs.cloud.google.com, frontendconfigs.networking.gke.io, ingresses.networking.k8s.io, managedcertificates.networking.gke.io, poddisruptionbudgets.policy, pods, services in the namespace NAMESPACE (context local)"`,
  );

  const [, role = ''] = /^```yaml\n(apiVersion: rbac.*?)^```$/ms.exec(readFileSync('docs/status.md', 'utf8')) ?? [];
  controllers.kubectl(['apply', '-f', '-'], role);
  controllers.kubectl(['create', 'rolebinding', 'somebody', '--role', 'milvus-l7-status', '--user', 'somebody']);
  expect(status([], somebody)).toMatchObject({ exit: 0 });
  expect(status(['--watch', '--timeout', '5s'], somebody)).toMatchObject({ exit: 0 });
});

test('whom the API server does not know is told so', () => {
  apply(ONE);
  const config = parse(readFileSync(KUBECONFIG, 'utf8')) as { users: { user: object }[] };
  config.users[0]!.user = { token: 'nobody-knows' };
  const unknown = join(folder, 'unknown.yaml');
  writeFileSync(unknown, stringify(config));
  expect(status([], unknown)).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining('does not know you') as string,
  });
});

/** The command while it runs. */
function watch(args: readonly string[]) {
  const env = { ...process.env, KUBECONFIG };
  const child = spawn(process.execPath, [BIN, 'status', 'test', ...args], { cwd: folder, env });
  children.add(child);
  let [out, errors] = ['', ''];
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  const ended = new Promise<number | null>((end) => child.on('close', end));
  const saw = async (text: string): Promise<void> => {
    for (let tries = 0; !out.includes(text); tries++) {
      if (tries > 250) throw new Error(`never said ${text}:\n${out}\n${errors}`);
      await new Promise((next) => setTimeout(next, 100));
    }
  };
  return { out: () => out, errors: () => errors, ended, saw };
}
