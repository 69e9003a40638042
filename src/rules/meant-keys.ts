import type { MapShape, Shape } from '../gke/shape';
import { nearest } from '../source/did-you-mean';
import type { Mapping, Path } from '../source/plain';

/** The key of a shape that another one was surely meant to be: misspelt, or under the name that people give it; none of `taken`. */
export function keyMeantBy(key: string, { keys, alias }: MapShape, taken: Mapping): string | undefined {
  const free = Object.keys(keys).filter((one) => taken[one] === undefined);
  const near = nearest(key, free);
  if (near !== undefined) return near;
  const known = alias && Object.hasOwn(alias, key) ? alias[key] : undefined;
  return known !== undefined && free.includes(known) ? known : undefined;
}

/** What is known of a key that is of an older version or of another object, so that nothing is to be guessed of it. */
export function strangerOf(
  key: string,
  { old = {}, foreign = {} }: MapShape,
): { readonly standsFor?: string } | undefined {
  if (Object.hasOwn(foreign, key)) return foreign[key];
  return Object.hasOwn(old, key) ? {} : undefined;
}

/** Where a key belongs, and what stands there. */
export interface Place {
  readonly path: Path;
  readonly shape: Shape;
}

/**
 * Where a key belongs that stands at a place where it is none: further down, as high as it gets, or right below the metadata or the spec of
 * its object. Undefined where several places have such a key.
 *
 * @param here - the path of what has the key, whose shape follows
 */
export function placeMeantBy(key: string, here: Path, shape: MapShape, root: MapShape): Place | undefined {
  const below = placesIn(shape).get(key) ?? [];
  const depth = Math.min(...below.map(({ path }) => path.length));
  const highest = onlyOne(below.filter(({ path }) => path.length === depth));
  if (highest) return { ...highest, path: [...here, ...highest.path] };
  if (below.length > 0) return undefined;
  return onlyOne((placesIn(root).get(key) ?? []).filter(({ path }) => path.length === 2));
}

const placesByShape = new WeakMap<MapShape, ReadonlyMap<string, readonly Place[]>>();

function placesIn(shape: MapShape): ReadonlyMap<string, readonly Place[]> {
  const before = placesByShape.get(shape);
  if (before) return before;
  const places = new Map<string, Place[]>();
  addPlaces(shape, [], places);
  placesByShape.set(shape, places);
  return places;
}

function addPlaces(shape: MapShape, path: Path, places: Map<string, Place[]>): void {
  for (const [key, inner] of Object.entries(shape.keys)) {
    const place = { path: [...path, key], shape: inner };
    places.set(key, [...(places.get(key) ?? []), place]);
    if (inner.is === 'map') addPlaces(inner, place.path, places);
  }
}

function onlyOne<T>(list: readonly T[] = []): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}
