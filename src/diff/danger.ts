import type { Artifact } from './artifact';
import type { Changes } from './changes';
import type { Line } from './lines';

/** What a danger is in one place. What stands in files is between backticks. */
export interface Found {
  readonly on: Artifact;
  /** What changes, from what to what. */
  readonly message: string;
  /** Left out, the danger's. */
  readonly why?: string;
  /** Left out, the danger's. */
  readonly cure?: string;
  /** Left out, the danger's. */
  readonly see?: string;
}

/** A change that hurts in production, and how to see it in two dist folders. The same folders give the same dangers. */
export interface Danger {
  /** What happens: lower-case words and "-". */
  readonly id: string;
  /** What follows in production. */
  readonly why: string;
  /** The way out, as an instruction. */
  readonly cure: string;
  /** A page that says so. */
  readonly see: string;
  check(changes: Changes): Iterable<Found>;
}

/** One danger with all that a reviewer needs. */
export interface Told {
  readonly danger: string;
  readonly environment: string;
  /** E.g. `Ingress default/milvus`. */
  readonly on: string;
  readonly message: string;
  readonly why: string;
  readonly cure: string;
  readonly see: string;
  /** What differs, where that is the danger. */
  readonly lines?: readonly Line[];
}
