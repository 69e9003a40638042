import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { putOurEnvironments, putOurProject } from '../our-project';

jest.setTimeout(120_000);

const BIN = resolve('bin/milvus-l7.js');
const MANIFEST = 'dist/manifests/production.k8s.yaml';
const OPEN = ['sslPolicy: milvus-production', 'sslPolicy: other'] as const;
const DANGER = ['timeoutSec: 3600', 'timeoutSec: 60'] as const;

let project: string;
let folder: string;
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'milvus-l7-diff-project-'));
  putOurProject(project);
});
afterAll(() => rmSync(project, { recursive: true }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'milvus-l7-diff-'));
  for (const name of ['dist', 'docs']) cpSync(join(project, name), join(folder, name), { recursive: true });
  git('init', '--quiet', '--initial-branch=main');
  commit('as it was');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what is compared', () => {
  test('from an edited environment to its diff', () => {
    putOurEnvironments(folder);
    commit('environments');
    git('checkout', '--quiet', '-b', 'longer');
    edit('environments/production.yaml', '    chart', '    rest: {}\n    chart');
    expect(run('synth').status).toBe(0);
    const { status, stdout, stderr, sum } = run('diff');
    expect(status).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
     production danger network-policy-opens
       NetworkPolicy default/milvus-production-proxy
         it lets in more: \`35.191.0.0/16\` on port \`8080\`
       NetworkPolicy default/milvus-production-proxy
         it lets in more: \`130.211.0.0/22\` on port \`8080\`
       NetworkPolicy default/milvus-production-proxy
         it lets in more: all pods of its namespace on port \`8080\`

       why   more can reach the pods than before, past the load balancer and Cloud
             Armor: port 9091 asks for no password, and 19530 for Milvus' own alone
       cure  Keep it as narrow as it is; name in \`networkPolicy\` only what must
             connect.
       see   https://kubernetes.io/docs/concepts/services-networking/network-policies/

     production danger rest-changes
       Helm release milvus-production
         REST changes: it was off, and is on port \`8080\` of its own

       why   the REST API answers whoever reaches the load balancer, with the user
             name and password in each call
       cure  See that \`authorization\` is on. Upgrade the release first and apply the
             manifests after it: the new backend is unhealthy until proxies listen.
       see   https://milvus.io/docs/system_configuration.md

     production 6 changes
       + BackendConfig default/milvus-production-rest-backendconfig
       ~ Ingress default/milvus-production
         + spec.rules["milvus.example.com"].http.paths["/v2/vectordb"]:
               {"backend":{"service":{"name":"milvus-production-rest","port":{"n…
       ~ NetworkPolicy default/milvus-production-proxy
         + spec.ingress[0].ports[1]: {"port":8080,"protocol":"TCP"}
       + Service default/milvus-production-rest
       ~ Helm release milvus-production
           values.extraConfigFiles["user.yaml"].proxy.http.enabled: false → true
         + values.extraConfigFiles["user.yaml"].proxy.http.port: 8080
       ~ runbook
    `);
    expect(stderr.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(sum).toMatch(
      /^dist\/ of [0-9a-f]{7}, where HEAD left main, against the working tree: 4 dangers, \d changes in 1 environment\n$/,
    );
    // A link stays whole.
    expect(stdout.split('\n').filter((line) => line.length > 80 && !/^ +see +http/.test(line))).toEqual([]);
  });

  test('where HEAD left the default branch, not what came to that since', () => {
    git('checkout', '--quiet', '-b', 'work');
    edit(MANIFEST, ...OPEN);
    commit('work');
    git('checkout', '--quiet', 'main');
    edit(MANIFEST, ...DANGER);
    commit('elsewhere');
    git('checkout', '--quiet', 'work');
    const { stdout } = run('diff');
    expect(stdout).toContain('spec.sslPolicy: milvus-production → other');
    expect(stdout).not.toContain('timeoutSec');
    expect(run('diff', 'main').stdout).toContain('spec.timeoutSec: 60 → 3600');
  });

  test('the default branch of the remote, where there is one', () => {
    const clone = join(folder, 'clone');
    git('branch', '--quiet', '--move', 'main', 'trunk');
    git('clone', '--quiet', folder, clone);
    edit(`clone/${MANIFEST}`, ...DANGER);
    expect(run('diff', { cwd: clone }).sum).toContain(
      'where HEAD left origin/trunk, against the working tree: 1 danger',
    );
  });

  test('a branch, a tag or a commit by name', () => {
    git('tag', '-a', 'v1', '-m', 'one');
    edit(MANIFEST, ...DANGER);
    commit('shorter');
    for (const ref of ['v1', 'HEAD^1', 'main~1', 'HEAD^{commit}~1']) {
      expect([ref, run('diff', ref).sum]).toEqual([
        ref,
        expect.stringMatching(/^dist\/ of \S+ \([0-9a-f]{7}\), against the working tree: 1 danger, 1 change in 1 env/),
      ]);
    }
    expect(run('diff', 'HEAD').stdout).toBe('Nothing changes: both say the same of every object.\n');
  });

  test('a folder, itself a dist or with one in it, also outside of a repository', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'milvus-l7-diff-none-'));
    try {
      for (const place of ['dist', 'old/dist'])
        cpSync(join(project, 'dist'), join(elsewhere, place), { recursive: true });
      edit(join(elsewhere, MANIFEST), ...DANGER, true);
      for (const named of ['old', './old', 'old/', 'old/dist', join(elsewhere, 'old')]) {
        const { status, sum } = run('diff', named, { cwd: elsewhere });
        expect([named, status, sum]).toEqual([
          named,
          0,
          'old/dist against the working tree: 1 danger, 1 change in 1 environment\n',
        ]);
      }
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  test('a project in a folder of the repository', () => {
    const inner = join(folder, 'infra/milvus');
    cpSync(join(project, 'dist'), join(inner, 'dist'), { recursive: true });
    commit('moved');
    edit(`infra/milvus/${MANIFEST}`, ...DANGER);
    expect(run('diff', 'HEAD', { cwd: inner }).sum).toContain('1 danger, 1 change');
    expect(run('diff', { cwd: inner }).sum).toContain('1 danger, 1 change');
  });

  test('never state, nor what Terraform leaves, nor links', () => {
    put('dist/terraform/stacks/production/.terraform/providers/x.json', '{');
    put('dist/terraform/stacks/production/terraform.tfstate', 'secret');
    put('dist/notes.yaml', 'a: [');
    symlinkSync('/etc/hostname', join(folder, 'dist/manifests/link.k8s.yaml'));
    expect(run('diff', 'HEAD').stdout).toBe('Nothing changes: both say the same of every object.\n');
    commit('all of it');
    expect(run('diff', 'HEAD^1').stdout).toBe('Nothing changes: both say the same of every object.\n');
  });

  test('line ends of a checkout say nothing', () => {
    for (const path of [MANIFEST, 'dist/runbook/production.md']) {
      writeFileSync(join(folder, path), readFileSync(join(folder, path), 'utf8').replaceAll('\n', '\r\n'));
    }
    expect(run('diff').stdout).toBe('Nothing changes: both say the same of every object.\n');
  });

  test('the change that brings dist: all of it is new', () => {
    git('checkout', '--quiet', '--orphan', 'empty');
    git('rm', '-r', '--quiet', '--cached', '.');
    git('commit', '--quiet', '--allow-empty', '-m', 'before');
    git('branch', '--force', 'main', 'empty');
    for (const args of [[], ['empty']]) {
      const { status, stdout, sum } = run('diff', ...args);
      expect([status, sum]).toEqual([
        0,
        expect.stringContaining(', which has no dist/ here, against the working tree: no danger, 1'),
      ]);
      expect(stdout).toMatch(/^guide new, 5 objects\n/);
    }
  });
});

