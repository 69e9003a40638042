import { spawnSync } from 'node:child_process';
import { chmodSync, symlinkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ingress, service } from '../../src/rules/examples';

jest.setTimeout(60_000);

const command = join(__dirname, '../../bin/milvus-l7.js');
const BAD = service().replace('HTTP2', 'HTTPS');
const ENVIRONMENT = 'project: example-production\nreleases: [{ name: milvus-a, host: a.example.com }]\n';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'milvus-l7-lint-'));
  put('good.yaml', service());
  put('k8s/bad.yaml', BAD);
  put('k8s/deep/ingress.yml', ingress());
});
afterEach(() => rmSync(root, { recursive: true }));

test.each([
  ['0 where there is no error', ['good.yaml'], 0],
  ['1 for an error', ['k8s/bad.yaml'], 1],
  ['1 for an error in a folder', ['k8s'], 1],
  ['0 for a rule that finds nothing', ['k8s', '--rule', 'path-is-valid'], 0],
  ['2 for a file that is not there', ['nope.yaml'], 2],
  ['2 for a folder with nothing in it', ['empty'], 2],
  ['2 for a rule that is not there', ['k8s', '--rule', 'path-is-vald'], 2],
  ['2 for a format that is not there', ['k8s', '--format', 'xml'], 2],
  ['0 for the list', ['--list'], 0],
])('ends with %s', (_, args, status) => {
  mkdirSync(join(root, 'empty'));
  expect(lint(args).status).toBe(status);
});

test('tells findings on standard output, the sum on standard error, without colour', () => {
  const { stdout, stderr } = lint(['k8s', 'good.yaml']);
  expect(stdout).toContain('k8s/bad.yaml:6:5 error grpc-port-speaks-http2\n');
  expect(stdout).not.toContain('\u001b');
  expect(stderr).toMatch(/^\n3 files: 1 error, \d warnings?, \d info\n$/);
});

test('looks at all files together', () => {
  const alone = lint(['k8s/deep', '--rule', 'service-port-exists']);
  put('k8s/service.yaml', service({}, 'ports: [{ name: milvus, port: 19531 }]'));
  rmSync(join(root, 'k8s/bad.yaml'));
  expect([alone.status, lint(['k8s', '--rule', 'service-port-exists']).status]).toEqual([0, 1]);
});

test('reads standard input', () => {
  const { stdout, status } = lint(['-', '--rule', 'grpc-port-speaks-http2'], BAD);
  expect({ status, first: stdout.split('\n')[0] }).toEqual({
    status: 1,
    first: '<stdin>:6:5 error grpc-port-speaks-http2',
  });
});

test.each([
  ['json', /^\[\n {2}\{\n {4}"file": "k8s\/bad.yaml",/],
  ['github', /^::error file=k8s\/bad.yaml,line=6,col=5,title=grpc-port-speaks-http2::port "milvus"/],
])('tells %s', (format, expected) => {
  expect(lint(['k8s/bad.yaml', '--format', format, '--rule', 'grpc-port-speaks-http2']).stdout).toMatch(expected);
});

test('suggests the rule that was meant', () => {
  expect(lint(['k8s', '--rule', 'path-is-vald']).stderr).toBe(
    'error: --rule path-is-vald: no such rule, did you mean path-is-valid?\n',
  );
});

test('does not take an environment for something else', () => {
  put('environments/prod.yaml', ENVIRONMENT);
  const { status, stderr } = lint(['environments/prod.yaml']);
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      'error: environments/prod.yaml is an environment: milvus-l7 lint, without it,\n  looks at what all of them synthesize\n',
  });
});

test('leaves what is not meant alone in a folder, and reads it where it is named', () => {
  put('k8s/tsconfig.json', '{ // comments\n}');
  put('k8s/other.yaml', 'a: [\n');
  put('k8s/node_modules/x.yaml', BAD);
  put('k8s/.hidden/x.yaml', BAD);
  expect(lint(['k8s', '--rule', 'file-is-readable']).status).toBe(0);
  expect(lint(['k8s/other.yaml', 'good.yaml']).status).toBe(1);
});

