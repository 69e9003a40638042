/** What whatever waited too long is told by. */
export const TIMED_OUT = 'ETIMEDOUT';

/** The code of an error, by which it is told; the names of errors of ours have none. */
export function codeOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: readonly unknown[] };
  if (typeof code === 'string') return code;
  return errors?.[0] === undefined ? 'unknown' : codeOf(errors[0]);
}
