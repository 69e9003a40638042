import { isMap, isScalar, isSeq, Pair, Scalar, YAMLMap } from 'yaml';
import type { Node } from 'yaml';

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
  const plain = /^[a-z/][\w./-]*$/i.test(text) && !/^(y|yes|n|no|on|off|true|false|null)$/i.test(text);
  return scalarOf(text, plain ? 'PLAIN' : 'QUOTE_SINGLE');
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

/** For a message. */
export function kindName(node: unknown): string {
  if (isSeq(node)) return 'a list';
  return isMap(node) ? 'a mapping' : 'a single value';
}
