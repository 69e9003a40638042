import { Document, isMap, isScalar, isSeq, Pair, Scalar, YAMLMap } from 'yaml';
import type { Node, ScalarTag } from 'yaml';
import { isPlainWord } from './write';

/** What can be written: a text with a line break becomes a block, one that YAML would read otherwise is quoted. */
export type Value = string | number | boolean | { readonly [key: string]: Value };

export function nodeOf(value: Value): Node {
  if (typeof value === 'string') return textNode(value);
  if (typeof value !== 'object') return scalarOf(String(value), 'PLAIN');
  const map = new YAMLMap();
  for (const [key, inner] of Object.entries(value)) map.items.push(new Pair(textNode(key), nodeOf(inner)));
  return map;
}

export function textNode(text: string): Scalar {
  if (text.includes('\n')) return scalarOf(text, 'BLOCK_LITERAL');
  return scalarOf(text, isPlainWord(text) ? 'PLAIN' : 'QUOTE_SINGLE');
}

function scalarOf(text: string, type: Scalar.Type): Scalar {
  const scalar = new Scalar(text);
  scalar.type = type;
  return scalar;
}

/** Whether it is a null to Helm; in the failsafe schema that is a text. */
export function isNothing(node: unknown): boolean {
  if (node === null || node === undefined) return true;
  return isScalar<string>(node) && node.type === 'PLAIN' && /^(~|null|Null|NULL)?$/.test(node.value);
}

/** What a scalar that was kept as text is by YAML's core schema. */
export function coreValue({ value, type, tag }: Scalar): unknown {
  if (type !== 'PLAIN' || tag !== undefined || typeof value !== 'string') return value;
  const meant = CORE.find((one) => one.default === true && one.test?.test(value));
  const resolved: unknown = meant?.resolve(value, () => undefined, {}) ?? value;
  return isScalar(resolved) ? resolved.value : resolved;
}

const CORE = new Document(null, { schema: 'core' }).schema.tags.filter((tag): tag is ScalarTag => !tag.collection);

/** For a message. */
export function kindName(node: unknown): string {
  if (isSeq(node)) return 'a list';
  return isMap(node) ? 'a mapping' : 'a single value';
}
