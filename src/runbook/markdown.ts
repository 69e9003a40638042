/** Columns a paragraph may fill: it is read in terminal pagers too. */
const WIDTH = 120;

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
}

export function snippet(
  language: 'bash' | 'python' | 'js' | 'mermaid',
  { id }: Mark,
  lines: readonly string[],
): string {
  return [`<!-- snippet: ${id} -->`, `\`\`\`${language}`, ...lines, '```'].join('\n');
}

/** Commands to run one after the other. */
export function commands(lines: readonly string[]): string {
  return ['```bash', ...lines, '```'].join('\n');
}

/** One command a release, in blocks that a person can take in. */
export function commandsOfThree(lines: readonly string[]): string[] {
  const blocks = Math.ceil(lines.length / LINES_OF_A_BLOCK);
  return Array.from({ length: blocks }, (_, index) =>
    commands(lines.slice(index * LINES_OF_A_BLOCK, (index + 1) * LINES_OF_A_BLOCK)),
  );
}

const LINES_OF_A_BLOCK = 3;

function fill(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  let width = indent.length;
  for (const word of text.match(/(?:`[^`]*`|\S)+/g) ?? []) {
    const more = widthOf(word);
    if (line !== '' && width + 1 + more > WIDTH) {
      lines.push(indent + line);
      line = word;
      width = indent.length + more;
    } else {
      line = line === '' ? word : `${line} ${word}`;
      width += line === word ? more : 1 + more;
    }
  }
  return [...lines, indent + line];
}

/** Where a link leads is not read, and does not count: docs may be near or far. */
const widthOf = (text: string): number =>
  text.includes('](') ? text.replaceAll(/\]\([^)]*\)/g, ']').length : text.length;
