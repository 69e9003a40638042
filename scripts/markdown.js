const WIDTH = 100;

/** At the start of a line it would begin a list, a quotation or a heading. */
const BEGINS_A_BLOCK = /^(\d+[.)]|[-+*>]|#+)$/;

/** Breaks a paragraph or a list item at spaces outside of code. */
exports.wrap = (text) => {
  const indent = text.startsWith('- ') ? '  ' : '';
  const lines = [];
  for (const word of text.match(/(`[^`]*`|\S)+/g)) {
    const last = lines.at(-1);
    if (last !== undefined && (last.length + 1 + word.length <= WIDTH || BEGINS_A_BLOCK.test(word)))
      lines.push(`${lines.pop()} ${word}`);
    else lines.push(last === undefined ? word : indent + word);
  }
  return lines.join('\n');
};

/** Plain text outside of code, so that Markdown leaves it alone. */
exports.escaped = (text) =>
  text
    .split(/(`[^`]*`)/)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replaceAll('*', '\\*').replaceAll('<', '\\<').replaceAll('_', '\\_'),
    )
    .join('');
