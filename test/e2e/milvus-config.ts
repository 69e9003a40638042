import { parse, stringify } from 'yaml';

/** YAML in which everything is text: nothing of what a user wrote is read in another way than Milvus reads it. */
export type Tree = { [key: string]: Tree | Tree[] | string[] | string };

export const parseTree = (text: string): Tree => (parse(text, { schema: 'failsafe' }) as Tree | null) ?? {};

export const treeText = (tree: Tree): string => stringify(tree, { schema: 'failsafe' });

/** Maps are merged key by key, all else is replaced, as Milvus itself does with user.yaml over milvus.yaml. */
export function merged(base: Tree, over: Tree): Tree {
  const result = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = result[key];
    result[key] = isTree(before) && isTree(value) ? merged(before, value) : value;
  }
  return result;
}

/** The text at a path, if there is one. */
export function textAt(tree: Tree, [key = '', ...rest]: readonly string[]): string | undefined {
  const value = tree[key];
  if (rest.length > 0) return isTree(value) ? textAt(value, rest) : undefined;
  return typeof value === 'string' ? value : undefined;
}

function isTree(value: Tree[string] | undefined): value is Tree {
  return typeof value === 'object' && !Array.isArray(value);
}
