import { NOWHERE } from './document';
import type { Position } from './document';
import { EditableYaml } from './editable';
import type { Found, Leaf, Value } from './editable';
import { isMapping, listOf, textsIn, valueAt, wordOf } from './plain';
import { isPlainWord, valuesYaml } from './write';

/** A mapping that stands in no file: without comments, aliases and positions. Nothing may be written below a text. */
export class NewYaml extends EditableYaml {
  /** @param root - what it begins with; it is written into */
  constructor(
    name = '',
    private readonly root: Record<string, unknown> = {},
  ) {
    super(name);
  }

  find(path: readonly string[]): Found | undefined {
    const value = valueAt(this.root, path);
    return value === undefined ? undefined : found(value);
  }

  entries(path: readonly string[]): readonly { readonly at: Position; readonly value: unknown }[] {
    return listOf(valueAt(this.root, path)).map((entry) => ({ at: NOWHERE, value: textsIn(entry) }));
  }

  leaves(): Iterable<Leaf> {
    return leavesOf(this.root, []);
  }

  write(path: readonly string[], value: Value): void {
    this.mapping(path.slice(0, -1))[path.at(-1) ?? ''] = value;
  }

  append(path: readonly string[], entry: Value): void {
    this.mapping(path.slice(0, -1))[path.at(-1) ?? ''] = [...listOf(valueAt(this.root, path)), entry];
  }

  toString(): string {
    return valuesYaml(this.root);
  }

  toValue(): unknown {
    return this.root;
  }

  private mapping(path: readonly string[]): Record<string, unknown> {
    let mapping = this.root;
    for (const step of path) mapping = (mapping[step] ??= {}) as Record<string, unknown>;
    return mapping;
  }
}

function found(value: unknown): Found {
  const kind = value === null ? 'nothing' : Array.isArray(value) ? 'list' : isMapping(value) ? 'mapping' : 'text';
  return {
    kind,
    text: wordOf(value) ?? '',
    quoted: typeof value === 'string' && !isPlainWord(value),
    alias: false,
    at: NOWHERE,
    locate: () => NOWHERE,
  };
}

function leavesOf(value: unknown, path: readonly (string | number)[]): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leavesOf(item, [...path, index]));
  if (isMapping(value)) return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
  return [{ ...found(value), path }];
}
