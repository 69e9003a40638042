import { styleText } from 'node:util';

/** Columns: no line of ours is longer, but for words that are. */
export const WIDTH = 80;

/** How a text looks on a terminal. */
export interface Looks {
  /** Only for a terminal, and not where NO_COLOR is set. */
  readonly colour: boolean;
}

export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

export function painter({ colour }: Looks): Paint {
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
}

/** What a file or a server says must not move the terminal's cursor. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(/[\x00-\x1f\x7f-\x9f]/g, '�');
}

export function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** Breaks at spaces; a word longer than the line stays whole. */
export function wrapped(text: string, indent: string, first = indent): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of printable(text).split(' ')) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join('\n');
}
