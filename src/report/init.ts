import type { Summary } from '../diff/summary';
import type { Fault } from '../errors';
import { changesText } from './changes';
import { faultsText } from './faults';
import { type Looks, wrapped } from './layout';

/** What the first synth would change of what runs; where it cannot be told yet, why. */
export type FirstSynth = { readonly changes: Summary } | { readonly faults: readonly Fault[] };

/** What a new environment brought, and what is left to do. */
export interface Initialized {
  readonly environment: string;
  /** Files that were written. */
  readonly written: readonly string[];
  readonly added: readonly { readonly file: string; readonly what: readonly string[] }[];
  /** Keys of the environment that nothing goes on without. */
  readonly missing: readonly string[];
  /** Undefined where nothing runs, or keys are missing. */
  readonly firstSynth: FirstSynth | undefined;
  /** Packages that npm is yet to install, by what they are for. */
  readonly install: readonly (readonly string[])[];
}

export function initText(
  { environment, written, added, missing, firstSynth, install }: Initialized,
  looks: Looks,
): string {
  const lines = [
    ...written.map((file) => `wrote ${file}`),
    ...added.map(({ file, what }) => wrapped(`added to ${file}: ${what.join(', ')}`, '    ', '')),
  ];
  if (missing.length > 0) {
    lines.push('', `Fill in, in environments/${environment}.yaml, where it stands as a comment:`);
    lines.push(...missing.map((key) => `  ${key}`));
  }
  if (firstSynth && 'faults' in firstSynth) {
    lines.push('', 'Before the first synth:', faultsText(firstSynth.faults).trimEnd());
  } else if (firstSynth) {
    lines.push('', 'Applying it would change of what runs:', '', changesText(firstSynth.changes, looks).trimEnd());
  }
  const isReady = missing.length === 0 && !(firstSynth && 'faults' in firstSynth);
  lines.push('', ...nextLines(isReady ? 'Next:' : 'Next, after that:', install));
  return `${lines.join('\n')}\n`;
}

const SYNTH = 'npx milvus-l7 synth';

/** Commands to copy; the longer one goes over several lines. */
function nextLines(next: string, install: readonly (readonly string[])[]): string[] {
  if (install.length === 0) return [`${next} ${SYNTH}`];
  const packages = install.map((together) => `    ${together.join(' ')}`).join(' \\\n');
  return [next, `  npm install --save-dev \\\n${packages}`, `  ${SYNTH}`];
}
