/** A word of a shell command, quoted where the shell would read it otherwise. */
export function word(text: string): string {
  if (/^[-\w./:=@%+,]+$/.test(text)) return text;
  return /[$`']/.test(text) ? text.replace(/[^-\w./:=@%+,]/g, '\\$&') : `'${text}'`;
}

/**
 * Lines that stop at the first failure. They run in a subshell: whoever pastes them keeps the terminal, and because a
 * shell reads the whole of it before it starts, nothing of the rest runs after a stop.
 */
export function guarded(lines: readonly string[]): string[] {
  return ['(', '  set -euo pipefail', ...indented(lines), ')'];
}

/** Says why and ends the guarded lines around it. The message is one line without double quotes. */
export function stop(message: string): string[] {
  return [`echo "STOP: ${message}" >&2`, 'exit 1'];
}

/** Runs the command every ten seconds until the test of `$found`, what it printed, holds; ends the guarded lines either way. */
export function waitUntil(command: string, test: string, minutes: number, message: string): string[] {
  return [
    `for _ in $(seq ${minutes * 6}); do`,
    `  found=$(${command})`,
    `  if ${test}; then exit 0; fi`,
    '  sleep 10',
    'done',
    ...stop(message),
  ];
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? line : `  ${line}`));
}
