import { UserError } from '../../errors';
import { Refused } from '../refused';

/** An answer, or why there is none, as half a sentence. */
export type Asked<T> = { readonly value: T } | { readonly notRun: string };

/** A question to the API server: what it refuses is no answer. */
export async function asked<T>(question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { value: await question() };
  } catch (error) {
    if (error instanceof Refused) {
      const { status, verb, resource } = error;
      return {
        notRun: status === 403 ? `you may not ${verb} ${resource.plural}` : `HTTP ${status} for ${resource.plural}`,
      };
    }
    if (error instanceof UserError) return { notRun: error.faults[0]?.message ?? 'the cluster does not answer' };
    throw error;
  }
}

export function valueOf<T>(answer: Asked<T>): T | undefined {
  return 'value' in answer ? answer.value : undefined;
}
