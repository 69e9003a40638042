import { spawnSync } from 'node:child_process';
import fs, { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { publish } from '../../src/cli/publish';
import { UserError } from '../../src/errors';

/** Every call that writes, and the system call that its errors name. */
const WRITING = {
  mkdirSync: 'mkdir',
  writeFileSync: 'write',
  renameSync: 'rename',
  copyFileSync: 'copyfile',
  rmSync: 'rm',
  rmdirSync: 'rmdir',
} as const;
const NAMES = Object.keys(WRITING) as (keyof typeof WRITING)[];

const before = { 'manifests/prod.k8s.yaml': 'old\n', 'runbook/gone.md': 'old\n', 'helm/prod/a.values.yaml': 'old\n' };
const after = { 'manifests/prod.k8s.yaml': 'new\n', 'runbook/prod.md': 'new\n', 'helm/prod/a.values.yaml': 'old\n' };

let root: string;
let out: string;
// Node takes what it needs to remove a folder from node:fs once: that must not be what fails.
beforeAll(() => rmSync(mkdtempSync(join(tmpdir(), 'milvus-l7-system-errors-')), { recursive: true }));
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'milvus-l7-system-errors-'));
  out = join(root, 'dist');
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true, force: true });
});

/** What file systems answer; ENOENT, EEXIST and ENOTEMPTY also mean something where two runs meet. */
const CODES = [
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EROFS',
  'EACCES',
  'EPERM',
  'EMFILE',
  'EBUSY',
  'EXDEV',
  'ENOENT',
  'EEXIST',
  'ENOTEMPTY',
];

test.each([
  ['once', false],
  ['from then on', true],
])('an error of the system at any call that writes, %s, ends in words and with whole files', async (_, lasts) => {
  await publish(out, { complete: 'all' }, write(before));
  const old = tree();
  const codes = lasts ? ['ENOSPC', 'EROFS'] : CODES;
  let told = 0;
  for (const code of codes) {
    for (let call = 1, reached = true; reached; call++) {
      const calls = failAt(call, code, lasts);
      const error = await publish(out, { complete: 'all' }, write(after)).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      jest.restoreAllMocks();
      reached = calls() >= call;
      if (error === undefined) {
        expect(tree()).toEqual({ ...after, '.files': expect.any(String) });
        await publish(out, { complete: 'all' }, write(before));
        continue;
      }
      expect({ code, call, error }).toEqual({ code, call, error: expect.any(UserError) });
      told++;
      if (lasts) {
        rmSync(join(out, '.next'), { recursive: true, force: true });
        // Nothing could be taken back or away either: no file is half of one, and the next run finishes.
        for (const [path, text] of Object.entries(tree())) {
          if (path !== '.files')
            expect({ code, call, path, text }).toMatchObject({ text: expect.stringMatching(/^(old|new)\n$/) });
        }
      } else {
        expect({ code, call, left: existsSync(join(out, '.next')) }).toEqual({ code, call, left: false });
        const isOld = tree()['manifests/prod.k8s.yaml'] === 'old\n';
        expect(tree()).toEqual(isOld ? old : { ...after, '.files': expect.any(String) });
      }
      if (lasts || JSON.stringify(tree()) !== JSON.stringify(old))
        await publish(out, { complete: 'all' }, write(before));
      expect(tree()).toEqual(old);
    }
  }
  expect(told).toBeGreaterThan(50);
});

test('a full disk is told with the file, what the system said, and a way out', async () => {
  failAt(3, 'ENOSPC', false);
  await expect(publish(out, { complete: 'all' }, write(before))).rejects.toMatchObject({
    faults: [
      {
        message: expect.stringMatching(/^cannot be written, got ENOSPC: /),
        cure: 'make it writable and see that the disk has room, or choose another folder with --out',
      },
    ],
  });
  expect(readdirSync(root)).toEqual([]);
});

test.each([
  ['a file system that makes no folders', ['synth', '--out', '/proc/milvus-l7/dist'], /cannot be written, got ENOENT/],
  ['a full standard output', ['lint', '--list'], /^error: standard output cannot be written, got ENOSPC/],
])(
  '%s ends a command in words, at once',
  (_, args, words) => {
    const started = Date.now();
    const { status, stderr } = spawnSync(process.execPath, [join(__dirname, '../../bin/milvus-l7.js'), ...args], {
      stdio: ['ignore', fs.openSync('/dev/full', 'w'), 'pipe'],
      encoding: 'utf8',
      cwd: join(__dirname, '../..'),
      timeout: 30_000,
    });
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(words) });
    expect(Date.now() - started).toBeLessThan(20_000);
  },
  40_000,
);

/** Lets the nth call that writes, and perhaps all after it, fail; half of a text is written before. Tells how many came. */
function failAt(nth: number, code: string, lasts: boolean): () => number {
  let calls = 0;
  for (const name of NAMES) {
    const real = fs[name] as (...args: unknown[]) => unknown;
    jest.spyOn(fs, name).mockImplementation(((...args: unknown[]) => {
      const path = String(args[0]);
      if (!path.startsWith(root)) return real(...args);
      calls++;
      if (lasts ? calls < nth : calls !== nth) return real(...args);
      if (name === 'writeFileSync' && code !== 'EEXIST') real(path, String(args[1]).slice(0, 2), args[2]);
      throw Object.assign(new Error(`${code}: injected, ${WRITING[name]} '${path}'`), {
        code,
        syscall: WRITING[name],
        ...(name === 'writeFileSync' ? {} : { path }), // an error of a write knows only the descriptor
      });
    }) as never);
  }
  return () => calls;
}

function write(files: Readonly<Record<string, string>>): (folder: string) => void {
  return (folder) => {
    for (const [path, text] of Object.entries(files)) {
      fs.mkdirSync(dirname(join(folder, path)), { recursive: true });
      fs.writeFileSync(join(folder, path), text);
    }
  };
}

function tree(): Record<string, string> {
  const paths = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter(
    (path) => statSync(join(out, path)).isFile() && !path.startsWith('.next'),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(out, path), 'utf8')]));
}
