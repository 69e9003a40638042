import { allowancesOf, inputsOf } from '../apps/findings';
import { loadTargets } from '../apps/targets';
import { notesText } from '../report/faults';
import type { Input, Options } from '../rules/run';

/** What the environments synthesize, and what they allow of it; cdk8s is loaded when they have no faults. */
export async function inputsOfEnvironments(
  root: string,
): Promise<{ inputs: readonly Input[]; allow: NonNullable<Options['allow']> }> {
  const { targets, notes } = loadTargets(root, []);
  process.stderr.write(notesText(notes));
  const { synthesize } = await import('../apps/outputs');
  return { inputs: inputsOf(synthesize(targets), 'dist'), allow: allowancesOf(targets) };
}
