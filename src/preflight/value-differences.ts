import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { URL_PASSWORD, holdsPrivateKey, isSecretName, isSecretPath } from '../milvus/secrets';
import { USER_YAML_KEY } from '../milvus/values';
import { isMapping, pathName, valueAt, wordOf } from '../source/plain';

/** A value that is live and not ours, or another one of ours. */
export interface ValueDifference {
  readonly path: string;
  readonly live: string;
  /** Undefined: it would be lost. */
  readonly ours?: string;
  /** Whether it is a list of which entries are in no entry of ours: helm replaces lists whole. */
  readonly losesEntries: boolean;
  readonly isSecret: boolean;
}

/**
 * Every value that was supplied to the live release and is lost or another one in ours. The YAML inside `user.yaml` is
 * compared as YAML too. No secret is shown.
 */
export function valueDifferences(live: unknown, ours: unknown): ValueDifference[] {
  return [...between(opened(live), opened(ours), [])];
}

type Step = string | number;

function* between(live: unknown, ours: unknown, path: readonly Step[]): Generator<ValueDifference> {
  if (isMapping(live) && (isMapping(ours) || ours === undefined)) {
    for (const [key, value] of Object.entries(live)) {
      yield* between(value, isMapping(ours) && Object.hasOwn(ours, key) ? ours[key] : undefined, [...path, key]);
    }
    return;
  }
  // What says nothing is not lost.
  if (live === null || live === undefined || isDeepStrictEqual(live, ours)) return;
  if (Array.isArray(live) && Array.isArray(ours) && contains(ours, live)) return;
  if (isSameWord(live, ours)) return;
  const secret = isSecret(live, path);
  const shown = (value: unknown): string => (secret ? '(a secret)' : shortened(value));
  yield {
    path: pathName(path),
    live: shown(live),
    ...(ours !== undefined && ours !== null && { ours: shown(ours) }),
    losesEntries: Array.isArray(live) && Array.isArray(ours) && live.some((one) => !isIn(ours, one)),
    isSecret: secret,
  };
}

/** Entries that we add to a list take none away. */
function contains(ours: readonly unknown[], live: readonly unknown[]): boolean {
  return live.every((entry) => ours.some((one) => isDeepStrictEqual(one, entry)));
}

/** The same entry, or another state of it. */
function isIn(ours: readonly unknown[], entry: unknown): boolean {
  const names = ENTRY_NAMES.map((key) => valueAt(entry, [key]));
  return ours.some(
    (one) =>
      isDeepStrictEqual(one, entry) ||
      ENTRY_NAMES.some((key, index) => names[index] !== undefined && valueAt(one, [key]) === names[index]),
  );
}

/** Keys that tell entries apart: of volumes and mounts, and of topology spread constraints. */
const ENTRY_NAMES = ['name', 'topologyKey'] as const;

/** Templates write numbers and texts alike. */
function isSameWord(a: unknown, b: unknown): boolean {
  const word = wordOf(a);
  return word !== undefined && word === wordOf(b);
}

function isSecret(value: unknown, path: readonly Step[]): boolean {
  if (isSecretPath(path)) return true;
  if (typeof value === 'string') return holdsPrivateKey(value) || value.search(URL_PASSWORD) >= 0;
  if (Array.isArray(value)) return value.some((entry, index) => isSecret(entry, [...path, index]));
  if (!isMapping(value)) return false;
  const named = value['name'];
  if (typeof named === 'string' && isSecretName(named) && 'value' in value) return true;
  return Object.entries(value).some(([key, inner]) => isSecret(inner, [...path, key]));
}

const LONGEST = 60;

function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const line = text.replaceAll('\n', ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/** With what stands in the text of user.yaml, as far as that can be read. */
function opened(values: unknown): unknown {
  if (!isMapping(values)) return {};
  const files = values['extraConfigFiles'];
  const text = isMapping(files) ? files[USER_YAML_KEY] : undefined;
  if (!isMapping(files) || typeof text !== 'string') return values;
  try {
    return { ...values, extraConfigFiles: { ...files, [USER_YAML_KEY]: parse(text) as unknown } };
  } catch {
    return values;
  }
}
