import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { type InitOptions, init } from '../../src/cli/init';
import { loadTargets } from '../../src/apps/targets';
import type { Said } from '../../src/live/program';
import { UserError } from '../../src/errors';
import { ApiServer } from '../live/api-server';

jest.mock('../../src/cli/kubeconfig', () => ({
  // Jest cannot load the real client, which is an ES module.
  clusterOf: (namespace: string) => Promise.resolve(api.cluster(namespace)),
  knowsCluster: () => true,
}));
jest.mock('../../src/live/program', () => ({
  ask: (_: string, args: readonly string[]) => Promise.resolve(helm(args)),
}));
jest.setTimeout(20_000);

let helm: (args: readonly string[]) => Said;

let api: ApiServer;
let folder: string;

/** What the cluster holds, by the plural of its kind. */
let held: Record<string, unknown[]>;
/** What helm says of each release: its values; and of their chart. */
let releases: Record<string, object>;

beforeEach(async () => {
  api = await ApiServer.start();
  folder = mkdtempSync(join(tmpdir(), 'adopt-'));
  const page = ['backendconfig', 'managed-crt', 'ingress-google-managed'].flatMap((file) =>
    parseAllDocuments(readFileSync(`test/fixtures/guide/${file}.yaml`, 'utf8')).map((one) => one.toJS() as unknown),
  );
  const [config, certificate, ingress] = page;
  held = { backendconfigs: [config], managedcertificates: [certificate], ingresses: [ingress] };
  releases = {
    'my-release': {
      externalS3: { enabled: true, bucketName: 'data', secretKey: 'hunter2' },
      extraConfigFiles: { 'user.yaml': 'common:\n  security:\n    tlsMode: 1\n' },
      service: { type: 'ClusterIP' },
    },
  };
  api.answer = (path) => {
    const plural = path.split('?')[0]!.split('/').at(-1)!;
    if (plural === 'certificates') return { status: 404 };
    return plural in held ? { body: { items: held[plural] } } : undefined;
  };
});
afterEach(async () => {
  jest.restoreAllMocks();
  await api.stop();
  rmSync(folder, { recursive: true });
});

/** A helm that gives recorded answers. */
function installHelm(chart = 'milvus-4.2.0'): void {
  const list = [...Object.keys(releases).map((name) => ({ name, chart })), { name: 'grafana', chart: 'grafana-8.0.0' }];
  helm = ([first, , release]) => ({
    out: first === 'list' ? JSON.stringify(list) : stringify(releases[release ?? '']),
  });
}

async function run(options: Partial<InitOptions> = {}) {
  let [stdout, stderr] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation((part) => Boolean((stdout += String(part))));
  jest.spyOn(process.stderr, 'write').mockImplementation((part) => Boolean((stderr += String(part))));
  try {
    const exit = await init(folder, 'prod', { release: [], cluster: true, ...options });
    return { exit, stdout, stderr };
  } finally {
    jest.mocked(process.stdout.write).mockRestore();
    jest.mocked(process.stderr.write).mockRestore();
  }
}

const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const written = (): string[] => readdirSync(folder);
const ANSWERS = { project: 'my-project', region: 'us-west1' };

test('what runs becomes an environment, its values and its secrets, and the changes are told', async () => {
  installHelm();
  const { exit, stdout } = await run(ANSWERS);
  expect(exit).toBe(0);
  expect(stdout).toMatchInlineSnapshot(`
   wrote environments/prod.yaml
   wrote values/my-release.yaml
   wrote secrets/my-release.yaml
   wrote cdk8s.yaml
   wrote cdktf.json
   wrote .gitignore

   Applying it would change of what runs:

   prod 1 change
     ~ Helm release my-release
       + values.service.annotations:
             {"cloud.google.com/app-protocols":{"milvus":"HTTP2"},"cloud.googl…

   Next: npx milvus-l7 synth
  `);
  expect(read('environments/prod.yaml')).toMatchInlineSnapshot(`
   # yaml-language-server: $schema=../node_modules/milvus-gke-l7/environments/schema.json
   project: my-project
   region: us-west1
   releases:
     - name: my-release
       host: my-release.milvus.io
       chart: 4.2.0
       backendCertificate: image
       rest: unmanaged
       authorization: unmanaged
       proxy: unmanaged
       values: ../values/my-release.yaml
       secretValues: ../secrets/my-release.yaml
   loadBalancer:
     address: ephemeral
     http: open
     sslPolicy: none
     backend:
       timeoutSec: default
       connectionDraining: none
       logging: none
  `);
  expect(read('values/my-release.yaml')).not.toContain('hunter2');
  expect(read('secrets/my-release.yaml')).toBe('externalS3:\n  secretKey: hunter2\n');
  expect(statSync(join(folder, 'secrets/my-release.yaml')).mode & 0o777).toBe(0o600);
  expect(loadTargets(folder, []).targets).toHaveLength(1);
  expect(api.changes).toEqual([]);
});

