import type { Environment } from './environment';
import { wholeEnvironment } from './environment-checks';
import { knownKeysAt } from './keys';
import { problemsOf, type Problem } from './problems';
import { environmentSchema, type CompleteEnvironment } from './schema';

const checkedSchema = environmentSchema.check(wholeEnvironment());

/** Reads a value as an environment: complete, or every problem it has. */
export function parseEnvironment(
  value: unknown,
): { environment: CompleteEnvironment } | { problems: readonly Problem[] } {
  const result = checkedSchema.safeParse(value);
  if (result.success) return { environment: result.data };
  return { problems: problemsOf(result.error.issues, value, knownKeysAt) };
}

export type { CompleteEnvironment, Environment };
