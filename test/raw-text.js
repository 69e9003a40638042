// Multi-line strings (YAML, JSON, Markdown) stand in snapshots as they ship: no quotes, no escapes.
module.exports = {
  test: (value) => typeof value === 'string' && value.includes('\n'),
  print: (value) => value.replace(/\n$/, ''),
};
