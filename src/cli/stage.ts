import { lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  return error instanceof Error && 'syscall' in error;
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
      if (!isErrno(error)) throw error;
      const otherRunLeft = error.code === 'ENOENT';
      if (otherRunLeft) continue;
      const otherRunHasIt = error.code === 'EEXIST' && error.syscall === 'open';
      if (!otherRunHasIt) throw error;
    }
    const owner = readLock(file);
    if (owner === undefined) continue;
    if (isAlive(owner)) {
      throw new UserError([
        {
          at: { file },
          message: `another run is writing here, process ${owner}`,
          cure: `wait until it has ended; if there is no such run, delete ${stage}`,
        },
      ]);
    }
    rmSync(file, { force: true });
  }
}

/** A folder of ours is empty or holds a lock: all in it will be deleted, so nobody else's may be taken for it. */
function refuseForeign(stage: string): void {
  const names = readdirSync(stage);
  if (!lstatSync(stage).isSymbolicLink() && (names.length === 0 || names.includes(LOCK))) return;
  throw new UserError([
    {
      at: { file: stage },
      message: 'is needed for a moment, but somebody else made it',
      cure: 'delete it or move it away, or choose another folder with --out',
    },
  ]);
}

function readLock(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isErrno(error) && error.code === 'ENOENT') return undefined;
    throw error;
  }
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
