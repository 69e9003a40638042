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
  cpSync(join(project, 'scripts/bundle.js'), join(root, 'scripts/bundle.js'));
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

test('runs its bundle where there is no source, as in an installed package', () => {
  rmSync(join(root, 'src'), { recursive: true });
  putBundle(`console.log('installed', ...process.argv.slice(2));`);
  expect(run('apps/hello', 'a').out).toBe('installed a\n');
  expect(readdirSync(join(root, 'home/milvus-l7'))).toHaveLength(1);
});

test('loads what stays outside of the bundle from where the project lies', () => {
  put('node_modules/constructs/index.js', `exports.name = 'the one copy';`);
  put('src/apps/hello.ts', `import('constructs').then(({ name }) => console.log(name));`);
  expect(run('apps/hello')).toEqual({ code: 0, out: 'the one copy\n', err: '' });
  expect(run('apps/hello')).toEqual({ code: 0, out: 'the one copy\n', err: '' });
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
      'apps-hello.cjs.code',
      'apps-hello.cjs.map',
    ]);
  }, 20_000);

  test('of what V8 compiled is never used for another text, be it of the same length', () => {
    rmSync(join(root, 'src'), { recursive: true });
    const old = new Date(0); // as npm writes the files of every package
    putBundle(`console.log('one');`, old);
    expect(run('apps/hello').out).toBe('one\n');
    putBundle(`console.log('two');`, old);
    expect(run('apps/hello').out).toBe('two\n');
  });

  test.each(['', 'damaged'])('of what V8 compiled is made again when its file holds %j', (text) => {
    run('apps/hello');
    writeFileSync(`${bundle()}.code`, text);
    expect(run('apps/hello', 'a').out).toBe('hello a\n');
    expect(statSync(`${bundle()}.code`).size).toBeGreaterThan(100);
  });

  test('lies in the cache folder of the user where that of the project takes nothing', () => {
    put('node_modules/.cache', 'a file');
    settle();
    expect(run('apps/hello', 'a')).toEqual({ code: 0, out: 'hello a\n', err: '' });
    const [id = ''] = readdirSync(join(root, 'home/milvus-l7'));
    const kept = readdirSync(join(root, 'home/milvus-l7', id));
    // From Node 22 on, Node keeps what it compiles of packages in a folder of its own there.
    expect(kept.filter((name) => !name.startsWith(process.version)).sort()).toEqual([
      'apps-hello.cjs',
      'apps-hello.cjs.code',
      'apps-hello.cjs.map',
    ]);
    expect(run('apps/hello', 'b')).toEqual({ code: 0, out: 'hello b\n', err: '' });
  });

  test('is nothing where no folder takes it, and the program runs all the same', () => {
    put('node_modules/.cache', 'a file');
    put('home', 'a file');
    expect(run('apps/hello', 'a')).toEqual({ code: 0, out: 'hello a\n', err: '' });
  });
});

test('names the source in stack traces, and says that it is a bug', () => {
  put('src/greet.ts', `\n\nexport const greet = (): void => { throw new TypeError('oops'); };`);
  for (const round of ['made', 'kept']) {
    const { code, err } = run('apps/hello', round);
    expect(code).toBe(70);
    expect(err).toMatch(
      /^TypeError: oops\n {4}at greet \(.*\/src\/greet\.ts:3:\d+\)\n {4}at .*\/src\/apps\/hello\.ts:2:1\n/,
    );
    expect(err).toMatch(/This is a bug of milvus-l7: please report it with the lines above\.\n$/);
  }
});

test('names the bundle in stack traces where there is no map', () => {
  rmSync(join(root, 'src'), { recursive: true });
  putBundle(`\nthrow new Error('oops');`);
  expect(run('apps/hello').err).toMatch(/^Error: oops\n {4}at .*lib\/bundles\/apps-hello\.cjs:2:\d+/);
});

test('says what to do when nothing is installed', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  expect(run('apps/hello')).toEqual({
    code: 2,
    out: '',
    err: 'milvus-l7: the dependencies are not installed, run: npm ci\n',
  });
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
    env: { ...process.env, XDG_CACHE_HOME: join(root, 'home') },
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

/** As an installed package has it. */
function putBundle(code: string, written?: Date): void {
  put('lib/bundles/apps-hello.cjs', `(function (exports, require, module) {${code}\n})`, written);
}

/** Files of this very millisecond count as still changing. */
function settle(): void {
  const started = Date.now();
  while (Date.now() < started + 5);
}
