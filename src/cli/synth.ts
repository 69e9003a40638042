import { join } from 'node:path';
import { findingsIn, passes } from '../apps/findings';
import { synthesize, writeOutputs } from '../apps/outputs';
import { stateFaults } from '../apps/state';
import { loadTargets, stacksOf } from '../apps/targets';
import { notesText } from '../report/faults';
import { checkedText, publishedText } from '../report/published';
import { environmentFiles } from './one-environment';
import { TERRAFORM, optional } from './optional';
import { publish } from './publish';

export interface SynthOptions {
  /** The folder to publish into. */
  readonly out: string;
  /** Writes nothing, and exits 1 where there is something to write. */
  readonly check?: boolean;
}

/**
 * Writes what the environments synthesize into a folder: all of it, or nothing, as when rules find errors in it.
 *
 * @param named - environments by name or file; none: all of `environments/`. What these environments make no more is
 *   removed; where none is named, what no environment makes
 */
export async function synth(
  root: string,
  named: readonly string[],
  { out, check = false }: SynthOptions,
): Promise<void> {
  const files = environmentFiles(root, named);
  const { targets, notes } = loadTargets(root, files);
  process.stderr.write(notesText([...notes, ...stateFaults(join(out, 'terraform'), targets)]));
  const stacks = stacksOf(targets);
  const synthesized = synthesize(targets);
  if (!passes(findingsIn(synthesized, targets, out))) return;
  const complete = files.length === 0 ? 'all' : targets.map(({ topology }) => topology.environment);
  const published = await publish(out, { complete, check }, async (folder) => {
    writeOutputs(folder, synthesized, targets);
    if (stacks.length === 0) return;
    (await terraform()).writeStacks(join(folder, 'terraform'), stacks, join(out, 'terraform'));
  });
  if (!check) {
    process.stderr.write(publishedText(out, targets.length, published));
    return;
  }
  process.stderr.write(checkedText(out, targets.length, published));
  if (published.written.length + published.removed.length > 0) process.exitCode = 1;
}

/** Loaded on demand: cdktf is large, and environments without anything for Terraform do without it. */
export function terraform(): Promise<typeof import('../gcp/app')> {
  return optional(() => import('../gcp/app'), TERRAFORM);
}
