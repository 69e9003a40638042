/** The way to Milvus, in the order in which a call takes it, and what else was promised. */
export const STAGES = [
  'dns',
  'tcp',
  'tls',
  'alpn',
  'routing',
  'milvus',
  'first-password',
  'write-test',
  'port-80',
  'rest',
] as const;
export type Stage = (typeof STAGES)[number];

/** What a stage found. `not-reached`: an earlier one stopped the way there. */
export type Outcome = 'ok' | 'failed' | 'not-applicable' | 'not-run' | 'not-reached';

/** What was seen, stage by stage; only what the stage got to see. */
export interface Seen {
  readonly a?: readonly string[];
  readonly aaaa?: readonly string[];
  /** `hosts`: only this machine's own files know the name. */
  readonly from?: 'dns' | 'hosts';
  /** Where it connected to, `203.0.113.7:443`. */
  readonly endpoint?: string;
  readonly milliseconds?: number;
  readonly tlsVersion?: string;
  readonly certificate?: SeenCertificate;
  readonly protocol?: string;
  readonly status?: number;
  /** Name of a gRPC status, e.g. `UNAVAILABLE`. */
  readonly grpc?: string;
  readonly location?: string;
  /** Why a closed port is closed, e.g. `ECONNREFUSED`. */
  readonly reply?: string;
  readonly version?: string;
  readonly collection?: string;
  /** Whether the collection is gone again. */
  readonly dropped?: boolean;
  /** Which step it was at. */
  readonly step?: string;
  /** REST's own `code` in its answer. */
  readonly restCode?: number;
  readonly path?: string;
}

export interface SeenCertificate {
  readonly subject: string;
  readonly issuer: string;
  /** DNS names it is for; empty where it has no SAN. */
  readonly names: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Whole days until it ends, negative behind it. */
  readonly daysLeft: number;
}

export interface Result {
  readonly stage: Stage;
  readonly outcome: Outcome;
  readonly seen: Seen;
  /**
   * Why it failed, in codes that do not depend on anybody's wording: of Node and OpenSSL (`ECONNREFUSED`,
   * `CERT_HAS_EXPIRED`), of HTTP (`HTTP 404`), of gRPC (`UNAVAILABLE`), of DNS (`ENOTFOUND`), and some of our own.
   */
  readonly codes: readonly string[];
  /** Worth knowing, and no failure. */
  readonly notes: readonly string[];
  /** Why it was not run or does not apply. */
  readonly reason?: string;
}

export function ok(stage: Stage, seen: Seen, notes: readonly string[] = []): Result {
  return { stage, outcome: 'ok', seen, codes: [], notes };
}

export function failed(stage: Stage, seen: Seen, codes: readonly string[], notes: readonly string[] = []): Result {
  return { stage, outcome: 'failed', seen, codes, notes };
}

/** With the reason, as half a sentence. */
export function left(stage: Stage, outcome: 'not-applicable' | 'not-run' | 'not-reached', reason: string): Result {
  return { stage, outcome, seen: {}, codes: [], notes: [], reason };
}
