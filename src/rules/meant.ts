import type { MapShape, Shape } from '../gke/shape';
import { isMapping, mappingOf } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import { keyMeantBy, placeMeantBy, strangerOf } from './meant-keys';
import type { Place as Destination } from './meant-keys';

/** An object as its writer meant it. */
export interface Meant {
  readonly value: Mapping;
  /** Where what stands at a path is written; left out, at the same path. */
  readonly origin?: (path: Path) => Path;
  /** Where it cannot be told what was meant. */
  readonly unread?: readonly Path[];
}

/**
 * Reads an object as it was meant: a misspelt key as the one that it is near, one in a wrong place in the right one, a
 * number in quotes as a number, one thing where a list belongs as a list of it. Such a slip has a finding of its own; no
 * rule is to be blind to the rest of the object for it, or to miss what is there.
 */
export function meantBy(value: Mapping, shape: MapShape): Meant {
  if (isPlain(value, shape)) return { value };
  const reader = new Reader(shape);
  const meant = reader.read(value);
  const moves = reader.moves.sort((a, b) => b.meant.length - a.meant.length);
  return { value: meant, origin: (path) => originOf(path, moves), unread: reader.unread };
}

/** Annotations, each as the text that was meant. */
export function annotationsMeantBy(value: unknown): Mapping {
  const entries = Object.entries(mappingOf(value));
  return Object.fromEntries(entries.map(([key, inner]) => [key, scalar(inner, { is: 'annotation' })]));
}

/** Whether a value is what a shape says, whatever stands in it. */
function isOfForm(value: unknown, { is }: Shape): boolean {
  if (is === 'map' || is === 'dictionary') return isMapping(value);
  return is === 'list' ? Array.isArray(value) : isPlain(value, { is } as Shape);
}

function isPlain(value: unknown, shape: Shape): boolean {
  if (value === null || value === undefined) return true;
  switch (shape.is) {
    case 'map':
      return (
        isMapping(value) &&
        Object.keys(value).every((key) => {
          const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
          return known !== undefined && isPlain(value[key], known);
        })
      );
    case 'list':
      return Array.isArray(value) && value.every((item) => isPlain(item, shape.of));
    case 'dictionary':
      return isMapping(value) && Object.values(value).every((inner) => isPlain(inner, shape.of));
    case 'text':
    case 'base64':
    case 'annotation':
      return typeof value === 'string';
    case 'whole':
    case 'number':
      return typeof value === 'number';
    case 'flag':
      return typeof value === 'boolean';
    case 'port':
      return typeof value === 'number' || (typeof value === 'string' && !/^\d+$/.test(value));
    case 'anything':
      return true;
  }
}

interface Place {
  readonly meant: Path;
  readonly written: Path;
}

class Reader {
  readonly moves: Place[] = [];
  readonly unread: Path[] = [];
  private readonly strays: { readonly to: Destination; readonly value: unknown; readonly written: Path }[] = [];

  constructor(private readonly root: MapShape) {}

  read(value: Mapping): Mapping {
    const meant = this.map(value, this.root, { meant: [], written: [] });
    return this.strays.reduce<Mapping>((object, { to, value: stray, written }) => {
      const at = { meant: to.path, written };
      this.moves.push(at);
      return withValue(object, to.path, this.any(stray, to.shape, at)) as Mapping;
    }, meant);
  }

  private any(value: unknown, shape: Shape, at: Place): unknown {
    if (isPlain(value, shape)) return value;
    const read = this.mended(value, shape, at);
    // What an annotation of another type would say is no concern of its readers.
    if (shape.is === 'annotation' || !isOfForm(read, shape)) this.unread.push(at.meant);
    return read;
  }

  private mended(value: unknown, shape: Shape, at: Place): unknown {
    switch (shape.is) {
      case 'map': {
        const mapping = this.mappingIn(value, shape, at);
        return mapping ? this.map(mapping, shape, at) : value;
      }
      case 'list':
        return this.list(value, shape.of, at);
      case 'dictionary': {
        const mapping = this.pairsIn(value, at);
        if (!mapping) return value;
        const read = Object.entries(mapping).map(([key, inner]) => [key, this.any(inner, shape.of, below(at, key))]);
        return Object.fromEntries(read) as Mapping;
      }
      default:
        return scalar(value, shape);
    }
  }

  private map(value: Mapping, shape: MapShape, at: Place): Mapping {
    const read = new Map<string, unknown>();
    for (const [key, inner] of Object.entries(value)) {
      const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
      if (known) read.set(key, this.any(inner, known, below(at, key)));
      else this.unknown(key, inner, value, shape, at, read);
    }
    return Object.fromEntries(read);
  }

  private unknown(
    key: string,
    inner: unknown,
    value: Mapping,
    shape: MapShape,
    at: Place,
    read: Map<string, unknown>,
  ): void {
    const written = [...at.written, key];
    const stranger = strangerOf(key, shape);
    if (stranger?.standsFor !== undefined) this.unread.push([...at.meant, stranger.standsFor]);
    const meant = stranger ? undefined : keyMeantBy(key, shape, value);
    const known = meant === undefined ? undefined : shape.keys[meant];
    const to = stranger ? undefined : placeMeantBy(key, at.meant, shape, this.root);
    if (meant !== undefined && known && !read.has(meant)) {
      const place = { meant: [...at.meant, meant], written };
      this.moves.push(place);
      read.set(meant, this.any(inner, known, place));
    } else if (to !== undefined) this.strays.push({ to, value: inner, written });
    else read.set(key, inner);
  }

