import type { Part } from '../source/parts';
import { textOf } from '../source/plain';
import type { Position } from '../source/read';
import type { Item } from './item';

/** Somebody's word that a finding is fine, and why. */
export interface Allowance {
  readonly rule: string;
  /** Empty where none is given: such an allowance allows nothing. */
  readonly reason: string;
  /** Where it stands, and all that it covers. */
  readonly on: Item;
  /** Of a comment; an annotation stands in the object. */
  readonly at?: Position;
}

/** `milvus-l7/allow.<rule>: <reason>` */
export const ALLOW_ANNOTATION = 'milvus-l7/allow.';

/** Of an object, the annotations; of Helm values, the comments `# milvus-l7 allow <rule>: <reason>`. */
export function allowancesOf(item: Item, text: string): Allowance[] {
  if (item.kind === 'values') {
    // Lines of a file whose values are known are read only for this.
    if (!COMMENT.test(text)) return [];
    return [...commentsIn(item.part)].map((one) => ({ ...one, on: item }));
  }
  return Object.entries(item.annotations)
    .filter(([key]) => key.startsWith(ALLOW_ANNOTATION))
    .map(([key, reason]) => ({
      rule: key.slice(ALLOW_ANNOTATION.length),
      reason: textOf(reason)?.trim() ?? '',
      on: item,
    }));
}

function* commentsIn({ file, lines, from, to }: Part): Generator<Omit<Allowance, 'on'>> {
  for (let line = from; line <= to; line++) {
    const found = COMMENT.exec(lines[line - 1] ?? '');
    if (!found) continue;
    const [whole, , rule = '', reason = ''] = found;
    const col = found.index + whole.indexOf('#') + 1;
    yield { rule, reason: reason.trim(), at: { file, line, col } };
  }
}

const COMMENT = /(?:^|\s)(#[^\S\n]*milvus-l7[^\S\n]+allow\b)[^\S\n]*([^\s:]*)[^\S\n]*:?[^\S\n]*(.*)$/m;
