import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
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

/**
 * Writes files, all or none; nothing that is there is ever replaced.
 *
 * @throws UserError for every file that is there, and where one cannot be written
 */
export function writeNewFiles(root: string, files: readonly NewFile[]): void {
  const there = files.filter(({ file }) => existsSync(join(root, file)));
  if (there.length > 0) throw new UserError(there.map(({ file }) => inTheWay(file)));
  const written: string[] = [];
  for (const { file, text, isSecret = false } of files) {
    try {
      mkdirSync(dirname(join(root, file)), { recursive: true, ...(isSecret && { mode: 0o700 }) });
      writeFileSync(join(root, file), text, { flag: 'wx', ...(isSecret && { mode: 0o600 }) });
      written.push(file);
    } catch (error) {
      for (const one of written) rmSync(join(root, one));
      const { code = String(error) } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST' && existsSync(join(root, file))) throw new UserError([inTheWay(file)]);
      const cure = 'mend that, and run it again: nothing was written';
      throw new UserError([{ at: { file }, message: `cannot be written: ${code}`, cure }]);
    }
  }
}

function inTheWay(file: string) {
  return {
    at: { file },
    message: 'is there already, and nothing is ever overwritten',
    cure: 'choose another name for the environment, or move the file away',
  };
}
