import { X509Certificate } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { Controllers } from './controllers';
import { installRelease } from './release';

jest.setTimeout(180_000);

const BIN = resolve('bin/milvus-l7.js');
const KUBECONFIG = process.env['MILVUS_L7_TEST_KUBECONFIG'] ?? '';

let count = 0;
let folder: string;
let namespace: string;
let controllers: Controllers;

beforeAll(() => {
  if (KUBECONFIG === '')
    throw new Error('not run: MILVUS_L7_TEST_KUBECONFIG names no private API server; .ci/run does');
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'operations-'));
  namespace = `operations-${process.pid}-${++count}`;
  controllers = new Controllers(KUBECONFIG, namespace);
  controllers.makeNamespace();
  mkdirSync(join(folder, 'environments'));
  const environment = {
    project: 'example-testing',
    namespace,
    certificate: 'self-managed',
    releases: [{ name: 'milvus', host: 'milvus.example.com', chart: '5.0.19' }],
  };
  writeFileSync(join(folder, 'environments/test.yaml'), stringify(environment));
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], { kubeconfig = KUBECONFIG, path = '' } = {}) {
  const env = { ...process.env, KUBECONFIG: kubeconfig, PATH: `${path}:${process.env['PATH'] ?? ''}` };
  const done = spawnSync(process.execPath, [BIN, ...args], { cwd: folder, env, encoding: 'utf8' });
  return { exit: done.status, stdout: done.stdout.replaceAll(namespace, 'NAMESPACE'), stderr: done.stderr };
}

/** Somebody with nothing but a role of the page. */
function somebodyWith(role: string): string {
  const config = parse(readFileSync(KUBECONFIG, 'utf8')) as { users: { user: object }[] };
  Object.assign(config.users[0]!.user, { as: 'somebody' });
  const file = join(folder, 'somebody.yaml');
  writeFileSync(file, stringify(config));
  const page = readFileSync('docs/operations.md', 'utf8');
  const blocks = [...page.matchAll(/^```yaml\n(apiVersion: rbac.*?)^```$/gms)].map(([, text = '']) => text);
  controllers.kubectl(['apply', '-f', '-'], blocks.find((block) => block.includes(role)) ?? '');
  controllers.kubectl(['create', 'rolebinding', 'somebody', '--role', role, '--user', 'somebody']);
  return file;
}

describe('milvus-l7 secrets', () => {
  const secret = (name: string) =>
    JSON.parse(controllers.kubectl(['get', 'secret', name, '--output', 'json'])) as {
      type: string;
      metadata: { uid: string };
      data: Record<string, string>;
    };

  test('whoever has the role of the page makes them once, and renews one', () => {
    const kubeconfig = somebodyWith('milvus-l7-secrets');
    const first = run(['secrets', 'test', '--yes'], { kubeconfig });
    expect(first.exit).toBe(0);
    expect(first.stdout).toContain('made milvus-backend-tls');
    const made = secret('milvus-tls');
    expect(made.type).toBe('kubernetes.io/tls');
    const certificate = new X509Certificate(Buffer.from(made.data['tls.crt']!, 'base64'));
    expect(certificate.checkHost('milvus.example.com')).toBe('milvus.example.com');

    const second = run(['secrets', 'test'], { kubeconfig });
    expect({ exit: second.exit, kept: second.stdout.match(/there, kept/g)?.length }).toEqual({ exit: 0, kept: 2 });
    expect(secret('milvus-tls').data).toEqual(made.data);

    const renewed = run(['secrets', 'test', '--renew', 'milvus-tls', '--yes'], { kubeconfig });
    expect(renewed.exit).toBe(0);
    expect(secret('milvus-tls').metadata.uid).toBe(made.metadata.uid);
    expect(secret('milvus-tls').data['tls.key']).not.toBe(made.data['tls.key']);
  });

  test('what it prints is taken as it is', () => {
    const { exit, stdout } = run(['secrets', 'test', '--print']);
    expect(exit).toBe(0);
    controllers.kubectl(['create', '-f', '-'], stdout.replaceAll('NAMESPACE', namespace));
    expect(run(['secrets', 'test']).stdout.match(/there, kept/g)).toHaveLength(2);
  });

  test('without a right it says which, and makes nothing', () => {
    const config = somebodyWith('milvus-l7-password');
    const { exit, stderr } = run(['secrets', 'test', '--yes'], { kubeconfig: config });
    expect(exit).toBe(1);
    expect(stderr).toContain('you may not create secrets in the namespace');
    expect(controllers.kubectl(['get', 'secrets', '--output', 'name'])).toBe('');
  });
});

describe('milvus-l7 preflight', () => {
  interface Told {
    readonly go: boolean;
    readonly findings: readonly { readonly area: string; readonly outcome: string; readonly message: string }[];
  }
  const told = (stdout: string): Told => JSON.parse(stdout) as Told;
  const of = ({ findings }: Told, area: string, outcome: string): string[] =>
    findings.filter((one) => one.area === area && one.outcome === outcome).map(({ message }) => message);

  test('stops where the release that runs contradicts, loses values, or was guarded, and shows no secret', () => {
    const values = {
      service: { type: 'LoadBalancer', loadBalancerSourceRanges: ['203.0.113.0/24'] },
      cluster: { enabled: false },
      queryNode: { replicas: 3 },
      minio: { secretKey: 'my-secret-key' },
    };
    const path = installRelease(folder, KUBECONFIG, namespace, values);
    const before = controllers.kubectl(['get', 'services,secrets', '--output', 'json']);
    const { exit, stdout } = run(['preflight', 'test', '--format', 'json'], { path });
    expect(exit).toBe(1);
    const found = told(stdout);
    expect(of(found, 'release', 'ok')[0]).toBe('runs milvus-5.0.10; the environment has milvus-5.0.19');
    const stops = of(found, 'release', 'stop').join('\n');
    expect(stops).toContain('live cluster.enabled: must be true, got false');
    expect(stops).toContain('live values would be lost: queryNode.replicas: 3');
    expect(stops).toContain('live secrets would be lost: minio.secretKey: (a secret)');
    expect(of(found, 'exposure', 'stop').join('\n')).toContain('[203.0.113.0/24] kept everybody else out');
    expect(of(found, 'clients', 'note').join('\n')).toContain('its Service is of type LoadBalancer');
    expect(of(found, 'cluster', 'ok')[0]).toContain('the cluster knows every kind: BackendConfig');
    expect(stdout).not.toContain('my-secret-key');
    expect(controllers.kubectl(['get', 'services,secrets', '--output', 'json'])).toBe(before);
  });

  test('a right that is missing is told by the API server itself', () => {
    const path = installRelease(folder, KUBECONFIG, namespace, {});
    const { exit, stdout } = run(['preflight', 'test', '--format', 'json'], {
      path,
      kubeconfig: somebodyWith('milvus-l7-password'),
    });
    expect(exit).toBe(1);
    const [missing = ''] = of(told(stdout), 'place', 'stop');
    expect(missing).toContain('you may not get ingresses.networking.k8s.io, create ingresses.networking.k8s.io');
    expect(missing).not.toContain('pods/portforward');
  });

  test('a cluster whose place nobody can tell is a stop, and every line fits', () => {
    const { exit, stdout } = run(['preflight', 'test']);
    expect(exit).toBe(1);
    expect(stdout).toContain('not run  project and region: ');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
