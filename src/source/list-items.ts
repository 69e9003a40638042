/** Lines of a text: the index of the first one, and of the one behind the last. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

/** A document that is a list of objects, taken apart. */
export interface ListItems {
  readonly items: readonly (Lines & { readonly source: string })[];
  /** The document without them. */
  readonly rest: string;
}

/**
 * Takes a list of objects apart by its lines, as `kubectl get --output yaml` or json prints it: what lists a whole cluster
 * is too much for one document. Undefined for anything else. Lines and columns of an item stay what they are.
 *
 * @param lines - of the file; `document` says which of them
 */
export function listItemsIn(lines: readonly string[], document: Lines): ListItems | undefined {
  const at = indexIn(lines, document, (line) => ITEMS.test(line));
  if (at === undefined) return undefined;
  const [, indent = '', json] = ITEMS.exec(lines[at] ?? '') ?? [];
  const inside = { from: at + 1, to: document.to };
  const found = json === undefined ? yamlItems(lines, inside) : jsonItems(lines, inside, indent);
  if (!found || found.items.length === 0) return undefined;
  const before = lines.slice(document.from, at);
  const rest = [
    ...before,
    ...(json === undefined ? [] : [`${indent}"items": [`]),
    ...lines.slice(found.end, document.to),
  ];
  return { items: found.items, rest: rest.join('\n') };
}

const ITEMS = /^(?:items:\s*|(\s+)"items": (\[))$/;

interface Found {
  readonly items: ListItems['items'];
  /** The line behind them. */
  readonly end: number;
}

const NOTHING = /^\s*(#|$)/;

/** Each begins with a dash; what belongs to it is indented deeper. */
function yamlItems(lines: readonly string[], { from, to }: Lines): Found | undefined {
  const first = indexIn(lines, { from, to }, (line) => !NOTHING.test(line)) ?? to;
  const dash = /^ *- /.exec(lines[first] ?? '')?.[0];
  if (dash === undefined) return undefined;
  const deeper = ' '.repeat(dash.length);
  const starts: number[] = [];
  let end = from;
  for (; end < to; end++) {
    const line = lines[end] ?? '';
    if (line.startsWith(dash)) starts.push(end);
    else if (!line.startsWith(deeper) && !NOTHING.test(line)) break;
  }
  if (/^\s/.test(lines[end] ?? '') && end < to) return undefined;
  return { items: itemsBetween(lines, starts, end, (source) => `${deeper}${source.slice(dash.length)}`), end };
}

/** Each lies between two lines with a brace alone. */
function jsonItems(lines: readonly string[], { from, to }: Lines, indent: string): Found | undefined {
  const first = /^(\s+)\{$/.exec(lines[from] ?? '')?.[1];
  if (first === undefined) return undefined;
  const starts: number[] = [];
  for (let line = from; line < to; line++) {
    const text = lines[line] ?? '';
    if (text.startsWith(`${indent}]`)) return { items: itemsBetween(lines, starts, line, withoutComma), end: line };
    if (text === `${first}{`) starts.push(line);
  }
  return undefined;
}

function itemsBetween(
  lines: readonly string[],
  starts: readonly number[],
  end: number,
  alone: (source: string) => string,
): ListItems['items'] {
  return starts.map((from, index) => {
    const to = starts[index + 1] ?? end;
    return { from, to, source: alone(lines.slice(from, to).join('\n')) };
  });
}

function withoutComma(source: string): string {
  return source.replace(/,\s*$/, '');
}

function indexIn(lines: readonly string[], { from, to }: Lines, is: (line: string) => boolean): number | undefined {
  for (let index = from; index < to; index++) if (is(lines[index] ?? '')) return index;
  return undefined;
}