describe('dist that the environments would not write', () => {
  beforeEach(() => {
    putOurEnvironments(folder);
    commit('environments');
  });

  test('edited by hand: said first with what differs, and what rules find in it', () => {
    edit('dist/helm/production/milvus-production.values.yaml', '{"milvus":"HTTP2"}', '{"milvus":"HTTPS"}');
    const { status, stdout } = run('diff', 'HEAD', '--exit-code');
    expect(status).toBe(1);
    expect(stdout.split('\n').slice(0, 5).join('\n')).toMatchInlineSnapshot(`
     production danger dist-is-not-synthesized
       environment production
         dist/ is not what the environment \`production\` would write: a synthesis
         changes
       ~ Helm release milvus-production
    `);
    expect([...stdout.matchAll(/ danger (\S+)/g)].map(([, id]) => id)).toEqual([
      'dist-is-not-synthesized',
      'protocol-changes',
      'new-error',
    ]);
    expect(stdout).toContain('grpc-port-speaks-http2: ');
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('see '))).toEqual([]);
  });

  test('older than its environment: told though nothing in dist changes, as JSON too', () => {
    edit('environments/production.yaml', '    chart', '    rest: {}\n    chart');
    const { status, stdout, stderr } = run('diff', 'HEAD', '--format', 'json');
    expect(status).toBe(0);
    expect(stderr).toContain('1 danger, no change\n');
    const { compared, dangers, environments } = JSON.parse(stdout);
    expect(compared).toMatch(/^dist\/ of HEAD/);
    expect(environments).toEqual([]);
    expect(dangers).toMatchObject([
      {
        danger: 'dist-is-not-synthesized',
        message: 'dist/ is older than the environment `production`: a synthesis changes',
        cure: 'Run milvus-l7 synth, and look again.',
      },
    ]);
    expect(dangers[0].lines.map(({ title }: { title: string }) => title)).toContain(
      'Service default/milvus-production-rest',
    );
  });

  test('environments with faults stop no diff', () => {
    edit('environments/production.yaml', 'project:', 'projekt:');
    expect(run('diff', 'HEAD')).toMatchObject({
      status: 0,
      stdout: 'Nothing changes: both say the same of every object.\n',
      stderr: expect.stringContaining(
        'note: not checked whether dist/ is what environments/ would write, which has 2\n  faults\n    milvus-l7 synth says which\n',
      ),
    });
  });
});

