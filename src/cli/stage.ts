import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isErrno } from '../apps/system-refusal';
import { UserError } from '../errors';

const LOCK = '.lock';

/** Milliseconds in which a run writes its number into its lock. */
const MOMENT = 5000;

/**
 * Gives a function the empty folder `<out>/.next` for itself and removes it afterwards, whatever happens.
 *
 * @throws UserError when another run is in it or it is not ours; what a killed run left there is removed
 */
export async function withStage<T>(out: string, use: (stage: string) => Promise<T>): Promise<T> {
  const stage = join(out, '.next');
  lock(stage);
  const end = (signal: NodeJS.Signals): void => {
    removeIfPossible(stage);
    for (const one of SIGNALS) process.off(one, end);
    process.kill(process.pid, signal);
  };
  for (const one of SIGNALS) process.on(one, end);
  try {
    empty(stage);
    const result = await use(stage);
    remove(stage);
    return result;
  } catch (error) {
    removeIfPossible(stage); // what went wrong first is what is told
    throw error;
  } finally {
    for (const one of SIGNALS) process.off(one, end);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

function removeIfPossible(stage: string): void {
  try {
    remove(stage);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}

function remove(stage: string): void {
  empty(stage);
  rmSync(join(stage, LOCK), { force: true });
  try {
    rmdirSync(stage);
  } catch (error) {
    const isTaken = isGone(error) || existsSync(join(stage, LOCK)); // by another run, already
    if (!isTaken) throw error;
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

/** Tries again only where another run ended in between, and then once: whoever is there the second time is at work. */
function lock(stage: string): void {
  if (!take(stage) && !take(stage)) throw lockedBy(undefined, stage);
}

function take(stage: string): boolean {
  const file = join(stage, LOCK);
  if (!isNothingOr('isDirectory', stage) || !isNothingOr('isFile', file)) throw foreign(stage);
  try {
    makeFolder(stage);
    refuseForeign(stage);
    writeLock(file);
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    const isLocked = isErrno(error) && error.code === 'EEXIST' && error.syscall === 'open';
    if (!isLocked) {
      removeIfEmpty(stage);
      throw error;
    }
  }
  try {
    const owner = readFileSync(file, 'utf8');
    if (isAlive(owner, file)) throw lockedBy(owner, stage);
    removeLockOf(owner, file);
  } catch (error) {
    if (!isGone(error)) throw error;
  }
  return false;
}

/** Makes one unless it is there. Not recursive: that would say of a read-only file system that something is missing. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (!isErrno(error) || error.code !== 'EEXIST') throw error;
  }
}

/** A lock that a full disk keeps empty must not stay. */
function writeLock(file: string): void {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (isErrno(error) && error.syscall !== 'open') rmSync(file, { force: true });
    throw error;
  }
}

/** A folder of ours is empty or holds a lock: all in it will be deleted, so nobody else's may be taken for it. */
function refuseForeign(stage: string): void {
  const names = readdirSync(stage);
  const isOurs = names.length === 0 || names.some((name) => name.startsWith(LOCK));
  if (!isOurs) throw foreign(stage);
}

function isNothingOr(kind: 'isDirectory' | 'isFile', file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.[kind]() ?? true;
}

function foreign(stage: string): UserError {
  return new UserError([
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

function lockedBy(owner: string | undefined, stage: string): UserError {
  return new UserError([
    {
      at: { file: join(stage, LOCK) },
      message: `another run is writing here${owner ? `, process ${owner}` : ''}`,
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

/**
 * A lock without a number was made a moment ago, or by a run that died over it; one with our own number is from before, in
 * another container.
 */
function isAlive(pid: string, file: string): boolean {
  if (!/^[1-9]\d*$/.test(pid)) return Date.now() - lstatSync(file).mtimeMs < MOMENT;
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
