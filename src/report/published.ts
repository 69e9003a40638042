import { count } from './faults';

interface Paths {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/** What a run did: one line a changed file, and a sentence. */
export function publishedText(out: string, environments: number, paths: Paths): string {
  const { written, removed, unchanged } = paths;
  const lines = linesOf(out, paths);
  const total = written.length + unchanged.length;
  const sum = `${count(environments, 'environment')}: ${count(total, 'file')} in ${out}/, ${written.length} written, ${removed.length} removed`;
  return [...lines, sum, ''].join('\n');
}

/** What a run would do, and the way to do it; one sentence where there is nothing to do. */
export function checkedText(out: string, environments: number, paths: Paths): string {
  const { written, removed, unchanged } = paths;
  const stale = written.length + removed.length;
  const made = count(environments, 'environment');
  if (stale === 0) return `${made}: ${out}/ is what a synthesis writes, ${count(unchanged.length, 'file')}\n`;
  const sum = `${made}: ${out}/ is stale, ${count(stale, 'file')} would change\n    run milvus-l7 synth, and commit what it writes`;
  return [...linesOf(out, paths), sum, ''].join('\n');
}

function linesOf(out: string, { written, removed }: Paths): string[] {
  return [...written.map((path) => `write  ${out}/${path}`), ...removed.map((path) => `remove ${out}/${path}`)];
}
