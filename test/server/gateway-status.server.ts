import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { Controllers } from './controllers';

const BIN = resolve('bin/milvus-l7.js');
const KUBECONFIG = process.env['MILVUS_L7_TEST_KUBECONFIG'] ?? '';
const env = { ...process.env, KUBECONFIG };

const HEALTHY = 'networking.gke.io/GatewayHealthy';
const SERVES = { Accepted: true, Programmed: true, [HEALTHY]: true };
const TAKEN = { Accepted: true, ResolvedRefs: true, Reconciled: true };

let count = 0;
let folder: string;
let namespace: string;
let controllers: Controllers;
let child: ChildProcess | undefined;

beforeAll(() => {
  if (KUBECONFIG === '')
    throw new Error('not run: MILVUS_L7_TEST_KUBECONFIG names no private API server; .ci/run does');
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-status-'));
  namespace = `gateway-status-${process.pid}-${++count}`;
  controllers = new Controllers(KUBECONFIG, namespace);
  controllers.makeNamespace();
  mkdirSync(join(folder, 'environments'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Synthesizes an environment with a Gateway, and applies what comes out. */
function apply(loadBalancer: object = { api: 'gateway' }): void {
  const releases = [{ name: 'milvus', host: 'milvus.example.com' }];
  const whole = { project: 'example-testing', namespace, releases, loadBalancer };
  writeFileSync(join(folder, 'environments/test.yaml'), stringify(whole));
  execFileSync(process.execPath, [BIN, 'synth'], { cwd: folder, stdio: 'ignore' });
  controllers.kubectl(['apply', '--server-side', '-f', join(folder, 'dist/manifests/test.k8s.yaml')]);
  controllers.install('milvus', 'milvus', {}, 2);
  for (const index of [0, 1]) controllers.makeReady(`milvus-proxy-${index}`);
}

/** What the controller of GKE's Gateways writes once it has set up all of it. */
function makeReady(): void {
  controllers.negStatus('milvus-gateway', { '19530': 'k8s1-milvus' });
  controllers.policy('gcpbackendpolicy', 'milvus-backend', true);
  controllers.policy('healthcheckpolicy', 'milvus-health', true);
  controllers.policy('gcpgatewaypolicy', 'milvus-policy', true);
  for (const route of ['milvus-route', 'milvus-redirect']) controllers.route(route, 'milvus', TAKEN);
  controllers.gateway('milvus', SERVES, '203.0.113.7');
}

function status(...args: string[]) {
  const run = spawnSync(process.execPath, [BIN, 'status', 'test', ...args], { cwd: folder, env, encoding: 'utf8' });
  return { exit: run.status, stdout: run.stdout.replaceAll(namespace, 'NAMESPACE') };
}

test('a Gateway that no controller has looked at is not ready', () => {
  apply();
  const { exit, stdout } = status();
  expect(exit).toBe(1);
  expect(stdout.split('\n\n').slice(0, 2).join('\n\n')).toMatchInlineSnapshot(`
   test, namespace NAMESPACE

     host         milvus.example.com
     dist         as it is live
     proxies      2 of 2
     Gateway      not Programmed
     Gateway IP   none yet
     Gateway NEGs none yet
     routes       not reconciled
     policies     not attached
  `);
  expect(stdout).toContain('  - Programmed is Unknown, Pending, Waiting for controller');
});

test('all is ready once the controller has written its part, and no more when the Gateway changes again', () => {
  apply();
  makeReady();
  const ready = status();
  expect(ready.stdout).toMatchInlineSnapshot(`
   test, namespace NAMESPACE

     host         milvus.example.com
     dist         as it is live
     proxies      2 of 2
     Gateway      programmed, healthy
     Gateway IP   203.0.113.7
     Gateway NEGs 1, k8s1-milvus
     routes       reconciled
     policies     attached

   ready
  `);
  expect(ready.exit).toBe(0);

  const change = '{"spec":{"listeners":[{"name":"https","port":443,"protocol":"HTTPS"}]}}';
  controllers.kubectl(['patch', 'gateway', 'milvus', '--type', 'merge', '--patch', change]);
  const changed = status();
  expect(changed.exit).toBe(1);
  expect(changed.stdout).toContain('  - Programmed is True, Programmed, told before the last change');
});

test('a route that GKE refuses is told with cause and cure, also where an event alone has the code', () => {
  apply();
  makeReady();
  controllers.gateway('milvus', { Accepted: true });
  controllers.warn('milvus', 'SYNC', 'error cause: gateway/milvus: GWCER106: no address', 'Gateway');
  expect(status().stdout).toContain('  The address does not exist, or port 443 has no certificate.');

  controllers.route('milvus-route', 'milvus', { ...TAKEN, Reconciled: false });
  const { exit, stdout } = status();
  expect(exit).toBe(1);
  expect(stdout).toMatch(/^ {2}routes +not reconciled$/m);
  expect(stdout).toContain('  A route says what GKE does not support.');
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('while moving, ready means both, and --watch ends when the second one is', async () => {
  apply({ api: 'ingress', also: 'gateway' });
  makeReady();
  const report = JSON.parse(status('--format', 'json').stdout) as { ingress: string; gateway: string; ready: boolean };
  expect(report).toMatchObject({ ingress: 'milvus', gateway: 'milvus', ready: false });

  const watch = spawn(process.execPath, [BIN, 'status', 'test', '--watch', '--timeout', '60s'], { cwd: folder, env });
  child = watch;
  let out = '';
  watch.stdout.on('data', (part: Buffer) => (out += part.toString()));
  const ended = new Promise<number | null>((end) => watch.on('close', end));
  for (let tries = 0; !out.includes('not ready') && tries < 300; tries++)
    await new Promise((next) => setTimeout(next, 100));
  const values = readFileSync(join(folder, 'dist/helm/test/milvus.values.yaml'), 'utf8');
  const { service } = parse(values) as { service: { annotations: object } };
  controllers.install('milvus', 'milvus', service.annotations, 0);
  controllers.negStatus('milvus', { '19530': 'k8s1-ingress' });
  controllers.address('milvus', '203.0.113.8');
  controllers.backends('milvus', { 'k8s1-ingress': 'HEALTHY' });
  controllers.certificate('milvus-tls', 'Active', 'milvus.example.com', 'Active');
  expect(await ended).toBe(0);
  expect(out).toMatch(/ {2}address: none yet → 203\.0\.113\.8 \(after \d+s\)\n/);
});
