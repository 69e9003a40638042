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
