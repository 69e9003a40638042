import { isAbsolute, relative, sep } from 'node:path';

/**
 * How many folders above `<outdir>/stacks/<stack>` the local state of a stack is, so that no path of this machine stands in
 * what is written: beside the folder that holds `outdir`, as `dist` in `dist/terraform`, but never above the project, where
 * two projects would share one file. The project is the folder that the process works in, as for cdktf's own `outdir`.
 */
export function levelsToState(outdir: string): number {
  const below = relativeToProject(outdir);
  return below === undefined ? BESIDE_DIST : Math.min(BESIDE_DIST, STACK_LEVELS + below.length);
}

/** Whether Terraform, run where it is written, would keep a local state outside the project. */
export function isOutsideProject(outdir: string): boolean {
  return relativeToProject(outdir) === undefined;
}

/** `stacks/<stack>`. */
const STACK_LEVELS = 2;
/** `dist/terraform/stacks/<stack>`. */
const BESIDE_DIST = 4;

/** The folders on the way to it; undefined where it is elsewhere. */
function relativeToProject(outdir: string): string[] | undefined {
  const parts = relative('', outdir).split(sep).filter(Boolean);
  return parts[0] === '..' || isAbsolute(relative('', outdir)) ? undefined : parts;
}
