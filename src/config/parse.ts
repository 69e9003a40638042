import type { Environment } from './environment';
import { knownKeysAt } from './keys';
import { problemsOf, type Problem } from './problems';
import { environmentSchema, type CompleteEnvironment } from './schema';

/** Reads a value as an environment: complete, or every problem it has. */
export function parseEnvironment(
  value: unknown,
): { environment: CompleteEnvironment } | { problems: readonly Problem[] } {
  const result = environmentSchema.safeParse(value);
  if (result.success) return { environment: result.data };
  return { problems: problemsOf(result.error.issues, value, knownKeysAt) };
}

export type { CompleteEnvironment, Environment };
