import { keyOf, titleOf } from './artifact';
import type { Change, Changes } from './changes';
import type { Environment } from './dist';
import type { Field } from './fields';

/** What became of one environment. */
export interface EnvironmentSummary {
  readonly name: string;
  readonly what: 'new' | 'removed' | 'changed';
  readonly lines: readonly Line[];
}

/** What became of one artifact. */
export interface Line {
  readonly what: Change['what'];
  /** E.g. `Ingress default/milvus`. */
  readonly title: string;
  /** Of a renamed one, what it is now. */
  readonly to?: string;
  readonly fields: readonly Field[];
}

/** By the name of the environment. */
export function environmentsOf(changes: Changes): EnvironmentSummary[] {
  const environments: EnvironmentSummary[] = [
    ...changes.kept.map(({ name, changes: all }) => ({ name, what: 'changed' as const, lines: all.map(lineOf) })),
    ...changes.added.map((one) => ({ name: one.name, what: 'new' as const, lines: linesOf(one, 'added') })),
    ...changes.removed.map((one) => ({ name: one.name, what: 'removed' as const, lines: linesOf(one, 'removed') })),
  ];
  return environments.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function lineOf(change: Change): Line {
  const { what } = change;
  if (what === 'added') return { what, title: titleOf(change.after), fields: [] };
  if (what === 'removed') return { what, title: titleOf(change.before), fields: [] };
  const { before, after, fields } = change;
  return { what, title: titleOf(before), ...(what === 'renamed' && { to: titleOf(after) }), fields };
}

function linesOf({ artifacts }: Environment, what: 'added' | 'removed'): Line[] {
  const inOrder = [...artifacts].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return inOrder.map((artifact) => ({ what, title: titleOf(artifact), fields: [] }));
}
