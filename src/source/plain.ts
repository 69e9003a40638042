/** A path to a value: keys of mappings, indices of lists. */
export type Path = readonly (string | number)[];

/** A mapping that came out of a file: anything may stand in it. */
export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The mapping, or an empty one. */
export function mappingOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

/** The list, or an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The list; of a mapping that stands in its place, a list of that one. */
export function meantList(value: unknown): readonly unknown[] {
  return isMapping(value) ? [value] : listOf(value);
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A text, number or boolean as text; undefined for anything else. */
export function wordOf(value: unknown): string | undefined {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}

/** The same with every leaf as a text; a null stays one. */
export function textsIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(textsIn);
  if (isMapping(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, textsIn(one)]));
  return wordOf(value) ?? null;
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  let found = value;
  for (const step of path) {
    if (Array.isArray(found) && typeof step === 'number') found = found[step];
    else if (isMapping(found) && Object.hasOwn(found, step)) found = found[step];
    else return undefined;
  }
  return found;
}

/** `spec.rules[0].host`; a key that is no plain word stands in brackets. */
export function pathName(path: Path): string {
  return path.reduce<string>((name, step) => {
    if (typeof step === 'number') return `${name}[${step}]`;
    if (!/^[\w-]+$/.test(step)) return `${name}["${step}"]`;
    return name === '' ? step : `${name}.${step}`;
  }, '');
}
