import { isSecretPath, holdsPrivateKey, URL_PASSWORD } from '../milvus/secrets';
import { isMapping, pathName, wordOf } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import { shown } from './words';

/** One value that differs, as a reader sees it. Secrets are masked. */
export interface Field {
  /** E.g. `spec.healthCheck.port`. */
  readonly path: string;
  /** Undefined where there was none. */
  readonly before?: string;
  /** Undefined where there is none any more. */
  readonly after?: string;
}

/** In place of a secret. */
export const HIDDEN = '(a secret)';

/** Every value that differs. The order of keys says nothing, nor does that of lists whose items have names. */
export function fieldsBetween(before: Mapping, after: Mapping): Field[] {
  return [...differences(before, after, [])].map(({ path, from, to }) => ({
    path: pathName(path),
    ...(from !== undefined && { before: masked(path, from) }),
    ...(to !== undefined && { after: masked(path, to) }),
  }));
}

/** Whether two values say the same. */
export function isSame(before: unknown, after: unknown): boolean {
  return differences(before, after, []).next().done === true;
}

interface Difference {
  readonly path: Path;
  readonly from: unknown;
  readonly to: unknown;
}

function* differences(from: unknown, to: unknown, path: Path): Generator<Difference> {
  if (from === to) return;
  const [left, right] = inner(from, to);
  if (left === undefined || right === undefined) {
    if (JSON.stringify(from) !== JSON.stringify(to)) yield { path, from, to };
    return;
  }
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    yield* differences(left.get(key), right.get(key), [...path, key]);
  }
}

/** What both hold, by key; undefined where one of them is no mapping and no list, or is of another kind. */
function inner(from: unknown, to: unknown): [Inner?, Inner?] {
  if (isMapping(from) && isMapping(to)) return [new Map(Object.entries(from)), new Map(Object.entries(to))];
  if (!Array.isArray(from) || !Array.isArray(to)) return [];
  // A list of single values is read at a glance as a whole.
  const items: readonly unknown[] = [from, to].flat();
  if (!items.some((item) => typeof item === 'object')) return [];
  const name = NAMES.find((key) => isNamedBy(key, from) && isNamedBy(key, to));
  return name === undefined ? [new Map(from.entries()), new Map(to.entries())] : [byName(name, from), byName(name, to)];
}

type Inner = ReadonlyMap<string | number, unknown>;

/** Keys that tell the items of a list apart: of rules, paths, ports, volumes, ranges, policies. */
const NAMES = ['host', 'path', 'mountPath', 'name', 'topologyKey', 'range_name', 'cidr_block', 'priority'] as const;

function isNamedBy(key: string, items: readonly unknown[]): boolean {
  const names = items.map((item) => (isMapping(item) ? wordOf(item[key]) : undefined));
  return !names.includes(undefined) && new Set(names).size === names.length;
}

function byName(key: string, items: readonly unknown[]): Inner {
  return new Map(items.map((item) => [wordOf((item as Mapping)[key]) ?? '', item]));
}

function masked(path: Path, value: unknown): string | undefined {
  const text = shown(value);
  if (typeof value !== 'string') return Array.isArray(value) || isMapping(value) ? maskedInside(path, value) : text;
  if (isSecretPath(path) || holdsPrivateKey(value)) return HIDDEN;
  return shown(value.replace(URL_PASSWORD, HIDDEN));
}

/** A whole mapping or list came or went. */
function maskedInside(path: Path, value: unknown): string | undefined {
  const hide = (inside: unknown, at: Path): unknown => {
    if (Array.isArray(inside)) return inside.map((item, index) => hide(item, [...at, index]));
    if (isMapping(inside)) {
      return Object.fromEntries(Object.entries(inside).map(([key, one]) => [key, hide(one, [...at, key])]));
    }
    if (typeof inside !== 'string') return inside;
    return isSecretPath(at) || holdsPrivateKey(inside) ? HIDDEN : inside.replace(URL_PASSWORD, HIDDEN);
  };
  return shown(hide(value, path));
}
