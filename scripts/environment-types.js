// TypeScript for the people who write an environment in code, from the same JSON Schema that editors read.
const { compile } = require('json-schema-to-typescript');

const BANNER = '// Generated from src/config/schema.ts by `npm run generate`; do not edit.';

exports.environmentTypes = (schema) =>
  compile(withDefaultTags(schema), 'Environment', {
    bannerComment: BANNER,
    style: { singleQuote: true, printWidth: 120 },
    ignoreMinAndMaxItems: true,
  });

/** `default` and `description` of a JSON Schema node, as one doc comment. */
function withDefaultTags(node) {
  if (Array.isArray(node)) return node.map(withDefaultTags);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, key === 'default' ? value : withDefaultTags(value)]),
  );
  if (typeof copy.description === 'string' && 'default' in copy && !isEmpty(copy.default)) {
    copy.description += `\n\n@default ${JSON.stringify(copy.default)}`;
  }
  return copy;
}

function isEmpty(value) {
  return typeof value === 'object' && Object.keys(value).length === 0;
}
