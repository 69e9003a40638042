/** Columns a paragraph may fill: it is read in terminal pagers too. */
const WIDTH = 100;

/** A paragraph, filled. Code spans stay in one piece. */
export function prose(text: string): string {
  return fill(text, '').join('\n');
}

/** A list; each item is filled and hangs. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => fill(item, '  ').join('\n').replace(/^ {2}/, '- ')).join('\n');
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Names as code, one after the other. */
export function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What a snippet is found by: the comment above its fence. Contract: scripts look for it. */
export interface Mark {
  readonly id: string;
  /** Name of the release, where there is one such snippet for each. */
  readonly release?: string;
}

export function snippet(
  language: 'bash' | 'python' | 'js' | 'mermaid',
  { id, release }: Mark,
  lines: readonly string[],
): string {
  const comment = `<!-- snippet: ${id}${release === undefined ? '' : ` release=${release}`} -->`;
  return [comment, `\`\`\`${language}`, ...lines, '```'].join('\n');
}

function fill(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/(?:`[^`]*`|\S)+/g) ?? []) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line];
}
