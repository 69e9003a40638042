import { USER_YAML_KEY } from '../milvus/values';
import { mappingOf, textOf, valueAt, wordOf } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import { HELM_RELEASE } from './artifact';
import type { Artifact } from './artifact';
import type { Changes } from './changes';
import { pairsOf } from './edge';

/** What a values file says, behind a load balancer or not. */
export interface ReleaseValues {
  readonly chart?: string;
  readonly values: Mapping;
  /** Milvus' own configuration, user.yaml; empty where there is none, or it cannot be read. */
  readonly settings: Mapping;
}

/** Releases that are there before and after. */
export function* releaseValuesIn(
  changes: Changes,
): Generator<{ readonly before: ReleaseValues; readonly after: ReleaseValues; readonly on: Artifact }> {
  for (const { before, after } of pairsOf(changes, HELM_RELEASE)) {
    yield { before: releaseValuesOf(before), after: releaseValuesOf(after), on: after };
  }
}

/** A value as a word; undefined for nothing, an empty text and what is no single value. */
export function wordAt(value: unknown, path: Path): string | undefined {
  return wordOf(valueAt(value, path)) || undefined;
}

/** Whether a switch is on, off, or says nothing: Helm reads YAML 1.1, Milvus numbers too. */
export function switchAt(value: unknown, path: Path): boolean | undefined {
  const word = wordAt(value, path)?.toLowerCase();
  if (word === undefined) return undefined;
  if (['true', 'yes', 'y', 'on', '1'].includes(word)) return true;
  return ['false', 'no', 'n', 'off', '0'].includes(word) ? false : undefined;
}

function releaseValuesOf({ value }: Artifact): ReleaseValues {
  const chart = textOf(value['chart']);
  const values = mappingOf(value['values']);
  const settings = mappingOf(valueAt(values, ['extraConfigFiles', USER_YAML_KEY]));
  return { ...(chart !== undefined && { chart }), values, settings };
}
