import { lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { types } from 'node:util';
import { UserError } from '../errors';

const LOCK = '.lock';

/**
 * Gives a function the empty folder `<out>/.next` for itself and removes it afterwards, whatever happens.
 *
 * @throws UserError when another run is in it or it is not ours; what a killed run left there is removed
 */
export async function withStage<T>(out: string, use: (stage: string) => Promise<T>): Promise<T> {
  const stage = join(out, '.next');
  lock(stage);
  try {
    empty(stage);
    return await use(stage);
  } finally {
    empty(stage);
    rmSync(join(stage, LOCK), { force: true });
    removeIfEmpty(stage);
  }
}

/** Removes a folder unless something is in it; tells whether it did. */
export function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** Whether the operating system refused something. */
export function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return types.isNativeError(error) && 'syscall' in error;
}

function lock(stage: string): void {
  const file = join(stage, LOCK);
  for (;;) {
    try {
      mkdirSync(stage, { recursive: true });
      refuseForeign(stage);
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (isGone(error)) continue; // another run has just ended
      const isLocked = isErrno(error) && error.code === 'EEXIST' && error.syscall === 'open';
      if (!isLocked) throw error;
    }
    try {
      const owner = readFileSync(file, 'utf8');
      if (isAlive(owner)) throw lockedBy(owner, stage);
      removeLockOf(owner, file);
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
}

/** A folder of ours is empty or holds a lock: all in it will be deleted, so nobody else's may be taken for it. */
function refuseForeign(stage: string): void {
  const names = readdirSync(stage);
  const isOurs = names.length === 0 || names.some((name) => name.startsWith(LOCK));
  if (isOurs && !lstatSync(stage).isSymbolicLink()) return;
  throw new UserError([
    {
      at: { file: stage },
      message: 'is needed for a moment, but somebody else made it',
      cure: 'delete it or move it away, or choose another folder with --out',
    },
  ]);
}

function isGone(error: unknown): boolean {
  return isErrno(error) && error.code === 'ENOENT';
}

function lockedBy(owner: string, stage: string): UserError {
  return new UserError([
    {
      at: { file: join(stage, LOCK) },
      message: `another run is writing here, process ${owner}`,
      cure: `wait until it has ended; if there is no such run, delete ${stage}`,
    },
  ]);
}

/** Two runs may find the same dead owner: what the slower one takes away is then the lock of the faster. */
function removeLockOf(owner: string, file: string): void {
  const aside = `${file}.${process.pid}`;
  renameSync(file, aside);
  if (readFileSync(aside, 'utf8') !== owner) renameSync(aside, file);
}

/** A lock that is still empty was made a moment ago; one with our own number is from before, in another container. */
function isAlive(pid: string): boolean {
  if (!/^[1-9]\d*$/.test(pid)) return true;
  if (Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return isErrno(error) && error.code === 'EPERM';
  }
}

/** All but the lock, which goes last: the next run may take it at once. */
function empty(stage: string): void {
  for (const name of readdirSync(stage)) {
    if (name !== LOCK) rmSync(join(stage, name), { recursive: true, force: true });
  }
}
