import type { Finding, Rule } from '../../rules/rule';
import type { Looks } from '../layout';

/** What lint has to tell. */
export interface Report {
  readonly findings: readonly Finding[];
  /** Those that looked, also where they found nothing. */
  readonly rules: readonly Rule[];
  /** Version of milvus-l7. */
  readonly version: string;
  readonly looks: Looks;
}

/** A way to tell it, as it goes to standard output. */
export type Format = (report: Report) => string;