test('reads files of more than a megabyte', () => {
  put('large.yaml', `# ${'x'.repeat(2 ** 20)}\n---\n${service().replace('HTTP2', 'HTTPS')}# ${'x'.repeat(2 ** 20)}\n`);
  const { status, stdout } = lint(['large.yaml', '--format', 'json']);
  expect(status).toBe(1);
  expect(JSON.parse(stdout) as unknown).toContainEqual(expect.objectContaining({ rule: 'grpc-port-speaks-http2' }));
});

describe('what environments synthesize', () => {
  test('is looked at where nothing is named', () => {
    put('environments/prod.yaml', `${ENVIRONMENT}loadBalancer: { http: open }\n`);
    const { status, stdout } = lint([]);
    expect(status).toBe(0);
    expect(stdout).toContain('dist/manifests/prod.k8s.yaml');
    expect(stdout).toContain('environment prod');
    expect(existsSync(join(root, 'dist'))).toBe(false);
  });

  test('is not published with an error in it, and is with an allowance', () => {
    const values = 'log:\n  level: debug\n';
    put('values.yaml', `extraConfigFiles:\n  user.yaml: |\n    ${values.trim().replace('\n', '\n    ')}\n`);
    const bad = ENVIRONMENT.replace('}]', ', rest: unmanaged }]');
    put('environments/prod.yaml', bad);
    const refused = run(['synth']);
    expect(refused.stderr).toContain('error rest-has-its-own-port');
    expect(refused.stderr).toContain('nothing is written: 1 error');
    expect({ status: refused.status, dist: existsSync(join(root, 'dist')) }).toEqual({ status: 1, dist: false });

    put('environments/prod.yaml', `${bad}allow: { rest-has-its-own-port: an image of our own }\n`);
    const { status, stderr } = run(['synth']);
    expect(stderr).not.toContain('rest-has-its-own-port');
    expect({ status, dist: existsSync(join(root, 'dist')) }).toEqual({ status: 0, dist: true });
  });

  test('makes the manifests app end with 1 before it writes', () => {
    put('environments/prod.yaml', ENVIRONMENT.replace('}]', ', rest: unmanaged }]'));
    const app = join(__dirname, '../../bin/run.js');
    const { status, stderr } = spawnSync(process.execPath, [app, 'apps/manifests'], { cwd: root, encoding: 'utf8' });
    expect({ status, dist: existsSync(join(root, 'dist')) }).toEqual({ status: 1, dist: false });
    expect(stderr).toContain('dist/helm/prod/milvus-a.values.yaml:');
  });

  test('an allowance must name a rule, and say why', () => {
    put('environments/prod.yaml', `${ENVIRONMENT}allow: { no-clear-txt: x, path-is-valid: "" }\n`);
    expect(lint([]).stderr).toMatch(/allow\.path-is-valid: must say why it is fine here,\s+got ""/);
    put('environments/prod.yaml', `${ENVIRONMENT}allow: { no-clear-txt: x }\n`);
    const { status, stderr } = lint([]);
    expect(stderr).toContain(
      'environments/prod.yaml:3:10 allow.no-clear-txt: is no rule\n    did you mean "no-clear-text"?',
    );
    expect(status).toBe(1);
  });
});

