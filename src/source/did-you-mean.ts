import { closest, distance } from 'fastest-levenshtein';

/** The candidate that was probably meant: at most a third of its letters away, rounded up (two swapped letters count as two); undefined when none is that near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const found = closest(
    word.toLowerCase(),
    candidates.map((candidate) => candidate.toLowerCase()),
  );
  const candidate = candidates.find((one) => one.toLowerCase() === found);
  if (candidate === undefined) return undefined;
  return distance(word.toLowerCase(), found) <= Math.ceil(Math.max(word.length, candidate.length) / 3)
    ? candidate
    : undefined;
}
