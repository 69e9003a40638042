import type { Path } from '../source/plain';
import type { Position } from '../source/read';
import type { Item } from './item';
import type { Objects } from './objects';

/**
 * `error`: the load balancer will not come up as the files say, or calls through it will fail. `warning`: it works, but
 * is unsafe or will hurt later. `info`: cannot be told from these files.
 */
export type Severity = 'error' | 'warning' | 'info';

/** What a rule found in one place. */
export type Problem = (
  | {
      readonly on: Item;
      /** Below the object, e.g. `['spec', 'healthCheck']`; left out, the object itself. */
      readonly path?: Path;
      /** What is missing, where that is the problem. */
      readonly absent?: Path;
    }
  | { readonly at: Position }
) & {
  /** What is wrong and what was found. Never holds a secret. */
  readonly message: string;
  /** The way out, where it is another than the rule's. */
  readonly cure?: string;
  /** Left out, the rule's. */
  readonly severity?: Severity;
};

/** One thing that breaks, and how to see it in files. The same input gives the same problems. */
export interface Rule {
  /** What holds when nothing is wrong: lower-case words and "-", at most 50 characters. */
  readonly id: string;
  readonly severity: Severity;
  /** What happens otherwise. */
  readonly why: string;
  /** The way out, as an instruction. */
  readonly cure: string;
  /** A page that says so. */
  readonly see: string;
  /** Whether it tells what cannot be read as it was meant; what others find there is not told. */
  readonly isOfForm?: true;
  check(objects: Objects): Iterable<Problem>;
  /** YAML: each good one passes this rule, each bad one does not. */
  readonly examples: { readonly good: readonly string[]; readonly bad: readonly string[] };
}

/** A problem with all that a reader needs. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly why: string;
  readonly cure: string;
  readonly see: string;
  readonly at: Position;
  /** E.g. `metadata.annotations["cloud.google.com/neg"]`. */
  readonly path?: string;
  /** E.g. `Ingress default/my-release-milvus`. */
  readonly object?: string;
  /** The environment that synthesized the file. */
  readonly environment?: string;
  /** The lines around the place; secrets in them are masked. */
  readonly frame: readonly FrameLine[];
}

export interface FrameLine {
  readonly line: number;
  readonly text: string;
}

/** YAML in a template literal, without the indentation that all its lines share. */
export function yaml(strings: TemplateStringsArray, ...values: readonly string[]): string {
  const text = String.raw({ raw: strings }, ...values).replace(/^\n/, '');
  const lines = text.trimEnd().split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const shared = Math.min(...indents);
  return `${lines.map((line) => line.slice(shared)).join('\n')}\n`;
}