describe('what cannot be read', () => {
  const told = (args: readonly string[], options = {}) => {
    const { status, stdout, stderr } = lint([...args, '--format', 'json'], '', options);
    const findings = JSON.parse(stdout) as { file: string; message: string; rule: string; severity: string }[];
    const unreadable = findings.filter(({ rule }) => rule === 'file-is-readable');
    return { status, stderr, findings: unreadable.map(({ file, message, severity }) => [file, severity, message]) };
  };

  test.each([
    ['a link that leads nowhere', 'gone.yaml', 'is a link that leads nowhere: gone.yaml is not there'],
    ['a link to itself', 'link.yaml', 'is a link that leads back to itself'],
  ])('%s is one finding, in a folder and by its name', (_, target, message) => {
    symlinkSync(target, join(root, 'k8s/link.yaml'));
    for (const path of ['k8s', 'k8s/link.yaml']) {
      expect(told([path])).toMatchObject({ status: 1, findings: [['k8s/link.yaml', 'error', message]] });
    }
  });

  test('a file and a folder without rights are one finding each', () => {
    const uid = process.getuid?.() === 0 ? { uid: 65_534 } : {}; // root may read everything
    chmodSync(root, 0o755);
    const needed = JSON.stringify([command, root]);
    const reaches = `for (const one of ${needed}) require('node:fs').accessSync(one)`;
    if (spawnSync(process.execPath, ['-e', reaches], uid).status !== 0) {
      console.warn('not run: another user reaches neither this project nor its temporary folder');
      return;
    }
    put('k8s/closed.yaml', BAD);
    put('k8s/dark/x.yaml', BAD);
    chmodSync(join(root, 'k8s/closed.yaml'), 0o000);
    chmodSync(join(root, 'k8s/dark'), 0o000);
    const { status, findings } = told(['k8s'], uid);
    chmodSync(join(root, 'k8s/dark'), 0o755);
    const message = 'cannot be read: permission denied';
    expect({ status, findings }).toEqual({
      status: 1,
      findings: [
        ['k8s/closed.yaml', 'error', message],
        ['k8s/dark', 'error', message],
      ],
    });
  });

  test('a file that is no YAML is one finding, an error only beside what is ours or where it speaks of that', () => {
    put('notes.yaml', 'Dear all,\n\t- this: is: no\n yaml: [\n- {\n"\n');
    expect(told(['notes.yaml'])).toMatchObject({ status: 0, findings: [['notes.yaml', 'warning', expect.anything()]] });
    expect(told(['notes.yaml', 'good.yaml'])).toMatchObject({
      status: 1,
      findings: [[expect.anything(), 'error', expect.anything()]],
    });
    put('broken.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: milvus\n');
    expect(told(['broken.yaml']).status).toBe(1);
  });
});

describe('streams', () => {
  test.each([
    '<(cat k8s/bad.yaml)',
    '/dev/stdin < k8s/bad.yaml',
    '- /dev/stdin < k8s/bad.yaml',
    'pipe & cat k8s/bad.yaml > pipe; wait $!',
  ])('are read once: %s', (words) => {
    const script = `mkfifo pipe; "${process.execPath}" "${command}" lint --rule grpc-port-speaks-http2 ${words}`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { cwd: root, encoding: 'utf8' });
    expect({ status, found: stdout.match(/error grpc-port-speaks-http2/g), stderr }).toEqual({
      status: 1,
      found: ['error grpc-port-speaks-http2'],
      stderr: '\n1 file: 1 error\n',
    });
  });

  test('that are empty, or a folder, are told', () => {
    expect(lint(['-']).stderr).toBe('1 file: nothing found\nskipped: 1 empty input\n');
    const { status, stdout } = spawnSync('bash', ['-c', `"${process.execPath}" "${command}" lint - < k8s`], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toContain('<stdin>:1:1 error file-is-readable\n  is a folder, and no stream\n');
  });
});

test('counts what it skips', () => {
  put('k8s/README.md', '# words');
  put('k8s/other.yaml', 'a: 1\n');
  put('k8s/.hidden/x.yaml', BAD);
  put('k8s/node_modules/x.yaml', BAD);
  symlinkSync('deep', join(root, 'k8s/again'));
  expect(lint(['k8s']).stderr).toContain(`
skipped: 1 file that is neither YAML nor JSON, 1 file without objects or values
         of Milvus, 1 hidden file or folder, 1 node_modules, 1 link to a folder
`);
});

test('fails for warnings too where it is strict, and writes SARIF also where it finds nothing', () => {
  put('warning.yaml', `${service()}kind: Service\n`);
  const rule = ['--rule', 'keys-stand-once'];
  expect([[], ['--strict']].map((strict) => lint(['warning.yaml', ...rule, ...strict]).status)).toEqual([0, 1]);
  const { status, stdout } = lint(['good.yaml', '--format', 'sarif', '--strict', ...rule]);
  expect({ status, results: JSON.parse(stdout).runs[0].results }).toEqual({ status: 0, results: [] });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function lint(args: readonly string[], input = '', options: { readonly uid?: number } = {}) {
  return run(['lint', ...args], input, options);
}

function run(args: readonly string[], input = '', options: { readonly uid?: number } = {}) {
  const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined };
  return spawnSync(process.execPath, [command, ...args], { cwd: root, encoding: 'utf8', input, env, ...options });
}
