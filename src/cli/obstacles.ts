import { accessSync, constants, existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Fault } from '../errors';
import { levelsToState } from '../topology/state-file';

const ELSEWHERE = 'choose another folder with --out';

/** What keeps files below `stage` from their places below `out`, each obstacle once; only `listed` ones are ours. */
export function obstacles(out: string, stage: string, files: readonly string[], listed: ReadonlySet<string>): Fault[] {
  const found = new Map<string, Fault>();
  const report = (file: string, message: string, cure: string): void => {
    found.set(file, { at: { file }, message, cure });
  };
  for (const path of files) {
    const target = join(out, path);
    const folders = foldersOf(path).map((folder) => join(out, folder));
    const blocked = folders.find((folder) => !['folder', 'nothing'].includes(kindOf(folder)));
    if (blocked !== undefined) {
      report(blocked, `must be a folder, got a ${kindOf(blocked)}`, `move it away, or ${ELSEWHERE}`);
      continue;
    }
    const kind = kindOf(target);
    const parent = [out, ...folders].findLast((folder) => existsSync(folder)) ?? out;
    if (!isWritable(parent)) {
      report(parent, 'cannot be written', `make it writable, or ${ELSEWHERE}`);
    } else if (kind !== 'nothing' && kind !== 'file') {
      report(target, `must be a file of ours, got a ${kind}`, `move it away, or ${ELSEWHERE}`);
    } else if (kind === 'file' && !listed.has(path) && !isSame(join(stage, path), target)) {
      report(
        target,
        `would be overwritten, but the list of our files, ${join(out, '.files')}, does not name it`,
        `delete it or move it away, or ${ELSEWHERE}`,
      );
    }
  }
  return [...found.values()];
}

/** Whether a path is a file, reached without a symbolic link. */
export function isPlainFile(out: string, path: string): boolean {
  return (
    foldersOf(path).every((folder) => kindOf(join(out, folder)) === 'folder') && kindOf(join(out, path)) === 'file'
  );
}

export function isSame(a: string, b: string): boolean {
  return existsSync(b) && readFileSync(a).equals(readFileSync(b));
}

/** Why a file that nothing writes any more must stay. Local Terraform state lies beside the output folder. */
export function reasonsToKeep(out: string, path: string): Fault[] {
  const stack = /^terraform\/stacks\/([^/]+)\/cdk\.tf\.json$/.exec(path)?.[1];
  if (stack === undefined) return [];
  const levels = '../'.repeat(levelsToState(join(out, 'terraform')));
  const state = resolve(dirname(join(out, path)), levels, `terraform.${stack}.tfstate`);
  if (!existsSync(state) || isDestroyed(state)) return [];
  return [
    {
      at: { file: join(out, path) },
      message: `no environment writes it any more, but terraform.${stack}.tfstate still holds what it created`,
      cure: `run: terraform -chdir=${dirname(join(out, path))} destroy; or move the state away if it is looked after elsewhere`,
    },
  ];
}

/** The folders that a path needs, outermost first. */
function foldersOf(path: string): string[] {
  const folders = path.split('/').slice(0, -1);
  return folders.map((_, i) => folders.slice(0, i + 1).join('/'));
}

function kindOf(file: string): 'nothing' | 'file' | 'folder' | 'symbolic link' | 'special file' {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (!stat) return 'nothing';
  if (stat.isSymbolicLink()) return 'symbolic link';
  if (stat.isDirectory()) return 'folder';
  return stat.isFile() ? 'file' : 'special file';
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** `terraform destroy` leaves the file behind, without resources. */
function isDestroyed(state: string): boolean {
  try {
    const { resources } = JSON.parse(readFileSync(state, 'utf8')) as { resources?: unknown };
    return Array.isArray(resources) && resources.length === 0;
  } catch {
    return false;
  }
}
