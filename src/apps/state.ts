import { resolve } from 'node:path';
import type { Fault } from '../errors';
import { isOutsideProject, levelsToState } from '../topology/state-file';
import type { Target } from './targets';

/** Stacks whose local state would lie outside the project, where other projects may have theirs, one fault each. */
export function stateFaults(outdir: string, targets: readonly Target[]): Fault[] {
  if (!isOutsideProject(outdir)) return [];
  return targets.flatMap(({ topology: { terraform } }): Fault[] => {
    const stacks = [terraform.stackName, terraform.releaseStack?.name].filter((name) => name !== undefined);
    if (terraform.state !== 'local') return [];
    return stacks.map((stack) => {
      const folder = resolve(outdir, 'stacks', stack);
      return {
        at: { file: folder },
        message: `Terraform would keep its state in ${resolve(folder, '../'.repeat(levelsToState(outdir)), `terraform.${stack}.tfstate`)}, outside the project`,
        cure: 'apply from a folder inside the project, or keep the state in a bucket: gcp.state.gcs',
      };
    });
  });
}
