import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { buildSync } from 'esbuild';
import { publish, type PublishOptions } from '../../src/cli/publish';
import { UserError } from '../../src/errors';

type Files = Readonly<Record<string, string>>;

const prod: Files = {
  'helm/prod/my-release.values.yaml': 'service: {}\n',
  'manifests/prod.k8s.yaml': 'kind: Ingress\n',
  'runbook/prod.md': '# prod\n',
  'terraform/stacks/prod/cdk.tf.json': '{}\n',
};
const guide: Files = { 'manifests/guide.k8s.yaml': 'kind: Ingress\n', 'runbook/guide.md': '# guide\n' };

let root: string;
let out: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'milvus-l7-publish-'));
  out = join(root, 'dist');
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

describe('a run over all environments', () => {
  test('publishes what was written, and a sorted list of it', async () => {
    const { written, removed } = await run({ ...prod, ...guide });
    expect(tree()).toEqual({ ...prod, ...guide, '.files': list({ ...prod, ...guide }) });
    expect(written).toEqual(Object.keys({ ...prod, ...guide }).sort());
    expect(removed).toEqual([]);
    expect(readFileSync(join(out, '.files'), 'utf8')).toMatchInlineSnapshot(`
     helm/prod/my-release.values.yaml
     manifests/guide.k8s.yaml
     manifests/prod.k8s.yaml
     runbook/guide.md
     runbook/prod.md
     terraform/stacks/prod/cdk.tf.json
    `);
  });

  test('sorts the list by code point wherever it runs', async () => {
    await run({ 'manifests/b.k8s.yaml': '', 'manifests/a-b.k8s.yaml': '', 'manifests/a.k8s.yaml': '' });
    expect(readFileSync(join(out, '.files'), 'utf8')).toBe(
      'manifests/a-b.k8s.yaml\nmanifests/a.k8s.yaml\nmanifests/b.k8s.yaml\n',
    );
  });

  test('leaves files alone that would not change', async () => {
    await run(prod);
    const before = Object.keys(prod).map((path) => statSync(join(out, path)).mtimeMs);
    const { written, unchanged } = await run(prod);
    expect(written).toEqual([]);
    expect(unchanged).toEqual(Object.keys(prod).sort());
    expect(Object.keys(prod).map((path) => statSync(join(out, path)).mtimeMs)).toEqual(before);
  });

  test('removes what it no longer writes, and the folders that this leaves empty', async () => {
    await run({ ...prod, ...guide });
    const { removed } = await run(guide);
    expect(removed).toEqual(Object.keys(prod).sort());
    expect(tree()).toEqual({ ...guide, '.files': list(guide) });
    expect(readdirSync(out).sort()).toEqual(['.files', 'manifests', 'runbook']);
  });

  test('never touches what it did not write', async () => {
    await run({ ...prod, ...guide });
    const theirs = {
      'terraform/stacks/prod/.terraform.lock.hcl': 'lock',
      'terraform/stacks/prod/.terraform/providers/x': 'provider',
      'terraform/stacks/prod/terraform.tfstate': 'state',
      'manifests/notes.txt': 'notes',
      'README.md': 'theirs',
    };
    put(theirs);
    await run(guide);
    expect(tree()).toEqual({ ...guide, ...theirs, '.files': list(guide) });
  });

  test("does not publish what cdktf's own command line reads", async () => {
    await run({ ...guide, 'terraform/manifest.json': '{}' });
    expect(tree()).toEqual({ ...guide, '.files': list(guide) });
  });
});

describe('a run that only checks', () => {
  test('tells what it would write and remove, and leaves all as it is', async () => {
    await run({ ...prod, ...guide });
    const before = tree();
    const newer = { ...prod, 'manifests/prod.k8s.yaml': 'kind: Ingress # newer\n' };
    const { written, removed } = await run(newer, { check: true });
    expect({ written, removed }).toEqual({ written: ['manifests/prod.k8s.yaml'], removed: Object.keys(guide).sort() });
    expect(tree()).toEqual(before);
  });

  test('makes no folder', async () => {
    expect((await run(prod, { check: true })).written).toEqual(Object.keys(prod).sort());
    expect(existsSync(out)).toBe(false);
  });
});

