import { isScalar } from 'yaml';
import type { Node } from 'yaml';
import type { Fault } from '../errors';
import { MAX_SOURCE_BYTES, readDocument } from './document';
import type { Position, SourceDocument } from './document';
import { insideScalar } from './inside';
import { listItemsIn } from './list-items';
import type { Lines } from './list-items';
import { isMapping } from './plain';
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
  if (Buffer.byteLength(text) > MAX_INPUT_BYTES) {
    const message = `must be at most ${MAX_INPUT_BYTES} bytes, and has more`;
    return { parts: [], faults: [{ at: { file }, message, cure: 'split the file' }], repeated: [] };
  }
  const lines = linesOf(text);
  const reader = new Reader(file, lines, schema);
  for (const chunk of chunksOf(lines)) if (!reader.readList(chunk)) reader.read(chunk);
  return reader;
}

/** Largest text that is taken apart, in bytes: the list of all objects of a large cluster. */
export const MAX_INPUT_BYTES = 256 * 1024 * 1024;

class Reader implements Parts {
  readonly parts: Part[] = [];
  readonly faults: Fault[] = [];
  readonly repeated: Fault[] = [];

  constructor(
    private readonly file: string,
    private readonly lines: readonly string[],
    private readonly schema: 'core' | 'kubectl',
  ) {}

  read(chunk: Lines, source = this.lines.slice(chunk.from, chunk.to).join('\n')): void {
    const { file, lines, schema } = this;
    const locate = (line: number, col: number): Position => ({ file, line: line + chunk.from, col });
    const readCarefully = () => readDocument(source, { schema, locate, mayRepeat: true });
    const quick = quickValue(source, schema);
    if (quick) {
      if (quick.value !== null)
        this.parts.push(new ReadPart(file, idOf(file, chunk.from), lines, chunk, quick.value, readCarefully));
      return;
    }
    const read = readCarefully();
    if ('faults' in read) {
      this.faults.push(...read.faults);
      return;
    }
    const { document } = read;
    this.repeated.push(...document.repeated);
    const value = plainValue(document, document.tree.contents, new Map());
    if (value !== null) this.parts.push(new ReadPart(file, idOf(file, chunk.from), lines, chunk, value, () => read));
  }

  /** Each object of a `List` as a document of its own; false where the document has to be read as a whole. */
  readList(chunk: Lines): boolean {
    const { file, lines, schema } = this;
    const list = listItemsIn(lines, chunk);
    const around = list && quickValue(list.rest, schema)?.value;
    if (!list || !isMapping(around) || around['kind'] !== 'List' || around['apiVersion'] === undefined) return false;
    const reader = new Reader(file, lines, schema);
    for (const { source, ...at } of list.items) reader.read(at, source);
    // An alias may lead from one to another.
    const isSmall = list.items.reduce((sum, { source }) => sum + source.length, 0) < MAX_SOURCE_BYTES;
    if (reader.faults.length > 0 && isSmall) return false;
    this.parts.push(...reader.parts);
    this.faults.push(...reader.faults);
    this.repeated.push(...reader.repeated);
    return true;
  }
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

/** "---" and "..." at the first column separate documents wherever they stand: no text may hold them there. */
function* chunksOf(lines: readonly string[]): Generator<Lines> {
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
    chunk: Lines,
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
