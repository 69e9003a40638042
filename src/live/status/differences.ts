import { isDeepStrictEqual } from 'node:util';
import { SERVICE } from '../../gke/annotations';

/** Where a live object is not what was reviewed. */
export interface ObjectDifference {
  /** `Ingress milvus`. */
  readonly object: string;
  /** `spec.rules[0].host`; left out, the object itself is not there. */
  readonly path?: string;
  readonly dist?: unknown;
  /** Undefined where nothing is. */
  readonly live?: unknown;
}

/** Every field that dist has and the live object has otherwise; what controllers and others have added is theirs. */
export function differencesOf(object: string, dist: unknown, live: unknown): ObjectDifference[] {
  if (live === undefined) return [{ object }];
  return [...between(dist, live, '')].map((one) => ({ object, ...one }));
}

type Place = Omit<ObjectDifference, 'object'>;

function* between(dist: unknown, live: unknown, path: string): Generator<Place> {
  if (isMapping(dist) && isMapping(live)) {
    for (const [key, value] of Object.entries(dist)) {
      const [wanted, found] = JSON_KEYS.includes(key) ? [json(value), json(live[key])] : [value, live[key]];
      if (JSON_KEYS.includes(key) && isDeepStrictEqual(wanted, found)) continue;
      yield* between(value, live[key], /^\w+$/.test(key) ? `${path}.${key}` : `${path}["${key}"]`);
    }
    return;
  }
  if (Array.isArray(dist) && Array.isArray(live) && dist.length === live.length) {
    for (const [index, value] of dist.entries()) yield* between(value, live[index], `${path}[${index}]`);
    return;
  }
  if (!isDeepStrictEqual(dist, live)) yield { path: path.replace(/^\./, ''), dist, live };
}

const JSON_KEYS: readonly string[] = Object.values(SERVICE);

function json(text: unknown): unknown {
  try {
    return JSON.parse(String(text)) as unknown;
  } catch {
    return text;
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
