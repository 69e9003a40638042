import { execFile, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const project = join(__dirname, '../..');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'milvus-l7-run-'));
  cpSync(join(project, 'bin'), join(root, 'bin'), { recursive: true });
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(join(project, 'node_modules/esbuild'), join(root, 'node_modules/esbuild'));
  put('node_modules/.package-lock.json', '{}');
  put('src/apps/hello.ts', `import { greet } from '../greet';\ngreet(process.argv.slice(2));`);
  put('src/greet.ts', `export const greet = (names: string[]): void => console.log('hello', ...names);`);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('runs TypeScript with its arguments', () => {
  expect(run('apps/hello', 'a', '--b')).toEqual({ code: 0, out: 'hello a --b\n', err: '' });
});

test('runs the compiled file where there is no source, as in an installed package', () => {
  rmSync(join(root, 'src'), { recursive: true });
  put('lib/src/apps/hello.js', `console.log('compiled', ...process.argv.slice(2));`);
  expect(run('apps/hello', 'a').out).toBe('compiled a\n');
});

test('runs the command line under its own name', () => {
  put('src/cli/main.ts', `console.log(process.argv.slice(2).join());`);
  const { stdout } = spawnSync(process.execPath, [join(root, 'bin/milvus-l7.js'), 'synth', '--out'], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('synth,--out\n');
});

describe('what it keeps', () => {
  test('serves the next run', () => {
    settle();
    run('apps/hello');
    const { ino } = statSync(bundle());
    expect(run('apps/hello', 'b').out).toBe('hello b\n');
    expect(statSync(bundle()).ino).toBe(ino);
  });

  test.each([
    ['an imported file changes', () => put('src/greet.ts', `export const greet = (): void => console.log('goodbye');`)],
    ['packages change', () => put('node_modules/.package-lock.json', '{"a":1}')],
    ['it is damaged', () => put('node_modules/.cache/milvus-l7/apps-hello.cjs', '')],
  ])('is made again when %s', (_, change) => {
    settle();
    run('apps/hello');
    const { ino } = statSync(bundle());
    change();
    expect(run('apps/hello', 'c').out).toMatch(/^(goodbye|hello c)\n$/);
    expect(statSync(bundle()).ino).not.toBe(ino);
  });

  test('shows the change', () => {
    settle();
    run('apps/hello');
    put('src/greet.ts', `export const greet = (): void => console.log('goodbye');`);
    expect(run('apps/hello').out).toBe('goodbye\n');
  });

  test('is not trusted when a file was written while it was made', () => {
    const soon = new Date(Date.now() + 60_000);
    put('src/greet.ts', `export const greet = (): void => console.log('early');`, soon);
    run('apps/hello');
    put('src/greet.ts', `export const greet = (): void => console.log('later');`, soon);
    expect(run('apps/hello').out).toBe('later\n');
  });

  test('is whole for everybody when several make it at once', async () => {
    const runs = Array.from({ length: 5 }, (_, i) =>
      promisify(execFile)(process.execPath, [join(root, 'bin/run.js'), 'apps/hello', String(i)]),
    );
    expect((await Promise.all(runs)).map(({ stdout }) => stdout)).toEqual([0, 1, 2, 3, 4].map((i) => `hello ${i}\n`));
    expect(readdirSync(dirname(bundle())).filter((name) => name.startsWith('apps-'))).toEqual([
      'apps-hello.cjs',
      'apps-hello.cjs.map',
    ]);
  });
});

test('names the source in stack traces', () => {
  put('src/greet.ts', `\n\nexport const greet = (): void => { throw new Error('oops'); };`);
  expect(run('apps/hello').err).toMatch(/at greet \(.*src\/greet\.ts:3:\d+\)/);
});

test('says what to do when nothing is installed', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  expect(run('apps/hello')).toEqual({
    code: 2,
    out: '',
    err: 'milvus-l7: the dependencies are not installed, run: npm ci\n',
  });
});

test('says so in one line where it cannot keep the bundle', () => {
  put('node_modules/.cache', 'a file');
  const { code, err } = run('apps/hello');
  expect(code).toBe(2);
  expect(err).toMatch(/^milvus-l7: node_modules\/\.cache must be writable, got [A-Z]+\n$/);
});

test.each([[[]], [['nothing']]])('says how it is used when no entry is named: %j', (args) => {
  expect(run(...args)).toEqual({
    code: 2,
    out: '',
    err: 'usage: node bin/run.js <entry under src, e.g. apps/manifests> [arguments]\n',
  });
});

function run(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/run.js'), ...args], {
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

function bundle(): string {
  return join(root, 'node_modules/.cache/milvus-l7/apps-hello.cjs');
}

function put(path: string, text: string, written?: Date): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  if (written) utimesSync(join(root, path), written, written);
}

/** Files of this very millisecond count as still changing. */
function settle(): void {
  const started = Date.now();
  while (Date.now() < started + 5);
}
