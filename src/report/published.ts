import { count } from './faults';

/** What a run did: one line a changed file, and a sentence. */
export function publishedText(
  out: string,
  environments: number,
  {
    written,
    removed,
    unchanged,
  }: { written: readonly string[]; removed: readonly string[]; unchanged: readonly string[] },
): string {
  const lines = [...written.map((path) => `write  ${out}/${path}`), ...removed.map((path) => `remove ${out}/${path}`)];
  const total = written.length + unchanged.length;
  const sum = `${count(environments, 'environment')}: ${count(total, 'file')} in ${out}/, ${written.length} written, ${removed.length} removed`;
  return [...lines, sum, ''].join('\n');
}
