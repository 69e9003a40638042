import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { version } from '../package.json';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly { readonly run: string; readonly shell: string }[];
  };
}

const action = parse(readFileSync('action.yml', 'utf8')) as Action;
const [step] = action.runs.steps;

/** Runs the action's script with an npx that only keeps what it is asked. */
function asked(given: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'milvus-l7-action-'));
  try {
    writeFileSync(join(folder, 'npx'), '#!/bin/sh\nprintf "%s\\n" "$@" > asked\necho found\n');
    chmodSync(join(folder, 'npx'), 0o755);
    const inputs = Object.entries({ ...action.inputs }).map(([name, { default: value }]) => [
      name.toUpperCase(),
      value,
    ]);
    const env = { ...Object.fromEntries(inputs), ...given, PATH: `${folder}:${process.env['PATH']}` };
    const { status, stdout } = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', step!.run], {
      cwd: folder,
      encoding: 'utf8',
      env,
    });
    const written = existsSync(join(folder, 'out.sarif')) ? readFileSync(join(folder, 'out.sarif'), 'utf8') : stdout;
    expect({ status, written }).toEqual({ status: 0, written: 'found\n' });
    return readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the action runs the package of this version, over the environments where no path is given', () => {
  const package_ = `milvus-gke-l7@${version}`;
  expect(asked({})).toEqual(['--yes', '--package', package_, '--', 'milvus-l7', 'lint', '--format', 'github', '--']);
});

test('it takes paths as they are, one a line, and writes where it is told', () => {
  const given = { PATHS: 'k8s\na b; $(id)\n\n', FORMAT: 'sarif', STRICT: 'true', OUTPUT: 'out.sarif' };
  expect(asked(given).slice(6)).toEqual(['--format', 'sarif', '--strict', '--', 'k8s', 'a b; $(id)']);
});

test('it uses nothing of others, and puts no expression into a script', () => {
  expect(action.runs.using).toBe('composite');
  for (const { run, shell } of action.runs.steps)
    expect({ shell, free: !run.includes('${{') }).toEqual({ shell: 'bash', free: true });
  expect(readFileSync('action.yml', 'utf8')).not.toMatch(/uses:/);
});

test('the pre-commit hook looks at its arguments together, with a command that the package has', () => {
  const [hook] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as Record<string, unknown>[];
  expect(hook).toMatchObject({
    id: 'milvus-l7-lint',
    entry: 'milvus-l7 lint',
    language: 'node',
    pass_filenames: false,
  });
});
