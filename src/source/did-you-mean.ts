import { distance } from 'fastest-levenshtein';

/** Edits that slips of the fingers make at the most; two swapped letters count as two. */
const SLIPS = 3;

/**
 * The one candidate that was surely meant: the same word in another spelling of capitals, `-` and `_`, up to three slips
 * away (but no more than a third of its letters), or the word with a unit, another ending or its first parts left off, as
 * in `1.2` of `TLS_1_2`. Undefined where none
 * is, where two are as near, and where they differ in a digit: `TLS_1_3` is not a slip of `TLS_1_2`.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = [...new Set(candidates)]
    .map((candidate) => ({
      candidate,
      edits: isRest(word, candidate) ? 1 : editsBetween(plain(word), plain(candidate)),
    }))
    .filter(({ candidate, edits }) => edits <= allowed(word, candidate) && digits(word) === digits(candidate))
    .sort((a, b) => a.edits - b.edits);
  const [first, second] = ranked;
  return first === undefined || first.edits === second?.edits ? undefined : first.candidate;
}

function allowed(word: string, candidate: string): number {
  // `my-secret` has the word `secret` in it, and is a name of its own.
  if (plain(word).includes(plain(candidate))) return 1;
  return Math.min(SLIPS, Math.ceil(Math.max(word.length, candidate.length) / 3));
}

/** A left-off ending is one slip, if more than half of the candidate is there. */
function editsBetween(word: string, candidate: string): number {
  const isShortened = candidate.startsWith(word) && word.length > candidate.length / 2;
  return Math.min(distance(word, candidate), isShortened ? 1 : Infinity);
}

/** Whether a word is what stands behind a part of a candidate. */
function isRest(word: string, candidate: string): boolean {
  const rest = word.replace(/\W/g, '_').toLowerCase();
  return rest !== '' && candidate.replaceAll('-', '_').toLowerCase().endsWith(`_${rest}`);
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[-_]/g, '');
}

function digits(word: string): string {
  return word.replace(/\D/g, '');
}