test('a run over some environments replaces theirs and removes nothing', async () => {
  await run({ ...prod, ...guide });
  const newer = { 'manifests/guide.k8s.yaml': 'kind: Ingress # newer\n' };
  const { written, removed } = await run(newer, { complete: [] });
  expect({ written, removed }).toEqual({ written: ['manifests/guide.k8s.yaml'], removed: [] });
  expect(tree()).toEqual({ ...prod, ...guide, ...newer, '.files': list({ ...prod, ...guide }) });
});

describe('a run over some environments that writes all there is of them', () => {
  const release = { 'terraform/stacks/prod-release/cdk.tf.json': '{}\n' };
  const complete = ['prod'];

  test('removes what they make no more: a stack of releases, the values of one that is gone', async () => {
    const values = { 'helm/prod/old.values.yaml': 'service: {}\n' };
    await run({ ...prod, ...release, ...values, ...guide });
    const { removed } = await run(prod, { complete });
    expect(removed).toEqual([...Object.keys(values), ...Object.keys(release)].sort());
    expect(tree()).toEqual({ ...prod, ...guide, '.files': list({ ...prod, ...guide }) });
  });

  test('leaves the stack of an environment that is only called so', async () => {
    const other = { ...release, 'manifests/prod-release.k8s.yaml': 'kind: Ingress\n' };
    await run({ ...prod, ...other });
    expect((await run(prod, { complete })).removed).toEqual([]);
  });

  test('keeps a stack whose local state still holds resources', async () => {
    await run({ ...prod, ...release });
    writeFileSync(join(root, 'terraform.prod-release.tfstate'), '{"resources":[{"type":"helm_release"}]}');
    expect(await faultOf(run(prod, { complete }))).toContain('terraform.prod-release.tfstate still holds');
  });
});

describe('what a stack protects', () => {
  const stack = 'terraform/stacks/prod/cdk.tf.json';
  const textWith = (bucket: object) => JSON.stringify({ resource: { google_storage_bucket: { b: bucket } } });
  const kept = { [stack]: textWith({ name: 'my-data', lifecycle: { prevent_destroy: true } }) };

  test.each<[string, Files]>([
    ['leave it', { [stack]: '{}' }],
    ['go with it', guide],
  ])('must not %s', async (_, files) => {
    await run(kept);
    const before = tree();
    expect(await faultOf(run(files))).toContain('google_storage_bucket.b "my-data"');
    expect(tree()).toEqual(before);
  });

  test('may go once its protection was taken away, or its file was deleted on purpose', async () => {
    await run(kept);
    await run({ [stack]: textWith({ name: 'my-data' }) });
    await run({ [stack]: '{}' });
    await run(kept);
    rmSync(join(out, stack));
    await run(guide);
    expect(tree()).toEqual({ ...guide, '.files': list(guide) });
  });
});

