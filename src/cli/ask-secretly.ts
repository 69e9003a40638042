import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/**
 * Asks on the terminal for a text that is not shown.
 *
 * @returns undefined where nobody answers: the end of input, or the signal
 */
export async function askSecretly(prompt: string, signal: AbortSignal): Promise<string | undefined> {
  const nowhere = new Writable({ write: (_text, _encoding, done) => done() });
  process.stderr.write(prompt);
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  // In this mode the terminal hands Ctrl-C on as a character.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const nobody = new Promise<undefined>((end) => {
    lines.on('close', () => end(undefined));
    signal.addEventListener('abort', () => end(undefined), { once: true });
  });
  try {
    return await Promise.race([lines.question(''), nobody]);
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}
