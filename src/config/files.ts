import { readFileSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { UserError } from '../errors';
import { MAX_SOURCE_BYTES } from '../source/read';

/**
 * The text of a file of the project.
 *
 * @throws UserError where there is none, it cannot be read, is too large or not UTF-8
 */
export function readText(root: string, file: string): string {
  const path = resolve(root, file);
  const refuse = (message: string, cure: string) => new UserError([{ at: { file }, message, cure }]);
  const problem = unreadable(path);
  if (problem !== undefined) throw refuse(problem, 'check the path');
  const { size } = statSync(path);
  if (size > MAX_SOURCE_BYTES) {
    throw refuse(`is over 1 MiB, got ${size} bytes`, 'this is no file written by hand: check the path');
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw refuse('cannot be read', 'check its permissions');
  }
  try {
    return UTF_8.decode(bytes);
  } catch {
    throw refuse('is not UTF-8', 'save it as UTF-8, as YAML files are');
  }
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Why a path cannot be read as a file, in words; undefined where it may. */
export function unreadable(path: string): string | undefined {
  try {
    return statSync(path).isFile() ? undefined : 'must be a file';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : 'cannot be read';
  }
}

/** As people write paths: relative to the project, with slashes. */
export function tidy(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

/** Whether a path is the folder or lies in it. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