test('without a project the changes cannot be told yet, and nobody is told a secret', async () => {
  installHelm();
  const { stdout, stderr } = await run();
  expect(stdout).toContain('\n  project\n');
  expect(stdout).not.toContain('Applying');
  expect(stdout + stderr).not.toContain('hunter2');
});

test('what the merge refuses is told before the first synth, and the files are there to mend it', async () => {
  releases = { 'my-release': { ...releases['my-release'], service: { port: 19531 } } };
  installHelm();
  const { stdout } = await run(ANSWERS);
  expect(stdout).toContain('Before the first synth:\nvalues/my-release.yaml:');
  expect(stdout).toContain('service.port: must be 19530');
  expect(stdout).toMatch(/\n\nNext, after that: npx milvus-l7 synth\n$/);
});

test('the tag of the image becomes the Milvus version of the environment, and is no change', async () => {
  releases = { 'my-release': { ...releases['my-release'], image: { all: { tag: 'v2.4.9-gpu' } } } };
  installHelm();
  const { stdout } = await run(ANSWERS);
  expect(stdout).toContain('Applying it would change');
  expect(stdout).not.toContain('2.4.9');
  expect(read('environments/prod.yaml')).toContain('    chart: 4.2.0\n    milvus: 2.4.9-gpu\n');
  expect(read('values/my-release.yaml')).not.toContain('tag');
  const [target] = loadTargets(folder, []).targets;
  expect(target?.values.get('my-release')).toContain('tag: v2.4.9-gpu\n');
});

test('an interrupt while helm is asked writes nothing, and ends as interrupts do', async () => {
  const exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  helm = () => {
    process.emit('SIGINT', 'SIGINT');
    return { failed: 'the operation was aborted', missing: false };
  };
  await expect(run(ANSWERS)).rejects.toThrow('exit 130');
  expect(exit).toHaveBeenCalledTimes(1);
  expect(written()).toEqual([]);
});

test('a release of the same name in another environment keeps its files', async () => {
  installHelm();
  mkdirSync(join(folder, 'values'));
  writeFileSync(join(folder, 'values/my-release.yaml'), 'mine');
  await run(ANSWERS);
  expect(read('values/my-release.yaml')).toBe('mine');
  expect(read('environments/prod.yaml')).toContain('values: ../values/prod-my-release.yaml\n');
});

test('without a release of Milvus the environment is a new one', async () => {
  releases = {};
  installHelm();
  const { stderr } = await run({ release: ['fresh'] });
  expect(stderr).toContain('no such release of Milvus in the namespace default: the environment is a new one\n');
  expect(read('environments/prod.yaml')).toContain('name: fresh\n');
  expect(existsSync(join(folder, 'values'))).toBe(false);
});

test.each<[string, () => void, Partial<InitOptions>, RegExp]>([
  [
    'several releases where none is named',
    () => (releases = { one: {}, two: {} }),
    {},
    /^the namespace default has several releases of Milvus: one, two/,
  ],
  [
    'a release that is not there',
    () => undefined,
    { release: ['my-release', 'two'] },
    /has no release of Milvus two, only my/,
  ],
  [
    'a secret in user.yaml',
    () => (releases = { one: { extraConfigFiles: { 'user.yaml': 'minio: { secretAccessKey: x1 }' } } }),
    {},
    /holds a secret/,
  ],
  [
    'objects that may not be read',
    () => (api.answer = (path) => (path.includes('/ingresses') ? { status: 403 } : undefined)),
    {},
    /^you may not list ingresses/,
  ],
])('refuses %s, and writes nothing', async (_, arrange, options, message) => {
  arrange();
  installHelm();
  await expect(run({ ...ANSWERS, ...options })).rejects.toThrow(message);
  expect(written()).toEqual([]);
});

test('refuses a chart that is too old, and writes nothing', async () => {
  installHelm('milvus-4.0.1');
  await expect(run(ANSWERS)).rejects.toThrow('releases[0].chart: must be 4.1.29 or newer');
  expect(written()).toEqual([]);
});

test('where the cluster does not answer, that and how to do without is told, and nothing is written', async () => {
  api.answer = () => ({ status: 401 });
  const refused = run(ANSWERS);
  await expect(refused).rejects.toThrow(/^the API server does not know you .*\n.*\n.*--no-cluster$/);
  await expect(refused).rejects.toThrow(UserError);
  expect(readdirSync(folder)).toEqual([]);
});

test('says so where helm is not installed, and how to do without', async () => {
  helm = () => ({ failed: 'helm is not installed', missing: true });
  await expect(run(ANSWERS)).rejects.toThrow(/^helm list: helm is not installed\n.*--no-cluster/);
  expect(written()).toEqual([]);
});
