const WIDTH = 100;

/** Breaks a paragraph or a list item at spaces outside of code. */
exports.wrap = (text) => {
  const indent = text.startsWith('- ') ? '  ' : '';
  const lines = [];
  for (const word of text.match(/(`[^`]*`|\S)+/g)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines.push(`${lines.pop()} ${word}`);
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
