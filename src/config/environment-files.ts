import { readdirSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { type Fault, printable } from '../errors';

/** Where environment files are looked for. */
export const ENVIRONMENTS = 'environments';

/** All of `environments/`, relative to the project's folder; faults where there is none, or one has another ending. */
export function environmentFiles(root: string): {
  readonly files: readonly string[];
  readonly faults: readonly Fault[];
} {
  const faults: Fault[] = [];
  let entries: string[];
  try {
    entries = readdirSync(join(root, ENVIRONMENTS)).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') {
      const message = code === 'ENOTDIR' ? 'must be a folder' : 'cannot be read';
      faults.push({ at: { file: `${ENVIRONMENTS}/` }, message, cure: 'check it and its permissions' });
    }
    entries = [];
  }
  const yaml = entries.filter((entry) => entry.endsWith('.yaml'));
  for (const entry of entries.filter((other) => /\.ya?ml$/i.test(other) && !other.endsWith('.yaml'))) {
    faults.push({
      at: { file: `${ENVIRONMENTS}/${entry}` },
      message: `environment files end in .yaml, got ${extname(entry)}`,
      cure: `git mv ${printable(`${ENVIRONMENTS}/${entry}`)} ${printable(`${ENVIRONMENTS}/${basename(entry, extname(entry))}.yaml`)}`,
    });
  }
  if (yaml.length === 0 && faults.length === 0) {
    faults.push({
      at: { file: `${ENVIRONMENTS}/` },
      message: 'no environment found',
      cure: `milvus-l7 init <name> writes ${ENVIRONMENTS}/<name>.yaml; milvus-l7 synth FILE… reads one from elsewhere`,
    });
  }
  return { files: yaml.map((entry) => `${ENVIRONMENTS}/${entry}`), faults };
}
