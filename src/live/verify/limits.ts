/** How long a stage waits, in milliseconds: long enough for another continent, short enough for a person. */
export const LIMITS = {
  dns: 4000,
  tcp: 5000,
  tls: 5000,
  routing: 10_000,
  milvus: 10_000,
  /** Each step of the write test; a first collection takes some seconds. */
  write: 30_000,
  port80: 5000,
  rest: 10_000,
} as const;

/** What a stage that waited too long is told by. */
export const TIMED_OUT = 'ETIMEDOUT';

/** The code of an error, by which it is told; the names of errors of ours have none. */
export function codeOf(error: unknown): string {
  const { code, errors } = (error ?? {}) as { code?: unknown; errors?: readonly unknown[] };
  if (typeof code === 'string') return code;
  return errors?.[0] === undefined ? 'unknown' : codeOf(errors[0]);
}
