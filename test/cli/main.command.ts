import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { version } from '../../package.json';
import { putOurEnvironments } from '../our-project';

const BIN = resolve('bin/milvus-l7.js');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
  putOurEnvironments(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

function milvusL7(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd: folder, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('synth writes dist and says what it wrote, on stderr', () => {
  const { status, stdout, stderr } = milvusL7('synth');
  expect(status).toBe(0);
  expect(stdout).toBe('');
  expect(stderr).toContain('write  dist/manifests/production.k8s.yaml\n');
  expect(milvusL7('synth').stderr).toMatch(/^2 environments: \d+ files in dist\/, 0 written, 0 removed\n$/m);
});

test('synth --check writes nothing, and exits 1 where dist is stale', () => {
  expect(milvusL7('synth', '--check').status).toBe(1);
  expect(readdirSync(folder)).toEqual(['environments']);
  milvusL7('synth');
  expect(milvusL7('synth', '--check')).toMatchObject({
    status: 0,
    stderr: expect.stringMatching(/^2 environments: dist\/ is what a synthesis writes, \d+ files\n$/m),
  });
  writeFileSync(join(folder, 'dist/runbook/guide.md'), 'edited');
  const { status, stderr } = milvusL7('synth', 'guide', '--check');
  expect(status).toBe(1);
  expect(stderr).toMatchInlineSnapshot(`
   write  dist/runbook/guide.md
   1 environment: dist/ is stale, 1 file would change
       run milvus-l7 synth, and commit what it writes
  `);
});

test('synth takes names as status does', () => {
  expect(milvusL7('synth', 'guide').stderr).toMatch(/^1 environment: /m);
  expect(milvusL7('synth', 'gide')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'error: no environment gide: did you mean guide?\n',
  });
  expect(milvusL7('synth', 'guide.yaml', 'production', 'prodution')).toEqual({
    status: 2,
    stdout: '',
    stderr:
      'error: no environment guide.yaml: did you mean guide?\nerror: no environment prodution: did you mean production?\n',
  });
});

test('synth of one file leaves what belongs to others, also what is stale', () => {
  milvusL7('synth');
  rmSync(join(folder, 'environments/guide.yaml'));
  expect(milvusL7('synth', 'environments/production.yaml').status).toBe(0);
  expect(readdirSync(join(folder, 'dist/manifests'))).toContain('guide.k8s.yaml');
  expect(milvusL7('synth').stderr).toContain('remove dist/manifests/guide.k8s.yaml');
});

test('synth tells every fault and exits 1, dist as it was', () => {
  milvusL7('synth');
  const before = execFileSync('find', ['dist', '-type', 'f', '-printf', '%p %T@\\n'], {
    cwd: folder,
    encoding: 'utf8',
  });
  writeFileSync(join(folder, 'environments/a.yaml'), 'project: P\nreleases: []\n');
  writeFileSync(join(folder, 'environments/b.yml'), '');
  const { status, stderr } = milvusL7('synth');
  expect(status).toBe(1);
  expect(stderr).toMatchInlineSnapshot(`
   environments/b.yml: environment files end in .yaml, got .yml
       git mv environments/b.yml environments/b.yaml
   environments/a.yaml:1:10 project: must be a project id: 6 to 30 lower-case
     letters, digits and "-", starting with a letter and ending with a letter or
     digit, got "P"
       e.g. project: my-project
   environments/a.yaml:2:11 releases: must have at least one release, got []

   3 faults in 2 files: dist/ is as it was
  `);
  expect(execFileSync('find', ['dist', '-type', 'f', '-printf', '%p %T@\\n'], { cwd: folder, encoding: 'utf8' })).toBe(
    before,
  );
});

test('synth says where it cannot write', () => {
  writeFileSync(join(folder, 'dist'), '');
  const { status, stderr } = milvusL7('synth');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^dist: must be a folder, a file is in the way/m);
});

test('synth keeps an environment whose local state still holds resources', () => {
  milvusL7('synth');
  rmSync(join(folder, 'environments/production.yaml'));
  writeFileSync(
    join(folder, 'terraform.production.tfstate'),
    '{"resources":[{"type":"google_compute_global_address"}]}',
  );
  const { status, stderr } = milvusL7('synth');
  expect(status).toBe(1);
  expect(stderr).toContain('terraform.production.tfstate');
});

test.each([
  [['snyth'], "error: unknown command 'snyth'\n(Did you mean synth?)\nmilvus-l7 --help lists the commands\n"],
  [['init'], "error: missing required argument 'name'\nmilvus-l7 init --help shows how it is called\n"],
  [['synth', '--oot', 'x'], "error: unknown option '--oot'"],
  [['synth', '--out', ''], 'It must name a folder'],
  [[], 'Usage: milvus-l7'],
  [['snyth', '--help'], "error: unknown command 'snyth'\n(Did you mean synth?)"],
  [['help', 'snyth'], "error: unknown command 'snyth'\n(Did you mean synth?)"],
])('wrong use exits 2: %j', (args, told) => {
  const { status, stderr } = milvusL7(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(told);
});

test('tells its version, and names files below a folder once, however that is written', () => {
  expect(milvusL7('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  expect(milvusL7('synth', '--out', './o//').stderr).toContain('write  o/manifests/guide.k8s.yaml\n');
});

test('help fits 80 columns and shows examples', () => {
  const { status, stdout } = milvusL7('synth', '--help');
  expect(status).toBe(0);
  expect(stdout).toContain('Examples:');
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});

test('bare cdk8s synth writes what synth publishes, and synth takes its files over', () => {
  const { status } = spawnSync(process.execPath, [resolve('bin/run.js'), 'apps/manifests'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  writeFileSync(
    join(folder, 'environments/production.yaml'),
    'project: other-project\nreleases: [{ name: milvus-production, host: milvus.example.org }]\n',
  );
  expect(milvusL7('synth').status).toBe(0);
});

test('the manifests app writes only manifests into a folder of another name, and says so', () => {
  mkdirSync(join(folder, 'elsewhere'));
  const run = spawnSync(process.execPath, [resolve('bin/run.js'), 'apps/manifests'], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_OUTDIR: 'elsewhere' },
  });
  expect(run.stderr).toContain('only manifests written');
  expect(readdirSync(join(folder, 'elsewhere'))).toEqual(['guide.k8s.yaml', 'production.k8s.yaml']);
});

test('the manifests app tells all faults to whoever reads slowly', () => {
  for (let number = 1; number <= 800; number++) {
    writeFileSync(join(folder, `environments/env-${number}.yaml`), 'regoin: us-west1\n');
  }
  const app = `"${process.execPath}" "${resolve('bin/run.js')}" apps/manifests`;
  const told = execFileSync('sh', ['-c', `${app} 2>&1 | (sleep 2; cat)`], { cwd: folder, encoding: 'utf8' });
  expect(told.length).toBeGreaterThan(65_536);
  expect(told).toMatch(/\n2400 faults in 800 files\n$/);
});

test.each(['lint --list', 'lint --list --format json', 'verify production'])(
  '%s says nothing of a reader who has gone',
  (command) => {
    const { stderr } = spawnSync('bash', ['-c', `"${process.execPath}" "${BIN}" ${command} | true`], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(stderr).not.toMatch(/EPIPE|Error|bug/);
  },
);
