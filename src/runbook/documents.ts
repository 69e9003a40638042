import type { Topology } from '../topology/topology';
import { manifestFile } from './files';

/** A command that prints the service accounts of the manifests, or all but these. */
export function serviceAccountsOf(topology: Topology, which: 'only' | 'without'): string[] {
  const wanted = which === 'only' ? 'theirs' : '!theirs';
  return [
    `awk '`,
    `  /^---/ { if (${wanted}) printf "%s", text; text = ""; theirs = 0 }`,
    '  { text = text $0 "\\n" }',
    '  /^kind: ServiceAccount$/ { theirs = 1 }',
    `  END { if (${wanted}) printf "%s", text }`,
    `' ${manifestFile(topology)}`,
  ];
}

/** Lines whose last one goes on. */
export function pipedTo(lines: readonly string[], command: string): string[] {
  return [...lines.slice(0, -1), `${lines.at(-1) ?? ''} | ${command}`];
}
