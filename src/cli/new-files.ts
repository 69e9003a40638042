import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../errors';

/** A file that is not there yet. */
export interface NewFile {
  /** Relative to the project's root. */
  readonly file: string;
  readonly text: string;
  /** Whether only its owner may read it. */
  readonly isSecret?: boolean;
}

/** A file that is there, and all that it says with what is added to it. */
export interface GrownFile {
  readonly file: string;
  readonly before: string;
  readonly text: string;
}

/**
 * Writes new files, then those that grow: all or none, and without the folders made for them. No new file ever replaces one.
 *
 * @throws UserError for every new file that is there, and where one cannot be written
 */
export function writeFiles(root: string, files: readonly NewFile[], grown: readonly GrownFile[] = []): void {
  const there = files.filter(({ file }) => existsSync(join(root, file)));
  if (there.length > 0) throw new UserError(there.map(({ file }) => inTheWay(file)));
  const undo: (() => void)[] = [];
  const step = (file: string, write: (path: string) => void): void => {
    try {
      write(join(root, file));
    } catch (error) {
      undo.reverse().forEach((one) => one());
      const { code = String(error) } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST' && files.some((one) => one.file === file) && existsSync(join(root, file)))
        throw new UserError([inTheWay(file)]);
      const cure = 'mend that, and run it again: nothing was written';
      throw new UserError([{ at: { file }, message: `cannot be written: ${code}`, cure }]);
    }
  };
  for (const { file, text, isSecret = false } of files) step(file, (path) => writeNew(path, text, isSecret, undo));
  for (const { file, before, text } of grown) {
    step(file, (path) => {
      replace(path, text);
      undo.push(() => replace(path, before));
    });
  }
}

function writeNew(path: string, text: string, isSecret: boolean, undo: (() => void)[]): void {
  const folder = dirname(path);
  if (mkdirSync(folder, { recursive: true, ...(isSecret && { mode: 0o700 }) }) !== undefined)
    undo.push(() => rmdirSync(folder));
  const file = openSync(path, 'wx', isSecret ? 0o600 : 0o666);
  undo.push(() => rmSync(path));
  try {
    writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

/** Whole or not at all, whatever happens meanwhile. */
function replace(path: string, text: string): void {
  const file = realpathSync(path);
  accessSync(file, constants.W_OK);
  const next = `${file}.${process.pid}.next`;
  closeSync(openSync(next, 'wx'));
  try {
    writeFileSync(next, text);
    chmodSync(next, statSync(file).mode); // whatever the umask
    renameSync(next, file);
  } catch (error) {
    rmSync(next, { force: true });
    throw error;
  }
}

function inTheWay(file: string) {
  return {
    at: { file },
    message: 'is there already, and nothing is ever overwritten',
    cure: 'choose another name for the environment, or move the file away',
  };
}
