import { execFile } from 'node:child_process';

/** How long a program may take, in milliseconds: gcloud is slow, and helm asks the cluster. */
const PROGRAM_LIMIT = 60_000;
/** Bytes: a manifest of the chart has some 200,000. */
const OUTPUT_LIMIT = 64 * 1024 * 1024;

/** What a program said, or why it said nothing: not installed, too slow, or its own last words. */
export type Said = { readonly out: string } | { readonly failed: string; readonly missing: boolean };

/** Runs a program that asks; its arguments are told to nobody who may not see them. */
export function ask(program: string, args: readonly string[], signal: AbortSignal): Promise<Said> {
  return new Promise((resolve) => {
    const options = { timeout: PROGRAM_LIMIT, maxBuffer: OUTPUT_LIMIT, signal, encoding: 'utf8' } as const;
    const child = execFile(program, [...args], options, (error, stdout, stderr) => {
      if (!error) resolve({ out: stdout });
      else if (error.code === 'ENOENT') resolve({ failed: `${program} is not installed`, missing: true });
      else if (error.killed)
        resolve({ failed: `${program} did not answer in ${PROGRAM_LIMIT / 1000} s`, missing: false });
      else resolve({ failed: lastWordsOf(stderr) || `${program} failed`, missing: false });
    });
    child.stdin?.end();
  });
}

/** The line that says what is wrong; programs warn before it. */
function lastWordsOf(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const error = lines.find((line) => /^(ERROR|Error)\b/.test(line));
  return (error ?? lines.filter(Boolean).at(-1) ?? '').slice(0, 300);
}
