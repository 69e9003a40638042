import { environmentArtifact, titleOf } from './artifact';
import type { Changes } from './changes';
import type { Told } from './danger';
import { environmentsOf } from './lines';
import { code } from './words';

/** What is known of dist besides itself. */
export interface Surroundings {
  /** What a synthesis would change in the dist folder that is looked at; undefined where nobody knows. */
  readonly synthesis?: Changes;
  /** Environments of which the files are the same on both sides. */
  readonly untouched: ReadonlySet<string>;
  /** Errors that rules find in what is compared, before and after. */
  readonly errors: { readonly before: readonly RuleError[]; readonly after: readonly RuleError[] };
}

/** An error that a rule finds. */
export interface RuleError {
  readonly rule: string;
  readonly environment: string;
  /** E.g. `Ingress default/milvus`. */
  readonly object: string;
  /** In the object; undefined: the whole of it. */
  readonly path?: string;
  readonly message: string;
  readonly why: string;
  readonly cure: string;
  readonly see: string;
}

/** Told before all others: the rest of a diff is about files that the next synthesis writes over. */
export const DIST_IS_NOT_SYNTHESIZED = {
  id: 'dist-is-not-synthesized',
  why: 'the environment would write something else: what is reviewed here is gone with the next synthesis, or what was meant is not in it yet',
  cure: 'Run milvus-l7 synth. What somebody wrote into dist/ by hand and shall stay belongs into the environment, or into its values file.',
  see: 'docs/diff.md#dist-is-not-synthesized',
} as const;

const STALE = {
  why: 'the environment was changed and not synthesized: dist/ is what it was, and nothing of the change is in this diff',
  cure: 'Run milvus-l7 synth, and look again.',
};

/** What the rules find on the new side, and did not find on the old one: each is told with its own reason and cure. */
export const NEW_ERROR = {
  id: 'new-error',
  why: 'a rule of milvus-l7 lint finds an error that was not there before: what is in dist/ would break in production',
  cure: 'Do what the rule says; milvus-l7 lint dist shows the lines.',
  see: 'docs/rules.md',
} as const;

/** Environments whose files are not what a synthesis writes, with what differs. */
export function unsynthesized({ synthesis, untouched }: Surroundings): Told[] {
  if (!synthesis) return [];
  return environmentsOf(synthesis).map(({ name, what, lines }) => {
    const { id, why, cure, see } = DIST_IS_NOT_SYNTHESIZED;
    const isStale = untouched.has(name);
    const message = isStale
      ? `dist/ is older than the environment ${code(name)}: a synthesis changes`
      : MESSAGES[what](code(name));
    const on = titleOf(environmentArtifact(name));
    return { danger: id, environment: name, on, message, why, cure, see, ...(isStale && STALE), lines };
  });
}

const MESSAGES = {
  new: (name: string) => `dist/ has nothing of the environment ${name}: a synthesis makes`,
  removed: (name: string) => `dist/ has files of ${name}, which is no environment: a synthesis removes`,
  changed: (name: string) => `dist/ is not what the environment ${name} would write: a synthesis changes`,
} as const;

/** Errors that are there now and were not before, wherever in the object they moved. */
export function newErrors({ errors: { before, after } }: Surroundings): Told[] {
  const known = new Set(before.map(keyOf));
  return after
    .filter((error) => !known.has(keyOf(error)))
    .map(({ rule, environment, object, message, why, cure, see }) => ({
      danger: NEW_ERROR.id,
      environment,
      on: object,
      message: `${rule}: ${message}`,
      why,
      cure,
      see,
    }));
}

function keyOf({ rule, environment, object, path = '' }: RuleError): string {
  return JSON.stringify([rule, environment, object, path]);
}
