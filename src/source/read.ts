import { isMap, isScalar, isSeq } from 'yaml';
import type { Node } from 'yaml';
import { type Fault, UserError } from '../errors';
import { pairOf, pairsOf, target } from './aliases';
import { MAX_SOURCE_BYTES, readDocument } from './document';
import type { Position, SourceDocument } from './document';
import { isMapping } from './plain';
import { quickValue } from './quick';
import { holdsTemplate } from './syntax';

export { MAX_SOURCE_BYTES } from './document';
export type { Position } from './document';

/** A YAML file whose root is a mapping, and where everything in it stands. */
export interface Source {
  readonly file: string;
  /** As plain JavaScript, by YAML's core schema: `yes` is a word, `1e3` a number. Aliases and `<<` are followed. */
  readonly value: unknown;
  /** Where the value at a path stands; of a path that is not there, its nearest parent. */
  at(path: readonly PropertyKey[]): Position;
  /** Where the key itself stands; of a path that is not there, its nearest parent. */
  keyAt(path: readonly PropertyKey[]): Position;
}

/**
 * Reads a YAML text; a byte order mark and CRLF are fine.
 *
 * @throws UserError with every fault: size, syntax, duplicate keys, several documents, aliases, a root that is no mapping
 */
export function readSource(text: string, file: string): Source {
  const quick = Buffer.byteLength(text) > MAX_SOURCE_BYTES ? undefined : quickValue(text, 'core');
  if (!isMapping(quick?.value)) return new CarefulSource(file, readCarefully(text, file));
  let careful: Source | undefined;
  const source = () => (careful ??= new CarefulSource(file, readCarefully(text, file)));
  return { file, value: quick.value, at: (path) => source().at(path), keyAt: (path) => source().keyAt(path) };
}

interface Careful {
  readonly document: SourceDocument;
  readonly root: Node;
}

function readCarefully(text: string, file: string): Careful {
  const read = readDocument(text, { schema: 'core', locate: (line, col) => ({ file, line, col }) });
  if ('faults' in read) throw new UserError(withoutTemplates(text, read.faults));
  const { document } = read;
  const root = document.tree.contents as Node | null;
  if (isMap(root)) return { document, root };
  throw new UserError([
    {
      at: { file, line: 1, col: 1 },
      message: `must be a mapping, got ${kindOf(root)}`,
      cure: 'write "key: value" lines',
    },
  ]);
}

class CarefulSource implements Source {
  readonly value: unknown;

  constructor(
    readonly file: string,
    private readonly read: Careful,
  ) {
    this.value = plainValue(read.document, read.root, new Map());
  }

  at(path: readonly PropertyKey[]): Position {
    return this.read.document.positionOf(walk(this.read.document, this.read.root, path).value);
  }

  keyAt(path: readonly PropertyKey[]): Position {
    return this.read.document.positionOf(walk(this.read.document, this.read.root, path).key);
  }
}

/** A template makes a fault of every other line, and none of them is to be mended as YAML. */
function withoutTemplates(text: string, faults: readonly Fault[]): readonly Fault[] {
  if (!holdsTemplate(text)) return faults;
  const cure = 'render it first, or write what belongs there: an environment is plain YAML, and one file for each';
  return faults
    .slice(0, 1)
    .map(({ at }) => ({ ...(at && { at }), message: 'is a template, which is no YAML yet', cure }));
}

/** A node as plain JavaScript. The library's own conversion takes quadratic time on aliases. */
export function plainValue(document: SourceDocument, written: Node | null, done: Map<Node, unknown>): unknown {
  const node = target(document.aliases, written);
  if (isScalar(node)) return node.value;
  if (!isMap(node) && !isSeq(node)) return null;
  const before = done.get(node);
  if (before !== undefined) return before;
  const value = isSeq(node)
    ? node.items.map((item) => plainValue(document, item as Node, done))
    : Object.fromEntries(
        pairsOf(document.aliases, node).map(([name, pair]) => [name, plainValue(document, pair.value, done)]),
      );
  done.set(node, value);
  return value;
}

export interface Place {
  /** The key's node; a list item and the root stand for themselves. */
  readonly key: Node;
  readonly value: Node;
}

/** What stands at a path, or as far as it goes; `rest` is what is left of the path. */
export function walk(
  document: SourceDocument,
  root: Node,
  path: readonly PropertyKey[],
): Place & { readonly rest: readonly PropertyKey[] } {
  let place: Place = { key: root, value: root };
  for (const [index, step] of path.entries()) {
    const next = child(document, place.value, step);
    if (next === undefined) return { ...place, rest: path.slice(index) };
    place = next;
  }
  return { ...place, rest: [] };
}

function child(document: SourceDocument, parent: Node, step: PropertyKey): Place | undefined {
  const node = target(document.aliases, parent);
  if (isSeq(node)) {
    const item = node.items[Number(step)] as Node | undefined;
    return item && { key: item, value: item };
  }
  if (!isMap(node)) return undefined;
  const pair = pairOf(document.aliases, node, String(step));
  return pair && { key: pair.key, value: pair.value ?? pair.key };
}

function kindOf(root: Node | null): string {
  if (root === null) return 'an empty file';
  if (isSeq(root)) return 'a list';
  return isScalar(root) && root.value === null ? 'nothing' : 'a single value';
}
