import { isAlias, isMap, isScalar, isSeq, Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { Document, Node, Scalar } from 'yaml';
import type { Fault } from '../errors';
import { keyName, pairOf, pairsOf, pathUnder, target } from './aliases';
import type { AliasTargets } from './aliases';
import { NOWHERE, readDocument } from './document';
import type { Locate, Position, SourceDocument } from './document';
import { EditableYaml } from './editable';
import type { Found, Leaf, Value } from './editable';
import { insideScalar } from './inside';
import { coreValue, isNothing, kindName, nodeOf, textNode } from './nodes';

interface FoundNode extends Found {
  readonly node: Node | null;
}

/** A mapping of a file, changed in place; what is not written keeps its text, whatever type it seems to have. */
export class WrittenYaml extends EditableYaml {
  private readonly root: YAMLMap;

  /** `name` is the path of the mapping itself. Nothing and `null` are an empty mapping. */
  static read(text: string, locate: Locate, name = ''): WrittenYaml | { readonly faults: readonly Fault[] } {
    const source = text.replaceAll('\r\n', '\n');
    const read = readDocument(source, { schema: 'failsafe', locate });
    if ('faults' in read) {
      return { faults: read.faults.map((fault) => ({ ...fault, path: pathUnder(name, fault.path) })) };
    }
    const root: unknown = read.document.tree.contents;
    if (isMap(root) || isNothing(root)) return new WrittenYaml(read.document, source.split('\n'), name);
    const at = locate(1, 1);
    const message = `must be a mapping, got ${kindName(root)}`;
    return { faults: [{ at, path: name || undefined, message, cure: 'write "key: value" lines' }] };
  }

  private constructor(
    private readonly document: SourceDocument,
    private readonly lines: readonly string[],
    name: string,
  ) {
    super(name);
    const root: unknown = document.tree.contents;
    this.root = isMap(root) ? root : new YAMLMap();
    (document.tree as Document).contents = this.root;
  }

  find(path: readonly string[]): FoundNode | undefined {
    let written: Node | null = this.root;
    for (const step of path) {
      const parent = target(this.aliases, written);
      if (!isMap(parent)) return undefined;
      const pair = pairOf(this.aliases, parent, step);
      if (pair === undefined) return undefined;
      written = pair.value;
    }
    return this.found(written);
  }

  entries(path: readonly string[]): readonly { readonly at: Position; readonly value: unknown }[] {
    const found = this.find(path);
    const node = found && target(this.aliases, found.node);
    if (!isSeq(node)) return [];
    return (node.items as Node[]).map((item) => ({ at: this.document.positionOf(item), value: this.plain(item) }));
  }

  *leaves(): Generator<Leaf> {
    yield* this.leavesOf(this.root, []);
  }

  write(path: readonly string[], value: Value): void {
    const map = this.mapping(path.slice(0, -1));
    const key = path.at(-1);
    if (map === undefined || key === undefined) return;
    const pair = ownPair(map, key);
    if (pair === undefined) {
      map.items.push(new Pair(textNode(key), nodeOf(value)));
    } else if (this.writable(pair.value, path)) {
      const fresh = nodeOf(value);
      if (isScalar(pair.value) && isScalar(fresh)) {
        pair.value.value = fresh.value;
        pair.value.type = fresh.type;
        delete pair.value.tag;
      } else pair.value = fresh;
    }
  }

  append(path: readonly string[], entry: Value): void {
    const map = this.mapping(path.slice(0, -1));
    const key = path.at(-1);
    if (map === undefined || key === undefined) return;
    const list = this.child(map, path, isSeq, () => new YAMLSeq());
    list?.items.push(nodeOf(entry));
  }

  toString(): string {
    return this.document.tree.toString({ lineWidth: 0, flowCollectionPadding: false });
  }

  toValue(): unknown {
    return this.plain(this.root, coreValue);
  }

  private get aliases(): AliasTargets {
    return this.document.aliases;
  }

  /** The mapping at a path, made where there is none; undefined, and a fault, where something else stands. */
  private mapping(path: readonly string[]): YAMLMap | undefined {
    let map: YAMLMap | undefined = this.root;
    map.flow = false;
    for (let depth = 1; map !== undefined && depth <= path.length; depth++) {
      map = this.child(map, path.slice(0, depth), isMap, () => new YAMLMap());
    }
    return map;
  }

  private child<T extends YAMLMap | YAMLSeq>(
    parent: YAMLMap,
    path: readonly string[],
    fits: (node: unknown) => node is T,
    make: () => T,
  ): T | undefined {
    const key = path.at(-1) ?? '';
    const pair = ownPair(parent, key);
    if (pair === undefined) {
      const merged = pairOf(this.aliases, parent, key);
      if (merged) {
        this.refuse(merged.key, path, 'comes through "<<", and more is written into it');
        return undefined;
      }
      const fresh = make();
      parent.items.push(new Pair(textNode(key), fresh));
      return fresh;
    }
    if (!this.writable(pair.value, path)) return undefined;
    if (isNothing(pair.value)) {
      const fresh = make();
      fresh.commentBefore = [pair.value?.commentBefore, pair.value?.comment].filter(Boolean).join('\n') || undefined;
      pair.value = fresh;
    }
    const value: unknown = pair.value;
    if (fits(value)) {
      // Blocks of text cannot stand inside { } and [ ].
      value.flow = false;
      return value;
    }
    const wanted = isMap(make()) ? 'mapping' : 'list';
    this.refuse(pair.key, path, `must be a ${wanted}, got ${kindName(value)}`, `make it a ${wanted}, or remove it`);
    return undefined;
  }

  private writable(node: Node | null, path: readonly string[]): boolean {
    if (isAlias(node)) this.refuse(node, path, 'is an alias, and more is written into it');
    else if (node?.anchor && [...this.aliases.values()].includes(node)) {
      this.refuse(node, path, 'has an anchor that is used elsewhere, and more is written into it');
    } else return true;
    return false;
  }

  private refuse(node: Node, path: readonly string[], message: string, cure = 'write it out in this place'): void {
    const name = this.nameOf(path);
    if (this.faults.some((fault) => fault.path === name)) return;
    this.faults.push({ at: this.document.positionOf(node), path: name, message, cure });
  }

  private found(written: Node | null): FoundNode {
    const node = target(this.aliases, written) ?? null;
    const at = written ? this.document.positionOf(written) : NOWHERE;
    const scalar = isScalar(node) ? node : undefined;
    const kind = isNothing(node) ? 'nothing' : isMap(node) ? 'mapping' : isSeq(node) ? 'list' : 'text';
    return {
      kind,
      text: kind === 'text' ? String(scalar?.value) : '',
      quoted: scalar?.type !== 'PLAIN',
      alias: isAlias(written),
      at,
      locate: scalar ? insideScalar(scalar, at, this.lines) : () => at,
      node: written,
    };
  }

  private *leavesOf(written: Node | null, path: readonly (string | number)[]): Generator<Leaf> {
    // What an alias of a collection stands for is told where it is written.
    const node = isAlias(written) ? target(this.aliases, written) : written;
    if (isScalar(node)) yield { ...this.found(written), path };
    else if (isMap(written)) {
      for (const { key, value } of written.items as Pair<Node, Node | null>[]) {
        yield* this.leavesOf(value, [...path, keyName(key)]);
      }
    } else if (isSeq(written)) {
      for (const [index, item] of written.items.entries()) yield* this.leavesOf(item as Node, [...path, index]);
    }
  }

  private plain(written: Node | null, leaf: (scalar: Scalar) => unknown = textOrNull): unknown {
    const node = target(this.aliases, written);
    if (isSeq(node)) return node.items.map((item) => this.plain(item as Node, leaf));
    if (!isMap(node)) return isScalar(node) ? leaf(node) : null;
    return Object.fromEntries(pairsOf(this.aliases, node).map(([name, { value }]) => [name, this.plain(value, leaf)]));
  }
}

function textOrNull(scalar: Scalar): string | null {
  return isNothing(scalar) ? null : String(scalar.value);
}

function ownPair(map: YAMLMap, key: string): Pair<Node, Node | null> | undefined {
  return (map.items as Pair<Node, Node | null>[]).find((pair) => keyName(pair.key) === key);
}
