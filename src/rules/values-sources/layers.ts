import type { Part } from '../../source/parts';
import { isMapping, valueAt } from '../../source/plain';
import type { Mapping, Path } from '../../source/plain';
import type { Position } from '../../source/read';

/** Values that Helm merges with others, and where they stand. */
export interface Layer {
  readonly value: Mapping;
  /** The document that holds them. */
  readonly part: Part;
  keyAt(path: Path): Position;
}

/** Values that stand below a path of a document, as a mapping or as YAML in a text. */
export function layerBelow(part: Part, base: Path, value: Mapping): Layer {
  return { value, part, keyAt: (path) => part.keyAt([...base, ...path]) };
}

/** A single value that is written as one entry, such as `name: a.b, value: c`. */
export function layerOfEntry(part: Part, entry: Path, value: Mapping): Layer {
  return { value, part, keyAt: () => part.keyAt(entry) };
}

/** As Helm merges values: mappings key by key, anything else whole; a null takes the key away. */
export function merge(lower: Mapping, upper: Mapping): Mapping {
  const merged = new Map(Object.entries(lower));
  for (const [key, value] of Object.entries(upper)) {
    const before = merged.get(key);
    if (value === null) merged.delete(key);
    else merged.set(key, isMapping(before) && isMapping(value) ? merge(before, value) : value);
  }
  return Object.fromEntries(merged);
}

/** Several layers as one document: what stands at a path stands where the last layer that has it says so. */
export class LayeredPart implements Part {
  readonly value: Mapping;

  /** @param home - the document that puts them together */
  constructor(
    private readonly home: Part,
    private readonly base: Path,
    private readonly layers: readonly Layer[],
  ) {
    this.value = layers.reduce<Mapping>((below, { value }) => merge(below, value), {});
  }

  get file(): string {
    return this.home.file;
  }

  get id(): string {
    return this.home.id;
  }

  get lines(): readonly string[] {
    return this.home.lines;
  }

  get from(): number {
    return this.home.from;
  }

  get to(): number {
    return this.home.to;
  }

  keyAt(path: Path): Position {
    const deepest = Math.max(0, ...this.layers.map(({ value }) => depthOf(value, path)));
    const layer = this.layers.findLast(({ value }) => depthOf(value, path) === deepest);
    if (!layer || (deepest === 0 && path.length > 0 && this.layers.length > 1)) return this.home.keyAt(this.base);
    return layer.keyAt(path);
  }
}

/** How many steps of a path there are; inside a text they all are. */
function depthOf(value: Mapping, path: Path): number {
  for (let depth = 1; depth <= path.length; depth++) {
    const found = valueAt(value, path.slice(0, depth));
    if (found === undefined) return depth - 1;
    if (typeof found === 'string') return path.length;
  }
  return path.length;
}
