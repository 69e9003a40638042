import { types } from 'node:util';
import { UserError } from '../errors';

/** Whether the operating system refused something. */
export function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return types.isNativeError(error) && 'syscall' in error;
}

/**
 * What the operating system refuses where we write is for the reader to see to: a full disk, a read-only file system, a
 * folder of somebody else's. Everything else stays what it is.
 *
 * @param folder - where it was writing: an error of a write tells no path
 */
export function systemRefusal(folder: string, error: unknown): unknown {
  if (!isErrno(error)) return error;
  const { path = folder } = error;
  if (!path.startsWith(folder) && !folder.startsWith(path)) return error;
  return new UserError([
    {
      at: { file: path },
      message: `cannot be written, got ${error.message}`,
      cure: 'make it writable and see that the disk has room, or choose another folder with --out',
    },
  ]);
}

/** Writes; what the operating system refuses below the folder is told in words. */
export function writing<T>(folder: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw systemRefusal(folder, error);
  }
}
