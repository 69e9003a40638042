import type { NameRule } from '../gke/names';

/** A name that an environment gives to something, and where in the environment it comes from. */
export interface Name {
  readonly kind: string;
  readonly name: string;
  /** Where the name must be the only one of its kind. */
  readonly scope: string;
  /** What such a name may look like. */
  readonly rule: NameRule;
  readonly path: readonly (string | number)[];
  /** The key that changes it. */
  readonly changedBy: string;
}
