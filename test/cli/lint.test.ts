import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync, existsSync } from 'node:fs';
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
      'error: environments/prod.yaml is an environment: milvus-l7 lint, without it, looks at what all of them synthesize\n',
  });
});

test('leaves what is not meant alone in a folder, and reads it where it is named', () => {
  put('k8s/tsconfig.json', '{ // comments\n}');
  put('k8s/other.yaml', 'a: [\n');
  put('k8s/node_modules/x.yaml', BAD);
  put('k8s/.hidden/x.yaml', BAD);
  expect(lint(['k8s', '--rule', 'file-is-readable']).status).toBe(0);
  expect(lint(['k8s/other.yaml']).status).toBe(1);
});

test('does not read files of any size', () => {
  put('large.yaml', `${service()}# ${'x'.repeat(2 ** 20)}\n`);
  const { status, stdout } = lint(['large.yaml']);
  expect(status).toBe(1);
  expect(stdout).toContain('must be at most 1048576 bytes, and has more');
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
    expect(lint([]).stderr).toContain(`allow.path-is-valid: must say why it is fine here, got ""`);
    put('environments/prod.yaml', `${ENVIRONMENT}allow: { no-clear-txt: x }\n`);
    const { status, stderr } = lint([]);
    expect(stderr).toContain(
      'environments/prod.yaml:3:10 allow.no-clear-txt: is no rule\n    did you mean "no-clear-text"?',
    );
    expect(status).toBe(1);
  });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function lint(args: readonly string[], input = '') {
  return run(['lint', ...args], input);
}

function run(args: readonly string[], input = '') {
  const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined };
  return spawnSync(process.execPath, [command, ...args], { cwd: root, encoding: 'utf8', input, env });
}
