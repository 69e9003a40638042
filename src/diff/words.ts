/** Longest value in a sentence, in characters: indented, it fits a line of 80. */
const LONGEST = 66;

/** A value as a reader sees it in one line; undefined stays so. Words stand alone, other texts in quotes. */
export function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const isPlainWord = typeof value === 'string' && /^[\w./][\w./:-]*$/.test(value) && !looksTyped(value);
  const text = isPlainWord ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

/** What stands in a file, between backticks, so that a report can tell it from our own words; `nothing` where there is none. */
export function code(value: unknown): string {
  const text = shown(value);
  return text === undefined || text === '""' ? 'nothing' : `\`${text.replaceAll('`', "'")}\``;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** What YAML would not take for a text without quotes. */
function looksTyped(text: string): boolean {
  return /^(true|false|null)$/.test(text) || !Number.isNaN(Number(text));
}
