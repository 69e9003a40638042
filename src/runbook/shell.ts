/** A word of a shell command, quoted where the shell would read it otherwise. */
export function word(text: string): string {
  if (/^[-\w./:=@%+,]+$/.test(text)) return text;
  return /[$`']/.test(text) ? text.replace(/[^-\w./:=@%+,]/g, '\\$&') : `'${text}'`;
}
