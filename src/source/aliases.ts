import { isAlias, isCollection, isMap, isPair, isScalar, isSeq } from 'yaml';
import type { Alias, Document, Node, Pair, ParsedNode, Scalar, YAMLMap } from 'yaml';
import type { Fault } from '../errors';

/** Values that aliases may add to a file. */
const MAX_EXPANSION = 100_000;

export type AliasTargets = ReadonlyMap<Alias, Node>;

type At = (offset: number) => { readonly file: string; readonly line: number; readonly col: number };

/** Finds what every alias stands for, what is wrong with keys and aliases, and keys that repeat; takes linear time. */
export function inspect(
  tree: Document.Parsed,
  at: At,
): { aliases: AliasTargets; faults: readonly Fault[]; repeated: readonly Fault[] } {
  const aliases = new Map<Alias, Node>();
  const anchors = new Map<string, Node>();
  const open = new Set<Node>();
  const sizes = new Map<Node, number>();
  const faults: Fault[] = [];
  const repeated: Fault[] = [];
  let added = 0;

  const offset = (node: Node) => (node as ParsedNode).range[0];

  const follow = (alias: Alias, path: string): number => {
    const target = anchors.get(alias.source);
    if (target === undefined) faults.push({ at: at(offset(alias)), path, ...NO_ANCHOR });
    else if (open.has(target)) faults.push({ at: at(offset(alias)), path, ...OWN_ANCHOR });
    else {
      aliases.set(alias, target);
      const size = sizes.get(target) ?? 1;
      if (added <= MAX_EXPANSION && added + size > MAX_EXPANSION) {
        faults.push({ at: at(offset(alias)), path, ...BOMB });
      }
      added += size;
      return size;
    }
    return 1;
  };

  const checkKeys = (map: YAMLMap, path: string) => {
    const first = new Map<string, Node>();
    for (const { key } of map.items as Pair<Node>[]) {
      if (!isScalar(key)) {
        faults.push({ at: at(offset(key)), path, message: 'a key must be a plain word', cure: 'quote the key' });
        continue;
      }
      const name = keyName(key);
      const before = first.get(name);
      if (before === undefined) first.set(name, key);
      else {
        const { line, col } = at(offset(before));
        const message = `duplicate key, the first stands at ${line}:${col}`;
        repeated.push({ at: at(offset(key)), path: joinPath(path, name), message, cure: 'keep one of the two' });
      }
    }
  };

  const checkMerge = (value: Node | null, path: string) => {
    const target = value && isAlias(value) ? aliases.get(value) : value;
    const sources = target && isSeq(target) ? (target.items as Node[]) : [target];
    for (const source of sources) {
      const map = source && isAlias(source) ? aliases.get(source) : source;
      if (map && !isMap(map)) faults.push({ at: at(offset(source ?? map)), path, ...NO_MAPPING_TO_MERGE });
    }
  };

  const visit = (node: Node | null, path: string): number => {
    if (node === null) return 1;
    if (isAlias(node)) return follow(node, path);
    if (node.anchor) anchors.set(node.anchor, node);
    if (!isCollection(node)) return 1;
    open.add(node);
    if (isMap(node)) checkKeys(node, path);
    let size = 1;
    node.items.forEach((item, index) => {
      if (isPair(item)) {
        const key = item.key as Node;
        const inner = joinPath(path, keyName(key));
        size += visit(key, path) + visit(item.value as Node | null, inner);
        if (isMergeKey(key)) checkMerge(item.value as Node | null, inner);
      } else size += visit(item as Node, `${path}[${index}]`);
    });
    open.delete(node);
    sizes.set(node, size);
    return size;
  };

  visit(tree.contents, '');
  return { aliases, faults, repeated };
}

/** The node itself, or what an alias stands for. */
export function target(aliases: AliasTargets, node: Node | null): Node | null | undefined {
  return isAlias(node) ? aliases.get(node) : node;
}

/** A mapping's pairs by name, those that `<<` brings included. */
export function pairsOf(aliases: AliasTargets, map: YAMLMap): [name: string, pair: Pair<Node, Node | null>][] {
  const pairs = new Map<string, Pair<Node, Node | null>>();
  const items = map.items as Pair<Node, Node | null>[];
  for (const pair of items) if (!isMergeKey(pair.key)) pairs.set(keyName(pair.key), pair);
  if (pairs.size === items.length) return [...pairs];
  for (const { value } of items.filter(({ key }) => isMergeKey(key))) {
    const merged = target(aliases, value);
    for (const source of isSeq(merged) ? (merged.items as Node[]) : [merged ?? null]) {
      const from = target(aliases, source);
      for (const [name, pair] of isMap(from) ? pairsOf(aliases, from) : []) {
        if (!pairs.has(name)) pairs.set(name, pair);
      }
    }
  }
  return [...pairs];
}

/** Of these, the one of a name. */
export function pairOf(aliases: AliasTargets, map: YAMLMap, name: string): Pair<Node, Node | null> | undefined {
  const items = map.items as Pair<Node, Node | null>[];
  const own = items.findLast(({ key }) => keyName(key) === name && !isMergeKey(key));
  if (own !== undefined || !items.some(({ key }) => isMergeKey(key))) return own;
  return pairsOf(aliases, map).find(([one]) => one === name)?.[1];
}

/** The key as JavaScript and Helm see it. */
export function keyName(key: unknown): string {
  if (!isScalar(key)) return '?';
  return isMergeKey(key) ? '<<' : String((key as Scalar<string | number | boolean | null>).value ?? '');
}

/** A `<<` that takes over the keys of other mappings; a quoted one is an ordinary key. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === 'PLAIN' && key.source === '<<';
}

/** `a.b`, or `a["b.c"]` for a key that is no plain word. */
export function joinPath(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}["${key}"]`;
  return path === '' ? key : `${path}.${key}`;
}

/** A path below another one. */
export function pathUnder(name: string, path: string | undefined): string | undefined {
  if (!path) return name || undefined;
  return name === '' || path.startsWith('[') ? `${name}${path}` : `${name}.${path}`;
}

const NO_ANCHOR = {
  message: 'an alias without its anchor',
  cure: 'write the anchor (&name) before it; quote a value that starts with "*"',
};
const OWN_ANCHOR = { message: 'an alias inside its own anchor', cure: 'write the value out' };
const BOMB = {
  message: `aliases add more than ${MAX_EXPANSION} values to the file`,
  cure: 'use fewer aliases of aliases',
};
const NO_MAPPING_TO_MERGE = {
  message: '"<<" takes a mapping, or a list of mappings',
  cure: 'quote "<<" if it is a key',
};
