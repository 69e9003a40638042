// docs/environment.md from the JSON Schema that editors read: one heading a key, so that a key can be linked to.
const WIDTH = 100;

const INTRODUCTION = `<!-- Generated from src/config/schema.ts by \`npm run generate\`; do not edit. -->

# The environment file

\`environments/<env>.yaml\`: one load balancer, the Milvus releases behind it, and what Terraform
makes for it. \`<env>\` names the output files, the Terraform stack and the construct: lower-case
letters, digits and "-", starting with a letter, at most 50 characters.

What is left out has a safe default. \`unmanaged\` and \`none\` mean: say nothing about it. A key that
is not on this page is an error. In TypeScript the same keys are the type \`Environment\`.

[environments/production.yaml](../environments/production.yaml) is what we recommend;
[environments/guide.yaml](../environments/guide.yaml) switches off what the guide does without. An
editor with a YAML language server checks a file that starts with this line:

\`\`\`yaml
# yaml-language-server: $schema=./schema.json
\`\`\``;

/** The reference of every key: what it does, what may stand there, and what holds when it is left out. */
exports.environmentDocs = (schema) => `${[INTRODUCTION, ...keysOf(schema, '').map(entry)].join('\n\n')}\n`;

/** Every key at or below a node, parents first, as `releases[].host`. */
function keysOf(node, prefix) {
  const below = Object.entries(node.properties ?? {}).flatMap(([key, child]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    const required = (node.required ?? []).includes(key);
    return [{ path, node: child, required }, ...keysOf(child, path)];
  });
  const inItems = node.items ? keysOf(node.items, `${prefix}[]`) : [];
  return [...below, ...inItems, ...(node.anyOf ?? []).flatMap((form) => keysOf(form, prefix))];
}

function entry({ path, node, required }) {
  const facts = [`- Values: ${either(formsOf(node))}.`, `- ${whenLeftOut(node, required)}`];
  const paragraphs = [`## \`${path}\``, node.description && wrap(node.description), facts.map(wrap).join('\n')];
  return paragraphs.filter(Boolean).join('\n\n');
}

function whenLeftOut({ default: value }, required) {
  if (required) return 'Required.';
  const isScalar = ['string', 'number', 'boolean'].includes(typeof value);
  return isScalar ? `Default: ${literal(value)}.` : 'May be left out.';
}

/** What may stand at a node, in words. */
function formsOf(node) {
  if (node.anyOf) return node.anyOf.flatMap(formsOf);
  if ('const' in node) return [literal(node.const)];
  if (node.enum) return node.enum.map(literal);
  if (node.type === 'boolean') return [true, false].map(literal);
  const words = WORDS[node.type];
  if (!words) throw new Error(`no words for ${JSON.stringify(node)}`);
  return [words(node)];
}

const WORDS = {
  integer: ({ minimum, maximum }) => `a whole number from ${minimum} to ${maximum}`,
  number: ({ minimum, maximum }) => `a number from ${minimum} to ${maximum}`,
  string: ({ pattern, maxLength }) =>
    ['text', maxLength && `of at most ${maxLength} characters`, pattern && `that matches ${literal(pattern)}`]
      .filter(Boolean)
      .join(' '),
  object: ({ properties }) => (properties ? 'a mapping with the keys below' : 'a mapping of text to text'),
  array: ({ items, minItems }) => `a list${minItems ? ` of at least ${minItems}` : ''}, each ${either(formsOf(items))}`,
};

function literal(value) {
  return `\`${value}\``;
}

function either(forms) {
  return [...forms.slice(0, -2), forms.slice(-2).join(' or ')].join(', ');
}

/** Breaks a paragraph or a list item at spaces outside of code. */
function wrap(text) {
  const indent = text.startsWith('- ') ? '  ' : '';
  const lines = [];
  for (const word of text.match(/(`[^`]*`|[^\s`])+/g)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines.push(`${lines.pop()} ${word}`);
    else lines.push(last === undefined ? word : indent + word);
  }
  return lines.join('\n');
}
