import { newErrors, unsynthesized } from './by-hand';
import type { Surroundings } from './by-hand';
import type { Changes } from './changes';
import type { Told } from './danger';
import { dangersIn } from './index';
import { environmentsOf } from './lines';
import type { EnvironmentSummary } from './lines';

/** Two dist folders compared, as a report tells it. */
export interface Summary {
  readonly dangers: readonly Told[];
  readonly environments: readonly EnvironmentSummary[];
}

/** Dangers in the order in which they are told; environments by their names, none where nothing differs that anybody would apply. */
export function summaryOf(changes: Changes, surroundings: Surroundings = NOTHING_KNOWN): Summary {
  const dangers = [...unsynthesized(surroundings), ...dangersIn(changes), ...newErrors(surroundings)];
  return { dangers, environments: environmentsOf(changes) };
}

const NOTHING_KNOWN: Surroundings = { untouched: new Set(), errors: { before: [], after: [] } };
