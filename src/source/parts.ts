import { isScalar } from 'yaml';
import type { Node } from 'yaml';
import type { Fault } from '../errors';
import { MAX_SOURCE_BYTES, readDocument } from './document';
import type { Position, SourceDocument } from './document';
import { insideScalar } from './inside';
import type { Path } from './plain';
import { quickValue } from './quick';
import { plainValue, walk } from './read';

/** One document of a file. */
export interface Part {
  readonly file: string;
  /** Tells it from every other document of files whose names differ; to know it, no text need be read. */
  readonly id: string;
  /** As plain JavaScript, by the schema that it was read with. */
  readonly value: unknown;
  /** All lines of the file. */
  readonly lines: readonly string[];
  /** Where the document begins and ends, comments before it included; lines count from 1, the end is the last line. */
  readonly from: number;
  readonly to: number;
  /**
   * Where the key at a path stands; of a path that is not there, its nearest parent. A path may lead into YAML that is
   * written as a text.
   */
  keyAt(path: Path): Position;
}

/** What a file holds, and what of it cannot be read. */
export interface Parts {
  readonly parts: readonly Part[];
  readonly faults: readonly Fault[];
  /** Keys that a mapping has before; the last one of a name counts, as for helm and the API server. */
  readonly repeated: readonly Fault[];
}

/**
 * Reads every document of a YAML or JSON text; a broken one does not spoil the others.
 *
 * Byte order mark and CRLF are fine. Documents without content are left out. Faults never quote the text.
 */
export function readParts(text: string, file: string, schema: 'core' | 'kubectl' = 'core'): Parts {
  if (Buffer.byteLength(text) > MAX_SOURCE_BYTES) {
    const message = `must be at most ${MAX_SOURCE_BYTES} bytes, and has more`;
    return { parts: [], faults: [{ at: { file }, message, cure: 'split the file' }], repeated: [] };
  }
  const lines = linesOf(text);
  const parts: Part[] = [];
  const faults: Fault[] = [];
  const repeated: Fault[] = [];
  for (const chunk of chunksOf(lines)) {
    const source = lines.slice(chunk.from, chunk.to).join('\n');
    const locate = (line: number, col: number): Position => ({ file, line: line + chunk.from, col });
    const readCarefully = () => readDocument(source, { schema, locate, mayRepeat: true });
    const quick = quickValue(source, schema);
    if (quick) {
      if (quick.value !== null)
        parts.push(new ReadPart(file, idOf(file, parts.length), lines, chunk, quick.value, readCarefully));
      continue;
    }
    const read = readCarefully();
    if ('faults' in read) {
      faults.push(...read.faults);
      continue;
    }
    const { document } = read;
    repeated.push(...document.repeated);
    const value = plainValue(document, document.tree.contents, new Map());
    if (value !== null) parts.push(new ReadPart(file, idOf(file, parts.length), lines, chunk, value, () => read));
  }
  return { parts, faults, repeated };
}

/**
 * The documents of a text whose values are known already: the text is read only when somebody asks for a position.
 *
 * @param values - one a document, in their order
 */
export function partsOf(values: readonly unknown[], text: string, file: string): Part[] {
  let read: readonly Part[] | undefined;
  const readAll = (): readonly Part[] => (read ??= readParts(text, file).parts);
  return values.map((value, index) => new KnownPart(file, idOf(file, index), value, () => readAll()[index]));
}

const idOf = (file: string, index: number): string => `${file}:${index}`;

/** Without line ends and byte order mark. */
export function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, '').split(/\r?\n/);
}

interface Chunk {
  /** Index of its first line, and of the line behind it. */
  readonly from: number;
  readonly to: number;
}

/** "---" and "..." at the first column separate documents wherever they stand: no text may hold them there. */
function* chunksOf(lines: readonly string[]): Generator<Chunk> {
  let from = 0;
  let begun = false;
  for (const [index, line] of lines.entries()) {
    const isStart = /^---(\s|$)/.test(line);
    if (isStart && begun) {
      yield { from, to: index };
      from = index;
    }
    begun ||= isStart || !/^\s*(#|$)|^%/.test(line);
    if (/^\.\.\.(\s|$)/.test(line)) {
      yield { from, to: index };
      from = index + 1;
      begun = false;
    }
  }
  if (begun) yield { from, to: lines.length };
}

class ReadPart implements Part {
  readonly from: number;
  readonly to: number;
  private known: ReturnType<typeof readDocument> | undefined;

  constructor(
    readonly file: string,
    readonly id: string,
    readonly lines: readonly string[],
    chunk: Chunk,
    readonly value: unknown,
    private readonly read: () => ReturnType<typeof readDocument>,
  ) {
    this.from = chunk.from + 1;
    this.to = chunk.to;
  }

  keyAt(path: Path): Position {
    this.known ??= this.read();
    const root = 'document' in this.known ? (this.known.document.tree.contents as Node | null) : null;
    if (!('document' in this.known) || root === null) return { file: this.file, line: this.from, col: 1 };
    return positionIn(this.known.document, root, path, this.lines);
  }
}

/** @param lines - of the file: what stands in texts has its place there too */
function positionIn(document: SourceDocument, root: Node, path: Path, lines: readonly string[]): Position {
  const { key, value, rest } = walk(document, root, path);
  const at = document.positionOf(key);
  if (rest.length === 0 || !isScalar(value) || typeof value.value !== 'string') return at;
  const locate = insideScalar(value, document.positionOf(value), lines);
  const inner = readDocument(value.value, { schema: 'core', locate, mayRepeat: true });
  const below = 'document' in inner ? (inner.document.tree.contents as Node | null) : null;
  if (!('document' in inner) || below === null) return at;
  const left = path.slice(path.length - rest.length);
  const isThere = walk(inner.document, below, left).rest.length < left.length;
  return isThere ? positionIn(inner.document, below, left, lines) : at;
}

class KnownPart implements Part {
  constructor(
    readonly file: string,
    readonly id: string,
    readonly value: unknown,
    private readonly read: () => Part | undefined,
  ) {}

  get lines(): readonly string[] {
    return this.read()?.lines ?? [];
  }

  get from(): number {
    return this.read()?.from ?? 1;
  }

  get to(): number {
    return this.read()?.to ?? 1;
  }

  keyAt(path: Path): Position {
    return this.read()?.keyAt(path) ?? { file: this.file, line: 1, col: 1 };
  }
}