describe('exit codes and formats', () => {
  test('a danger is 1 with --exit-code, and 0 without; a change alone is 0', () => {
    edit(MANIFEST, ...OPEN);
    expect(run('diff', '--exit-code').status).toBe(0);
    edit(MANIFEST, ...DANGER);
    expect(run('diff').status).toBe(0);
    expect(run('diff', '--exit-code').status).toBe(1);
  });

  test('Markdown begins with the mark by which a comment is found again', () => {
    edit(MANIFEST, ...DANGER);
    const { stdout } = run('diff', '--format', 'markdown');
    expect(stdout).toMatch(
      /^<!-- milvus-l7 diff -->\n### milvus-l7 diff: 1 danger, 1 change in 1 environment\n\ndist\/ of `/,
    );
  });

  test('no colour when piped', () => {
    edit(MANIFEST, ...DANGER);
    expect(run('diff').stdout).not.toContain('\u001b');
  });

  test('help fits 80 columns and shows examples', () => {
    const { status, stdout } = run('diff', '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Examples:');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});

describe('faults', () => {
  test.each([
    ['an unknown ref', 'mian', 2, 'error: mian: no such git ref, and no folder with a dist: did you mean main?\n'],
    ['an unknown name', 'zzzzzzzz', 2, 'a branch, a tag, a commit, or a folder such as ./old/dist\n'],
    [
      'a folder that is not there',
      './old',
      2,
      'error: ./old: no dist folder, and none in it: manifests/ or helm/ would be there\n',
    ],
    ['an unknown option', '--exitcode', 2, "error: unknown option '--exitcode'\n(Did you mean --exit-code?)"],
    ['an option for git', '-x', 2, "error: unknown option '-x'"],
    ['a name that looks like an option', '--upload-pack=x', 2, "error: unknown option '--upload-pack=x'"],
    ['an unknown format', '--format=html', 2, 'Allowed choices are pretty, markdown, json.'],
  ])('%s', (_, named, status, told) => {
    const one = run('diff', named);
    expect({ status: one.status, stdout: one.stdout }).toEqual({ status, stdout: '' });
    expect(one.sum).toContain(told);
  });

  test('a dash behind -- is no option to git either', () => {
    expect(run('diff', '--', '--all')).toMatchObject({ status: 2, stdout: '' });
  });

  test('a name that is a folder and a ref', () => {
    cpSync(join(project, 'dist'), join(folder, 'main'), { recursive: true });
    expect(run('diff', 'main')).toMatchObject({
      status: 2,
      sum: 'error: main is a folder and a git ref: write ./main for the folder, heads/main or tags/main for the ref\n',
    });
    expect([run('diff', './main').status, run('diff', 'heads/main').status]).toEqual([0, 0]);
  });

  test('no repository', () => {
    rmSync(join(folder, '.git'), { recursive: true });
    const { status, stderr } = run('diff', { env: { GIT_CEILING_DIRECTORIES: tmpdir() } });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^cannot read a git repository here: fatal: not a git repository[^]*\n {4}run it inside of a/,
    );
  });

  test('no git', () => {
    const { status, stderr } = run('diff', { env: { PATH: '' } });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^git is not installed\n {4}install it, or name a folder/),
    ]);
  });

  test('no commit yet', () => {
    rmSync(join(folder, '.git'), { recursive: true });
    git('init', '--quiet');
    expect(run('diff')).toMatchObject({ status: 1, stderr: expect.stringContaining('there is no commit yet') });
  });

  test('no default branch', () => {
    git('branch', '--move', 'main', 'trunk');
    const { status, stderr } = run('diff');
    expect(status).toBe(1);
    expect(stderr).toContain(
      'there is no default branch: no origin/HEAD, origin/main, origin/master, main or\n  master\n',
    );
    expect(stderr).toContain('git remote set-head origin --auto');
  });

  test('a shallow clone, whose history ends too early', () => {
    git('checkout', '--quiet', '-b', 'work');
    git('commit', '--quiet', '--allow-empty', '-m', 'work');
    git('checkout', '--quiet', 'main');
    git('commit', '--quiet', '--allow-empty', '-m', 'main');
    const clone = join(folder, 'clone');
    git('clone', '--quiet', '--depth=1', '--no-single-branch', '--branch=work', `file://${folder}`, clone);
    expect(run('diff', { cwd: clone })).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^the history of this clone ends before HEAD and origin\/main meet\n {4}git fetch --unshallow;/,
      ),
    });
  });

  test('a history of its own', () => {
    git('checkout', '--quiet', '--orphan', 'alone');
    commit('alone');
    expect(run('diff')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('HEAD and main have no commit in common'),
    });
  });

  test('no dist in the working tree', () => {
    rmSync(join(folder, 'dist'), { recursive: true });
    expect(run('diff')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^dist: no such folder in the working tree\n {4}milvus-l7 synth/),
    });
  });

  test('files that cannot be read, with their place', () => {
    put(MANIFEST, '<<<<<<< HEAD\na: [\n');
    put('dist/terraform/stacks/production/cdk.tf.json', '{');
    const { status, stderr } = run('diff');
    expect(status).toBe(1);
    expect(stderr).toContain(`${MANIFEST}:`);
    expect(stderr).toMatch(
      /^dist\/terraform\/stacks\/production\/cdk\.tf\.json: must be Terraform in JSON, and is\s+not$/m,
    );
    commit('broken');
    expect(run('diff', 'HEAD~0').stdout).toBe('Nothing changes: both say the same of every object.\n');
    git('checkout', '--quiet', 'HEAD~1', '--', 'dist');
    expect(run('diff', 'HEAD').stderr).toContain(`HEAD:${MANIFEST}:`);
  });
});

interface Place {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

function run(...args: readonly (string | Place)[]) {
  const words = args.filter((one) => typeof one === 'string');
  const { cwd = folder, env = {} } = args.find((one) => typeof one !== 'string') ?? {};
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...words], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, ...env },
  });
  return { status, stdout, stderr, sum: unbroken(stderr) };
}

/** What is broken to fit a terminal, with names in it that may be longer or shorter. */
function unbroken(text: string): string {
  return text.replace(/\n {2}(?! )/g, ' ');
}

function git(...args: readonly string[]): void {
  const settings = [
    'user.name=test',
    'user.email=test@example.com',
    'commit.gpgsign=false',
    'protocol.file.allow=always',
  ];
  const options = settings.flatMap((one) => ['-c', one]);
  const { status, stderr } = spawnSync('git', [...options, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
}

function commit(message: string): void {
  git('add', '--all');
  git('commit', '--quiet', '-m', message);
}

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function edit(path: string, from: string, to: string, absolute = false): void {
  const file = absolute ? path : join(folder, path);
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  writeFileSync(file, text.replace(from, to));
}
