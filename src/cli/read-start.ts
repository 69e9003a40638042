import { closeSync, openSync, readSync, readlinkSync } from 'node:fs';
import { isErrno } from '../apps/system-refusal';
import { MAX_INPUT_BYTES } from '../source/parts';

/**
 * The text of a file or an open stream; of one that is too large only as much as shows it. A stream is read to its end,
 * and can be read only once.
 *
 * @param from - a path, or the number of an open stream
 * @throws whatever the operating system refuses
 */
export function readStart(from: string | number): string {
  const file = typeof from === 'number' ? from : openSync(from, 'r');
  try {
    const full: Buffer[] = [];
    let length = 0;
    for (let count = -1; count !== 0; length += count) {
      if (length === buffer.length) {
        full.push(Buffer.from(buffer));
        length = 0;
      }
      // One more than may be shows that there is more.
      if (full.length * buffer.length > MAX_INPUT_BYTES) break;
      count = readSome(file, length);
    }
    const rest = buffer.subarray(0, length);
    return (full.length === 0 ? rest : Buffer.concat([...full, rest])).toString('utf8');
  } finally {
    if (typeof from === 'string') closeSync(file);
  }
}

const buffer = Buffer.allocUnsafeSlow(1024 * 1024);

/** A stream that another program set to not waiting has nothing yet: Node throws then. */
function readSome(file: number, offset: number): number {
  let count: number | undefined;
  while (count === undefined) count = readNow(file, offset);
  return count;
}

function readNow(file: number, offset: number): number | undefined {
  try {
    return readSync(file, buffer, offset, buffer.length - offset, null);
  } catch (error) {
    if (isErrno(error) && error.code === 'EOF') return 0; // Windows
    if (!isErrno(error) || error.code !== 'EAGAIN') throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);
    return undefined;
  }
}

const PAUSE_MILLISECONDS = 10;

/** The number of a stream that this process was started with, as `<(…)` and /dev/stdin name it; a socket has no other way. */
export function descriptorOf(path: string): number | undefined {
  if (path === '/dev/stdin') return 0;
  const [, number] = /^\/(?:dev|proc\/self)\/fd\/(\d+)$/.exec(path) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** Why something cannot be read, in words. */
export function refusalOf(from: string | number, error: unknown): { readonly message: string; readonly cure: string } {
  if (!isErrno(error)) throw error;
  const [message, cure] = WORDS[error.code ?? ''] ?? [
    `cannot be read: ${error.message}`,
    'Make it readable, or leave it out.',
  ];
  const target = error.code === 'ENOENT' && typeof from === 'string' ? targetOf(from) : undefined;
  return target === undefined ? { message, cure } : { message: `${message}: ${target} is not there`, cure };
}

const WORDS: Readonly<Record<string, readonly [message: string, cure: string]>> = {
  ENOENT: ['is a link that leads nowhere', 'Mend the link, or delete it.'],
  ELOOP: ['is a link that leads back to itself', 'Mend the link, or delete it.'],
  EACCES: ['cannot be read: permission denied', 'Give yourself the right to read it: chmod u+rX.'],
  EPERM: ['cannot be read: permission denied', 'Give yourself the right to read it: chmod u+rX.'],
  EISDIR: ['is a folder, and no stream', 'Name the folder itself.'],
  EBADF: ['is no open stream', 'Name a file, or - for standard input.'],
};

function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}
