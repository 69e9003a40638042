import { byEnvironment, namesIn, readEnvironment } from './dist';
import type { Dist, Environment } from './dist';
import { HIDDEN, fieldsBetween, isSame } from './fields';
import type { Field } from './fields';
import { renamesIn } from './renames';
import { keyOf } from './artifact';
import type { Artifact, Pair } from './artifact';

/** What became of one artifact. */
export type Change =
  | { readonly what: 'added'; readonly after: Artifact }
  | { readonly what: 'removed'; readonly before: Artifact }
  | (Pair & { readonly what: 'changed' | 'renamed'; readonly fields: readonly Field[] });

/** An environment that is there before and after, and differs. */
export interface EnvironmentChange {
  readonly name: string;
  readonly before: Environment;
  readonly after: Environment;
  readonly changes: readonly Change[];
  /** All that is there before and after, changed or not. */
  readonly pairs: readonly Pair[];
}

/** What differs between two dist folders. */
export interface Changes {
  readonly added: readonly Environment[];
  readonly removed: readonly Environment[];
  readonly kept: readonly EnvironmentChange[];
}

/**
 * Compares two dist folders by what they hold, not by their lines.
 *
 * @throws UserError for files that cannot be read
 */
export function changesBetween(before: Dist, after: Dist): Changes {
  const names = new Set([...namesIn(before.files), ...namesIn(after.files)]);
  const old = byEnvironment(before.files, names);
  const current = byEnvironment(after.files, names);
  const all = [...new Set([...old.keys(), ...current.keys()])].sort();
  const added: Environment[] = [];
  const removed: Environment[] = [];
  const kept: EnvironmentChange[] = [];
  for (const name of all) {
    const [from, to] = [old.get(name), current.get(name)];
    // The same bytes need not be read: most environments of a large repository.
    if (from && to && hasSameFiles(from, to)) continue;
    const first = from && readEnvironment(name, from, before.label);
    const second = to && readEnvironment(name, to, after.label);
    if (first && second) kept.push(changeOf(first, second));
    else if (first) removed.push(first);
    else if (second) added.push(second);
  }
  return { added, removed, kept: kept.filter(({ changes }) => changes.length > 0) };
}

/** Whether nothing differs that anybody would apply. */
export function isEmpty({ added, removed, kept }: Changes): boolean {
  return added.length + removed.length + kept.length === 0;
}

function hasSameFiles(from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): boolean {
  return from.size === to.size && [...from].every(([path, text]) => to.get(path) === text);
}

function changeOf(before: Environment, after: Environment): EnvironmentChange {
  const old = new Map(before.artifacts.map((artifact) => [keyOf(artifact), artifact]));
  const current = new Map(after.artifacts.map((artifact) => [keyOf(artifact), artifact]));
  const gone = [...old].filter(([key]) => !current.has(key)).map(([, artifact]) => artifact);
  const come = [...current].filter(([key]) => !old.has(key)).map(([, artifact]) => artifact);
  const renamed = renamesIn(gone, come);
  const isRenamed = new Set(renamed.flatMap((pair) => [pair.before, pair.after]));
  const same = [...old].flatMap(([key, artifact]): Pair[] => {
    const other = current.get(key);
    return other ? [{ before: artifact, after: other }] : [];
  });
  const changes: Change[] = [
    ...same.filter(differs).map((pair) => ({ what: 'changed' as const, ...pair, fields: fieldsOf(pair) })),
    ...renamed.map((pair) => ({ what: 'renamed' as const, ...pair, fields: fieldsOf(pair) })),
    ...gone
      .filter((artifact) => !isRenamed.has(artifact))
      .map((artifact) => ({ what: 'removed' as const, before: artifact })),
    ...come
      .filter((artifact) => !isRenamed.has(artifact))
      .map((artifact) => ({ what: 'added' as const, after: artifact })),
  ];
  return { name: before.name, before, after, changes: changes.sort(byTitle), pairs: [...same, ...renamed] };
}

function differs({ before, after }: Pair): boolean {
  return !isSame(before.value, after.value);
}

/** Of a runbook, only that it differs is told. */
function fieldsOf({ before, after }: Pair): Field[] {
  if (before.room === 'runbook') return [];
  const fields = fieldsBetween(before.value, after.value);
  // Under whatever key: all of it is secret.
  return before.kind === 'Secret' ? fields.map(({ path }) => ({ path, before: HIDDEN, after: HIDDEN })) : fields;
}

const ROOMS = ['kubernetes', 'helm', 'terraform', 'runbook'];

/** In the order of the rooms, then by kind and name. */
function byTitle(one: Change, other: Change): number {
  const [a, b] = [one, other].map((change) => (change.what === 'added' ? change.after : change.before));
  if (!a || !b) return 0;
  return ROOMS.indexOf(a.room) - ROOMS.indexOf(b.room) || (keyOf(a) < keyOf(b) ? -1 : 1);
}
