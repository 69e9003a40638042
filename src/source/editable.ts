import type { Fault } from '../errors';
import { joinPath } from './aliases';
import type { Locate, Position } from './document';
import type { Value } from './nodes';

export type { Value } from './nodes';

/** What stands at a path. Aliases and `<<` are followed. */
export interface Found {
  /** `nothing` is a null. */
  readonly kind: 'text' | 'mapping' | 'list' | 'nothing';
  /** A text's value, as text whatever it looks like; else empty. */
  readonly text: string;
  /** Whether quotes or a block say that it is a text. */
  readonly quoted: boolean;
  /** Whether it is written elsewhere. */
  readonly alias: boolean;
  readonly at: Position;
  /** Where a line of the text stands. */
  readonly locate: Locate;
}

/** A scalar and the keys above it. */
export interface Leaf extends Found {
  readonly path: readonly (string | number)[];
}

/** A YAML mapping that is read and written by paths: one that somebody wrote, or a new one. */
export abstract class EditableYaml {
  /** What could not be written, each once. */
  readonly faults: Fault[] = [];

  /** `name` is the path of the mapping itself. */
  constructor(private readonly name: string) {}

  /** The path as a reader knows it. */
  nameOf(path: readonly (string | number)[]): string {
    return path.reduce<string>(
      (name, step) => (typeof step === 'number' ? `${name}[${step}]` : joinPath(name, step)),
      this.name,
    );
  }

  abstract find(path: readonly string[]): Found | undefined;

  /** The entries of a list, every leaf as text; none where there is no list. */
  abstract entries(path: readonly string[]): readonly { readonly at: Position; readonly value: unknown }[];

  /** Every scalar where it is written, and every alias of one where it is used. */
  abstract leaves(): Iterable<Leaf>;

  /** Replaces a scalar, or adds it with the mappings above it. */
  abstract write(path: readonly string[], value: Value): void;

  /** Adds to the end of a list, or begins one. */
  abstract append(path: readonly string[], entry: Value): void;

  abstract toString(): string;

  /** As plain JavaScript, by YAML's core schema: what reading the text again would give. */
  abstract toValue(): unknown;
}
