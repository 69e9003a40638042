import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { Controllers } from './controllers';
import { installRelease } from './release';

jest.setTimeout(180_000);

const BIN = resolve('bin/milvus-l7.js');
const KUBECONFIG = process.env['MILVUS_L7_TEST_KUBECONFIG'] ?? '';

let count = 0;
/** Where the environment is that runs, and an empty project beside it. */
let [origin, project]: string[] = [];
let namespace: string;
let controllers: Controllers;

beforeAll(() => {
  if (KUBECONFIG === '')
    throw new Error('not run: MILVUS_L7_TEST_KUBECONFIG names no private API server; .ci/run does');
});
beforeEach(() => {
  [origin, project] = ['origin-', 'init-'].map((name) => mkdtempSync(join(tmpdir(), name)));
  namespace = `init-${process.pid}-${++count}`;
  controllers = new Controllers(KUBECONFIG, namespace);
  controllers.makeNamespace();
});
afterEach(() => [origin, project].forEach((folder) => rmSync(folder!, { recursive: true })));

function init(args: readonly string[], path: string, kubeconfig = KUBECONFIG) {
  const env = { ...process.env, KUBECONFIG: kubeconfig, PATH: `${path}:${process.env['PATH'] ?? ''}` };
  const all = [BIN, 'init', 'test', '--namespace', namespace, ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd: project!, env, encoding: 'utf8' });
  return { exit: status, stdout, stderr: stderr.replace(/^context local, https:.*\n/, '') };
}

/** What an environment makes: objects, and values of its release. */
function made(folder: string) {
  execFileSync(process.execPath, [BIN, 'synth', 'test'], { cwd: folder, stdio: 'ignore' });
  const text = (file: string): string => readFileSync(join(folder, 'dist', file), 'utf8');
  return {
    objects: parseAllDocuments(text('manifests/test.k8s.yaml')).map((one) => one.toJS() as unknown),
    values: parse(text('helm/test/milvus.values.yaml')) as object,
  };
}

/** Applies an environment of the test's own namespace; its release is one of Helm's. */
function run(environment: object) {
  mkdirSync(join(origin!, 'environments'));
  const whole = { project: 'example-testing', region: 'us-west1', namespace, ...environment };
  writeFileSync(join(origin!, 'environments/test.yaml'), stringify(whole));
  const applied = made(origin!);
  controllers.kubectl(['apply', '--server-side', '-f', join(origin!, 'dist/manifests/test.k8s.yaml')]);
  return { applied, path: installRelease(origin!, KUBECONFIG, namespace, applied.values) };
}

const RELEASE = { name: 'milvus', host: 'milvus.example.com', chart: '5.0.10' };
const ANSWERS = ['--project', 'example-testing', '--region', 'us-west1'];

test.each<[string, object]>([
  ['an environment of defaults', { releases: [RELEASE] }],
  [
    'an environment that says much',
    {
      labels: { team: 'search' },
      releases: [
        {
          ...RELEASE,
          milvus: '2.6.19-gpu',
          rest: { port: 8080, path: '/v2/vectordb' },
          proxy: { replicas: 3 },
          networkPolicy: { metricsFrom: [{ app: 'prometheus' }] },
        },
      ],
      certificate: { type: 'self-managed', secretName: 'theirs' },
      loadBalancer: {
        name: 'front',
        address: { name: 'theirs' },
        http: 'closed',
        backend: { timeoutSec: 120, connectionDraining: 'none', customRequestHeaders: { headers: ['X-A:b'] } },
      },
      monitoring: { podMonitoring: true },
    },
  ],
])('%s, as the API server and Helm tell of it, is read back as one that makes the same', (_, environment) => {
  const { applied, path } = run(environment);
  const before = controllers.kubectl(['get', 'ingresses,backendconfigs,services,secrets', '--output', 'json']);
  const { exit, stdout, stderr } = init(ANSWERS, path);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect(stdout).toMatch(
    /\n\nApplying it would change of what runs:\n\nNothing changes.*\n\nNext: npx milvus-l7 synth\n$/,
  );
  const again = made(project!);
  expect(again.objects).toEqual(applied.objects);
  expect(again.values).toEqual(applied.values);
  expect(controllers.kubectl(['get', 'ingresses,backendconfigs,services,secrets', '--output', 'json'])).toBe(before);
});

test('a release at layer 4 is told what changes, once its host is known, and its secret is shown to nobody', () => {
  const values = { service: { type: 'LoadBalancer' }, minio: { secretKey: 'my-secret-key' } };
  const path = installRelease(origin!, KUBECONFIG, namespace, values);
  const { exit, stdout, stderr } = init([...ANSWERS, '--host', 'milvus.example.com'], path);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  expect(stdout).toMatch(/\+ Ingress .*\/milvus\n/);
  expect(stdout).not.toContain('my-secret-key');
  expect(readFileSync(join(project!, 'secrets/milvus.yaml'), 'utf8')).toContain('my-secret-key');
});

test('the roles of the page are enough, and without them it says which page has them', () => {
  const { path } = run({ releases: [RELEASE] });
  const config = parse(readFileSync(KUBECONFIG, 'utf8')) as { users: { user: object }[] };
  Object.assign(config.users[0]!.user, { as: 'somebody' });
  const somebody = join(origin!, 'somebody.yaml');
  writeFileSync(somebody, stringify(config));

  const refused = init(ANSWERS, path, somebody);
  expect(refused.exit).toBe(1);
  expect(refused.stderr).toContain('you may not list backendconfigs.cloud.google.com');
  expect(refused.stderr.replace(/\s+/g, ' ')).toContain('ask for the role in docs/init.md');
  expect(readdirSync(project!)).toEqual([]);

  for (const page of ['status', 'init']) {
    const [, role = ''] = /^```yaml\n(apiVersion: rbac.*?)^```$/ms.exec(readFileSync(`docs/${page}.md`, 'utf8')) ?? [];
    controllers.kubectl(['apply', '-f', '-'], role);
    const name = `milvus-l7-${page}`;
    controllers.kubectl(['create', 'rolebinding', name, '--role', name, '--user', 'somebody']);
  }
  expect(init(ANSWERS, path, somebody)).toMatchObject({ exit: 0, stderr: '' });
});