describe('what only a Gateway has served', () => {
  const manifest = 'manifests/prod.k8s.yaml';
  const gateway = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: milvus }
spec: { listeners: [{ name: a, hostname: a.example.com }] }
`;
  const certificate = `apiVersion: networking.gke.io/v1
kind: ManagedCertificate
metadata: { name: a-tls }
spec: { domains: [a.example.com] }
`;
  const ingress = 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: { name: milvus }\n';

  test('gets no certificate of an Ingress that nothing can prove', async () => {
    await run({ [manifest]: gateway });
    const before = tree();
    expect(await faultOf(run({ [manifest]: `${ingress}---\n${certificate}` }))).toMatchInlineSnapshot(`
     dist/manifests/prod.k8s.yaml: would get the ManagedCertificate a-tls, which Google cannot prove: only the Gateway served a.example.com so far, and DNS leads there
         Serve the Ingress with a self-managed certificate (an issuer with DNS-01, or a Secret of your own) or a pre-shared one, until DNS leads to it; google-managed can follow then. Where the Gateway was never applied, delete dist/manifests/prod.k8s.yaml.
    `);
    expect(tree()).toEqual(before);
  });

  test('gets one where the Ingress is there already, with any other certificate, and once its file is deleted', async () => {
    await run({ [manifest]: `${gateway}---\n${ingress}` });
    await run({ [manifest]: `${ingress}---\n${certificate}` });
    await run({ [manifest]: gateway });
    await run({ [manifest]: ingress });
    await run({ [manifest]: gateway });
    rmSync(join(out, manifest));
    await run({ [manifest]: `${ingress}---\n${certificate}` });
  });
});

describe('publishes nothing', () => {
  test('when writing fails', async () => {
    await run(prod);
    const before = tree();
    const failing = publish(out, { complete: 'all' }, (folder) => {
      put(guide, folder);
      throw new Error('half way');
    });
    await expect(failing).rejects.toThrow('half way');
    expect(tree()).toEqual(before);
  });

  test('and makes no folder when the first run fails', async () => {
    await expect(publish(join(out, 'a', 'b'), { complete: 'all' }, () => fail())).rejects.toThrow();
    expect(readdirSync(root)).toEqual([]);
  });

  test('over a file that somebody else wrote, and names each', async () => {
    put({ 'manifests/prod.k8s.yaml': 'mine\n', 'runbook/prod.md': 'mine too\n' });
    expect(await faultOf(run(prod))).toMatchInlineSnapshot(`
     dist/manifests/prod.k8s.yaml: would be overwritten, but the list of our files, dist/.files, does not name it
         delete it or move it away, or choose another folder with --out
     dist/runbook/prod.md: would be overwritten, but the list of our files, dist/.files, does not name it
         delete it or move it away, or choose another folder with --out
    `);
    expect(tree()).toEqual({ 'manifests/prod.k8s.yaml': 'mine\n', 'runbook/prod.md': 'mine too\n' });
  });

  test('unless that file is what would be written', async () => {
    put(guide);
    await run(guide);
    expect(tree()).toEqual({ ...guide, '.files': list(guide) });
  });

  test('where a file stands in the place of a folder', async () => {
    put({ manifests: 'a file' });
    expect(await faultOf(run({ ...prod, ...guide }))).toMatchInlineSnapshot(`
     dist/manifests: must be a folder, got a file
         move it away, or choose another folder with --out
    `);
    expect(tree()).toEqual({ manifests: 'a file' });
  });

  test('where a folder stands in the place of a file', async () => {
    put({ 'runbook/prod.md/x': 'x' });
    expect(await faultOf(run(prod))).toMatchInlineSnapshot(`
     dist/runbook/prod.md: must be a file of ours, got a folder
         move it away, or choose another folder with --out
    `);
  });

  test('through a symbolic link', async () => {
    put({ 'x.md': 'x' }, join(root, 'elsewhere'));
    mkdirSync(out);
    symlinkSync(join(root, 'elsewhere'), join(out, 'runbook'));
    expect(await faultOf(run(prod))).toMatchInlineSnapshot(`
     dist/runbook: must be a folder, got a symbolic link
         move it away, or choose another folder with --out
    `);
    expect(readdirSync(join(root, 'elsewhere'))).toEqual(['x.md']);
  });

  test('when the output folder is a file', async () => {
    writeFileSync(out, 'a file');
    expect(await faultOf(run(prod))).toMatchInlineSnapshot(`
     dist: must be a folder, a file is in the way
         move it away, or choose another folder with --out
    `);
  });

  test.each([
    ['dist', () => symlinkSync('nowhere', out), 'dist: must be a folder, got a symbolic link to nothing'],
    ['.next', () => symlinkSync('nowhere', (mkdirSync(out), join(out, '.next'))), 'dist/.next: is needed for a moment'],
    ['.lock', () => mkdirSync(join(out, '.next/.lock'), { recursive: true }), 'dist/.next: is needed for a moment'],
    ['.files', () => mkdirSync(join(out, '.files'), { recursive: true }), 'dist/.files: must be the list of our files'],
  ])('when %s is something else', async (_, make, fault) => {
    make();
    expect(await faultOf(run(prod))).toMatch(fault);
  });

  test('when the output folder would lie in a file', async () => {
    writeFileSync(out, 'a file');
    const failing = publish(join(out, 'deeper'), { complete: 'all' }, (folder) => put(prod, folder));
    expect(await faultOf(failing)).toMatch('dist/deeper: cannot be written, got ENOTDIR');
  });

  test('when a move fails half way: what was moved comes back', async () => {
    await run({ ...prod, 'manifests/old.k8s.yaml': 'old\n' });
    const before = tree();
    const { renameSync } = fs;
    jest.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
      if (String(to).endsWith('cdk.tf.json')) {
        throw Object.assign(new Error('EBUSY: busy'), { code: 'EBUSY', syscall: 'rename', path: String(to) });
      }
      renameSync(from, to);
    });
    const newer = Object.fromEntries(Object.keys(prod).map((path) => [path, `newer ${path}`]));
    expect(await faultOf(run({ ...newer, ...guide }))).toMatch('cdk.tf.json: cannot be written, got EBUSY: busy');
    jest.restoreAllMocks();
    expect(tree()).toEqual(before);
    expect(existsSync(join(out, 'manifests/guide.k8s.yaml'))).toBe(false);
  });

  test.each([
    ['an absolute path', '/etc/passwd'],
    ['a path that leads out', 'manifests/../../secret'],
    ["Terraform's own files", 'terraform/stacks/prod/.terraform.lock.hcl'],
    ['a state', 'terraform/stacks/prod/terraform.tfstate'],
    ['a merge conflict', '<<<<<<< HEAD'],
  ])('when the list of our files holds %s', async (_, line) => {
    await run(prod);
    writeFileSync(join(out, '.files'), `${Object.keys(prod).join('\n')}\n${line}\n`);
    const before = tree();
    expect(await faultOf(run(guide))).toBe(
      `dist/.files:5:1: must be a path that we could have written, got "${line}"\n` +
        '    after a merge conflict keep the lines of both sides; else restore the file with git',
    );
    expect(tree()).toEqual(before);
  });
});

describe('a stack that no environment writes any more', () => {
  beforeEach(() => run({ ...prod, ...guide }));

  test('stays while its local state holds resources, and so does everything else', async () => {
    writeFileSync(
      join(root, 'terraform.prod.tfstate'),
      '{"version":4,"resources":[{"type":"google_compute_address"}]}',
    );
    const before = tree();
    expect(await faultOf(run({ 'runbook/guide.md': '# newer\n' }))).toMatchInlineSnapshot(`
     dist/terraform/stacks/prod/cdk.tf.json: no environment writes it any more, but terraform.prod.tfstate still holds what it created
         run: terraform -chdir=dist/terraform/stacks/prod destroy; or move the state away if it is looked after elsewhere
    `);
    expect(tree()).toEqual(before);
  });

  test.each([
    ['terraform destroy emptied its state', '{"version":4,"resources":[]}', []],
    ['another stack has a state', undefined, ['terraform.other.tfstate']],
  ])('goes when %s', async (_, state, others) => {
    if (state !== undefined) writeFileSync(join(root, 'terraform.prod.tfstate'), state);
    for (const name of others) writeFileSync(join(root, name), '{"resources":[{}]}');
    await run(guide);
    expect(tree()).toEqual({ ...guide, '.files': list(guide) });
  });
});

describe('two runs at once', () => {
  test('the second says so and leaves the first alone', async () => {
    await publish(out, { complete: 'all' }, async (folder) => {
      put(prod, folder);
      writeFileSync(join(folder, '.lock'), String(process.ppid));
      expect(await faultOf(run(guide))).toBe(
        `dist/.next/.lock: another run is writing here, process ${process.ppid}\n` +
          '    wait until it has ended; if there is no such run, delete dist/.next',
      );
    });
    expect(tree()).toEqual({ ...prod, '.files': list(prod) });
  });

  test('as processes: every one ends well or says so, and the result is of one of them', async () => {
    const runs = Array.from({ length: 6 }, () => child('process.env.NEVER', { ...prod, ...guide }));
    const codes = await Promise.all(runs.map(async (one) => (await once(one, 'exit'))[0] as number));
    expect(codes).toContain(0);
    expect(codes.filter((code) => code !== 0 && code !== 1)).toEqual([]);
    expect(tree()).toEqual({ ...prod, ...guide, '.files': list({ ...prod, ...guide }) });
  }, 30_000);
});

describe('after a run that was killed', () => {
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`manifests/e${i}.k8s.yaml`, `old ${i}\n`]));
  const newer = Object.fromEntries(Object.keys(many).map((path) => [path, `new ${path}\n`]));

  test.each([0, 1, 2, 12, 22])('between moves, after %i of them, the next run finishes', async (moves) => {
    await run({ ...many, ...prod });
    const [, signal] = (await once(child(`moves === ${moves}`, { ...newer, ...guide }), 'exit')) as [null, string];
    expect(signal).toBe('SIGKILL');
    for (const [path, text] of Object.entries(many)) {
      expect([text, newer[path]]).toContain(readFileSync(join(out, path), 'utf8'));
    }
    await run({ ...newer, ...guide });
    expect(tree()).toEqual({ ...newer, ...guide, '.files': list({ ...newer, ...guide }) });
  });

  test('a run over some environments counts what was moved as ours', async () => {
    await run(prod);
    await once(child('moves === 2', { ...prod, ...guide }), 'exit');
    expect(existsSync(join(out, 'manifests/guide.k8s.yaml'))).toBe(true);
    const other = { 'manifests/guide.k8s.yaml': 'kind: Ingress # other\n' };
    await run(other, { complete: [] });
    expect(tree()).toEqual({ ...prod, ...other, '.files': list({ ...prod, ...other }) });
  });

  test.each(['', 'garbled'])('a lock that says %j is nobody’s after a moment', async (text) => {
    put({ '.next/.lock': text });
    expect(await faultOf(run(prod))).toContain('another run is writing here');
    utimesSync(join(out, '.next/.lock'), 0, 0);
    await run(prod);
    expect(tree()).toEqual({ ...prod, '.files': list(prod) });
  });

  test.each(['SIGINT', 'SIGTERM'])('by %s, nothing of it stays', async (signal) => {
    const waiting = `process.kill(process.pid, '${signal}'), new Promise((done) => setTimeout(done, 10_000))`;
    expect((await once(child('false', prod, waiting), 'exit'))[1]).toBe(signal);
    expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
  });

  test('a folder .next of somebody else is not taken for what it left', async () => {
    put({ '.next/build-manifest.json': 'theirs' });
    expect(await faultOf(run(prod))).toMatchInlineSnapshot(`
     dist/.next: is needed for a moment, but somebody else made it
         delete it or move it away, or choose another folder with --out
    `);
    expect(tree()).toEqual({ '.next/build-manifest.json': 'theirs' });
  });
});

function run(
  files: Files,
  { complete = 'all', check = false }: Partial<PublishOptions> = {},
): ReturnType<typeof publish> {
  return publish(out, { complete, check }, (folder) => put(files, folder));
}

/** Publishes in a process of its own, which kills itself before a move when the condition, on `moves`, holds. */
function child(killWhen: string, files: Files, wait = 'undefined'): ReturnType<typeof spawn> {
  const compiled = join(root, 'publish.cjs');
  if (!existsSync(compiled)) {
    buildSync({ entryPoints: ['src/cli/publish.ts'], bundle: true, platform: 'node', outfile: compiled });
  }
  const script = `
    const fs = require('node:fs');
    const { dirname, join } = require('node:path');
    const { renameSync } = fs;
    let moves = 0;
    fs.renameSync = (from, to) => {
      if (${killWhen}) process.kill(process.pid, 'SIGKILL');
      moves += 1;
      renameSync(from, to);
    };
    require(${JSON.stringify(compiled)})
      .publish(${JSON.stringify(out)}, { complete: 'all' }, (folder) => {
        for (const [path, text] of Object.entries(${JSON.stringify(files)})) {
          fs.mkdirSync(dirname(join(folder, path)), { recursive: true });
          fs.writeFileSync(join(folder, path), text);
        }
        return ${wait};
      })
      .catch((error) => process.exit(error.name === 'UserError' ? 1 : 70));`;
  return spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'inherit', 'inherit'] });
}

function put(files: Files, folder = out): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Every file below the output folder, with its text. */
function tree(): Files {
  const paths = readdirSync(out, { recursive: true, encoding: 'utf8' }).map((path) => join(out, path));
  const files = paths.filter((path) => statSync(path).isFile());
  return Object.fromEntries(files.map((path) => [relative(out, path), readFileSync(path, 'utf8')]));
}

function list(files: Files): string {
  return `${Object.keys(files).sort().join('\n')}\n`;
}

/** What the user reads, with paths as if run where the output folder is. */
async function faultOf(publishing: Promise<unknown>): Promise<string> {
  const error: unknown = await publishing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error('was not refused', { cause: error });
  return error.message.replaceAll(`${root}/`, '');
}

function fail(): never {
  throw new Error('fails');
}
