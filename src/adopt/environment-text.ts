import { Document, type Node, Pair, Scalar, YAMLMap, YAMLSeq, stringify } from 'yaml';
import type { DraftEnvironment, Missing } from './draft';

/**
 * The file of an environment. What is missing stands in it as comments, each in its place.
 *
 * @param schema - path of the JSON Schema, relative to the file
 * @param notes - lines below everything, each without its `#`
 */
export function environmentText(
  environment: DraftEnvironment,
  missing: readonly Missing[],
  schema: string,
  notes: readonly string[] = [],
): string {
  const document = new Document(environment);
  for (const one of missing) commentOut(document.contents as Node, one);
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  const below = notes.length === 0 ? '' : `\n${notes.map((line) => `# ${line}`.trimEnd()).join('\n')}\n`;
  return `# yaml-language-server: $schema=${schema}\n${text}${below}`;
}

/** Keys of an environment and of a release, in the order in which they are written. */
const ORDER = [
  'project',
  'region',
  'namespace',
  'labels',
  'name',
  'host',
  'chart',
  'milvus',
  'mode',
  'releases',
  'gcp',
];

/** Puts a key as a comment where it belongs: before the next key of its mapping, or at its end. */
function commentOut(node: Node, { path, example, why }: Omit<Missing, 'required'>): void {
  const [key, ...below] = path;
  const inside = childAt(node, key);
  if (inside && below.length > 0) {
    commentOut(inside, { path: below, example, why });
    return;
  }
  if (!(node instanceof YAMLMap) || typeof key !== 'string') throw new Error(`nothing can stand at ${path.join('.')}`);
  const value = below.reduceRight<unknown>((inner, step) => ({ [step]: inner }), example);
  const [first = '', ...lines] = stringify({ [key]: value })
    .trimEnd()
    .split('\n');
  const comment = [`${first} # ${why}`, ...lines].map((line) => ` ${line}`).join('\n');
  const rank = ORDER.indexOf(key);
  const next = (node.items as Pair<Scalar>[]).find((pair) => ORDER.indexOf(String(pair.key.value)) > rank);
  if (next && rank >= 0 && key !== 'gcp') next.key.commentBefore = joined(next.key.commentBefore, comment);
  else node.comment = joined(node.comment, comment);
}

function childAt(node: Node, key: string | number | undefined): Node | undefined {
  if (!(node instanceof YAMLMap || node instanceof YAMLSeq) || key === undefined) return undefined;
  const child: unknown = node.get(key, true);
  return child instanceof YAMLMap || child instanceof YAMLSeq ? child : undefined;
}

function joined(before: string | null | undefined, comment: string): string {
  return before ? `${before}\n${comment}` : comment;
}
