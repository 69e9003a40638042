import { printable } from './layout';

/** Text of a file in a code span: nothing in it is Markdown, HTML, a link or a mention. */
export function codeSpan(text: string): string {
  const plain = oneLine(text);
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  // A blank at both ends belongs to the fence; a text of blanks alone would keep them.
  const padded = /^[` ]|[` ]$/.test(plain) ? ` ${plain} ` : plain;
  return plain.trim() === '' ? '(empty)' : `${fence}${padded}${fence}`;
}

/** The same inside HTML. */
export function codeTag(text: string): string {
  return `<code>${oneLine(text).replace(/[^\w .,:/-]/gu, (one) => `&#${String(one.codePointAt(0))};`)}</code>`;
}

/** A sentence of ours, with what is from files between backticks. */
export function prose(sentence: string): string {
  return sentence
    .split(/`([^`]*)`/)
    .map((part, index) => (index % 2 === 1 ? codeSpan(part) : escaped(part)))
    .join('');
}

/** Characters that turn the direction of writing, or take no room, make a text look like another. */
function oneLine(text: string): string {
  return printable(text).replace(/[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, '�');
}

/** An entity is never Markdown; after a comment, a mention is none. */
function escaped(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>&#|~!]/g, (one) => `&#${String(one.codePointAt(0))};`)
    .replaceAll('@', '@<!-- -->');
}