  /** One thing in the place of a list of it, or a mapping of several. */
  private list(value: unknown, of: Shape, at: Place): unknown {
    if (Array.isArray(value)) return value.map((item, index) => this.any(item, of, below(at, index)));
    if (isMapping(value) && !(of.is === 'map' && Object.keys(value).some((key) => Object.hasOwn(of.keys, key)))) {
      return Object.entries(value).map(([key, item], index) => {
        const place = { meant: [...at.meant, index], written: [...at.written, key] };
        this.moves.push(place);
        return this.any(item, of, place);
      });
    }
    if (!isMapping(value) && typeof value !== 'string') return value;
    const place = { meant: [...at.meant, 0], written: at.written };
    this.moves.push(place);
    return [this.any(value, of, place)];
  }

  private mappingIn(value: unknown, shape: MapShape, at: Place): Mapping | undefined {
    if (isMapping(value)) return value;
    const { required = [], plain, switchedBy } = shape;
    const isOfItems = Array.isArray(value) && value.some((item) => isMapping(item) && hasKeyOf(item, shape));
    if (isOfItems) return this.merged(value, at);
    const [only] = required.length === 1 ? required : [];
    const byType = { string: plain, boolean: switchedBy, object: Array.isArray(value) ? only : undefined };
    const key = byType[typeof value as keyof typeof byType];
    if (key === undefined) return undefined;
    this.moves.push({ meant: [...at.meant, key], written: at.written });
    return { [key]: value };
  }

  /** A list of pairs, or lines of them, where a mapping belongs. */
  private pairsIn(value: unknown, at: Place): Mapping | undefined {
    if (isMapping(value)) return value;
    const pairs = Array.isArray(value) ? this.merged(value, at) : pairsOfText(String(value));
    return Object.keys(pairs).length === 0 ? undefined : pairs;
  }

  private merged(items: readonly unknown[], at: Place): Mapping {
    const all = new Map<string, unknown>();
    for (const [index, item] of items.entries()) {
      const isOne = isMapping(item);
      const pairs: Mapping = isOne ? item : pairsOfText(String(item));
      for (const [key, inner] of Object.entries(pairs)) {
        all.set(key, inner);
        const written = [...at.written, index, ...(isOne ? [key] : [])];
        this.moves.push({ meant: [...at.meant, key], written });
      }
    }
    return Object.fromEntries(all);
  }
}

function below({ meant, written }: Place, step: string | number): Place {
  return { meant: [...meant, step], written: [...written, step] };
}

function hasKeyOf(value: Mapping, { keys }: MapShape): boolean {
  return Object.keys(value).some((key) => Object.hasOwn(keys, key));
}

/** `key: value` or `key=value`, one a line. */
function pairsOfText(text: string): Mapping {
  const pairs = text.split('\n').flatMap((line) => {
    const [, key = '', value = ''] = /^\s*["']?([\w./-]+)["']?(?::\s+|\s*=\s*)["']?(.*?)["']?\s*$/.exec(line) ?? [];
    return key === '' ? [] : [[key, value] as const];
  });
  return Object.fromEntries(pairs);
}

function scalar(value: unknown, shape: Shape): unknown {
  const isWord = typeof value === 'number' || typeof value === 'boolean';
  if (shape.is === 'annotation') {
    if (typeof value === 'string' || value === null) return value;
    if (isWord) return String(value);
    const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
    // Helm takes braces for a list.
    if (isList && value.length > 0 && value.every((item) => item.startsWith('"'))) return `{${value.join(',')}}`;
    return isList ? value.join(',') : JSON.stringify(value);
  }
  if (isWord && (shape.is === 'text' || shape.is === 'base64')) return String(value);
  if (typeof value !== 'string') return value;
  const isNumeric = /^-?\d+(\.\d+)?$/.test(value.trim());
  if (isNumeric && ['whole', 'number', 'port'].includes(shape.is)) return Number(value);
  if (shape.is === 'flag' && /^(true|yes|on)$/i.test(value)) return true;
  return shape.is === 'flag' && /^(false|no|off)$/i.test(value) ? false : value;
}

/** The object with a value at a path where it has none. */
function withValue(object: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return object ?? value;
  if (Array.isArray(object))
    return object.map((item: unknown, index) => (index === first ? withValue(item, rest, value) : item));
  if (object !== undefined && object !== null && !isMapping(object)) return object;
  return { ...mappingOf(object), [first]: withValue(mappingOf(object)[first], rest, value) };
}

function originOf(path: Path, moves: readonly Place[]): Path {
  const move = moves.find(({ meant }) => meant.every((step, index) => path[index] === step));
  return move ? [...move.written, ...path.slice(move.meant.length)] : path;
}
