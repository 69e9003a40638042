// docs/environment.md from the JSON Schema that editors read: one heading a key, so that a key can be linked to.
const { wrap } = require('./markdown');

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
\`\`\`

In a project that installed the package, the path is
\`../node_modules/milvus-gke-l7/environments/schema.json\`.`;

/** The reference of every key: what it does, what may stand there, and what holds when it is left out. */
exports.environmentDocs = (schema) => `${[INTRODUCTION, ...onceEach(keysOf(schema, '')).map(entry)].join('\n\n')}\n`;

/** Every key at or below a node, parents first, as `releases[].host`. Of several mappings, what all require is required. */
function keysOf(node, prefix, mappings = [node]) {
  const below = Object.entries(node.properties ?? {}).flatMap(([key, child]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    const required = mappings.every((mapping) => (mapping.required ?? []).includes(key));
    return [{ path, node: child, required }, ...keysOf(child, path)];
  });
  const inItems = node.items ? keysOf(node.items, `${prefix}[]`) : [];
  const forms = formsIn(node) ?? [];
  const mappingsHere = forms.filter(({ properties }) => properties);
  return [...below, ...inItems, ...forms.flatMap((form) => keysOf(form, prefix, mappingsHere))];
}

/** Where one of several schemas applies. */
function formsIn({ anyOf, oneOf }) {
  return anyOf ?? oneOf;
}

/** A key that several forms of a mapping have is told once, with what may stand there in any of them. */
function onceEach(keys) {
  const byPath = new Map();
  for (const key of keys) byPath.set(key.path, [...(byPath.get(key.path) ?? []), key]);
  return [...byPath].map(([path, same]) => ({
    path,
    node: same.length === 1 ? same[0].node : { anyOf: same.map(({ node }) => node) },
    required: same.every(({ required }) => required),
  }));
}

function entry({ path, node, required }) {
  const facts = [`- Values: ${either(formsOf(node))}.`, `- ${whenLeftOut(node, required)}`];
  const paragraphs = [`## \`${path}\``, node.description && wrap(node.description), facts.map(wrap).join('\n')];
  return paragraphs.filter(Boolean).join('\n\n');
}

function whenLeftOut({ default: value }, required) {
  if (required) return 'Required.';
  const isSaid = typeof value === 'object' ? Object.keys(value).length > 0 : value !== undefined;
  return isSaid ? `Default: ${literal(flow(value))}.` : 'May be left out.';
}

/** A value as one writes it on a line of YAML. */
function flow(value) {
  if (typeof value !== 'object') return value;
  return `{ ${Object.entries(value)
    .map(([key, child]) => `${key}: ${flow(child)}`)
    .join(', ')} }`;
}

/** What may stand at a node, in words. */
function formsOf(node) {
  if (formsIn(node)) return formsIn(node).flatMap(formsOf);
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
  array: ({ items, minItems, maxItems }) => {
    const limits = [minItems && `at least ${minItems}`, maxItems && `at most ${maxItems}`].filter(Boolean);
    return `a list${limits.length > 0 ? ` of ${limits.join(' and ')}` : ''}, each ${either(formsOf(items))}`;
  },
};

function literal(value) {
  return `\`${value}\``;
}

function either(all) {
  const forms = [...new Set(all)];
  return [...forms.slice(0, -2), forms.slice(-2).join(' or ')].join(', ');
}
