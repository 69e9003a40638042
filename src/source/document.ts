import { LineCounter, parseDocument } from 'yaml';
import type { Document, Node, ScalarTag } from 'yaml';
import type { Fault } from '../errors';
import { inspect } from './aliases';
import type { AliasTargets } from './aliases';
import { nestingFault, WORDS_OF_YAML_1_1, wordsFor } from './syntax';

/** Largest file that is read, in bytes; YAML of that size is no configuration any more, and slow to parse. */
export const MAX_SOURCE_BYTES = 1024 * 1024;

/** Lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly col: number;
}

/** Of what stands in no file. */
export const NOWHERE: Position = { file: '', line: 1, col: 1 };

/** Says where a line and column of the text stand for the reader: another file, or deeper in it. */
export type Locate = (line: number, col: number) => Position;

/** A YAML document that passed every check that does not depend on what it means. */
export interface SourceDocument {
  readonly tree: Document.Parsed;
  /** Keys that a mapping has before; the last one of a name counts. Empty where they are refused. */
  readonly repeated: readonly Fault[];
  /** What each alias stands for. */
  readonly aliases: AliasTargets;
  readonly positionOf: (node: Node) => Position;
}

export type Schema = 'core' | 'kubectl' | 'failsafe';

export interface ReadOptions {
  /**
   * `core` is YAML 1.2's; `kubectl` takes the words `yes` and `on` of YAML 1.1 for true besides, as kubectl and Helm do;
   * `failsafe` keeps every scalar as text: for files that are written back.
   */
  readonly schema: Schema;
  readonly locate: Locate;
  /** Whether a key may repeat, as helm and the API server let it: the last one counts. Left out, it is a fault. */
  readonly mayRepeat?: boolean;
}

/**
 * Parses one YAML document.
 *
 * Faults never quote the text: it may hold secrets.
 */
export function readDocument(
  text: string,
  { schema, locate, mayRepeat = false }: ReadOptions,
): { readonly document: SourceDocument } | { readonly faults: readonly Fault[] } {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_SOURCE_BYTES) return { faults: [tooLarge(bytes, locate(1, 1))] };

  const source = text.replace(/^\uFEFF/, '');
  const lines = new LineCounter();
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return locate(Math.max(line, 1), Math.max(col, 1));
  };

  const tooDeep = nestingFault(source, locate);
  if (tooDeep) return { faults: [tooDeep] };

  const tree = parseDocument(source, {
    schema: schema === 'kubectl' ? 'core' : schema,
    merge: schema !== 'failsafe',
    ...(schema === 'kubectl' && { customTags: (tags) => [...tags, ...TAGS_OF_YAML_1_1] }),
    lineCounter: lines,
    prettyErrors: false,
    // The library's own check takes quadratic time and does not say where the first one stands.
    uniqueKeys: false,
  }) as Document.Parsed;

  // The library only warns of unknown tags; Helm lives with them, a file of ours need not.
  const syntax = [...tree.errors, ...(schema === 'failsafe' ? [] : tree.warnings)]
    .sort((a, b) => a.pos[0] - b.pos[0])
    .map((error) => ({ at: at(error.pos[0]), ...wordsFor(error.code) }))
    // One slip makes several errors; the first of a line is the telling one.
    .filter((fault, index, all) => index === 0 || all[index - 1]?.at.line !== fault.at.line);

  const { aliases, faults, repeated } = inspect(tree, at);
  const refused = [...syntax, ...faults, ...(mayRepeat ? [] : repeated)];
  if (refused.length > 0) return { faults: refused };
  return { document: { tree, aliases, repeated, positionOf: (node) => at(node.range?.[0] ?? 0) } };
}

const TAGS_OF_YAML_1_1 = WORDS_OF_YAML_1_1.map(({ value, test }): ScalarTag => ({
  tag: 'tag:yaml.org,2002:bool',
  default: true,
  test,
  resolve: () => value,
}));

function tooLarge(bytes: number, at: Position): Fault {
  return {
    at: { file: at.file },
    message: `must be at most ${MAX_SOURCE_BYTES} bytes, got ${bytes}`,
    cure: 'split the file, or keep large data elsewhere',
  };
}
