import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Fault, UserError } from '../errors';

/** Everything of ours, one path a line, sorted by code point; committed, so that every clone knows what is ours. */
export const LIST = '.files';

/** Adds files that bare `cdk8s synth` wrote to the list of what is ours. */
export function claim(out: string, paths: readonly string[]): void {
  const listed = readList(out);
  if (paths.every((path) => listed.has(path))) return;
  const aside = join(out, `${LIST}.${process.pid}`);
  try {
    writeFileSync(aside, listText([...listed, ...paths]));
    renameSync(aside, join(out, LIST));
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

export function readList(out: string): Set<string> {
  const file = join(out, LIST);
  if (!existsSync(file)) return new Set();
  if (!statSync(file).isFile()) throw inTheWay(file, 'must be the list of our files, got a folder');
  const lines = readFileSync(file, 'utf8').split(/\r?\n/);
  const faults = lines.flatMap((path, i): Fault[] =>
    path === '' || couldBeOurs(path)
      ? []
      : [
          {
            at: { file, line: i + 1, col: 1 },
            message: `must be a path that we could have written, got ${JSON.stringify(path)}`,
            cure: 'after a merge conflict keep the lines of both sides; else restore the file with git',
          },
        ],
  );
  if (faults.length > 0) throw new UserError(faults);
  return new Set(lines.filter(Boolean));
}

/**
 * The environment whose file a path of ours is.
 *
 * @param known - paths of ours, by which an environment called `x-release` is told from the second stack of `x`
 */
export function environmentOf(path: string, known: ReadonlySet<string>): string | undefined {
  const [, room, rest = ''] = /^(manifests|helm|runbook|terraform\/stacks)\/([^/]+)/.exec(path) ?? [];
  if (room === 'manifests') return rest.replace(/\.k8s\.yaml$/, '');
  if (room === 'runbook') return rest.replace(/\.md$/, '');
  if (room !== 'terraform/stacks' || known.has(`manifests/${rest}.k8s.yaml`)) return room && rest;
  return rest.replace(/-release$/, '');
}

/** A list that somebody edited must not make us delete Terraform's files or anything outside the folder. */
function couldBeOurs(path: string): boolean {
  return /^(manifests|helm|runbook|terraform)(\/[A-Za-z0-9][\w.-]*)+$/.test(path) && !path.includes('.tfstate');
}

export function listText(paths: readonly string[]): string {
  const lines = [...new Set(paths)].sort(byCodePoint).map((path) => `${path}\n`);
  return lines.join('');
}

export function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export function inTheWay(file: string, message: string): UserError {
  return new UserError([{ at: { file }, message, cure: 'move it away, or choose another folder with --out' }]);
}
