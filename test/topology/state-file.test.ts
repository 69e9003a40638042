import { resolve } from 'node:path';
import { isOutsideProject, levelsToState } from '../../src/topology/state-file';

/** The folder of a local state, for a stack below an output folder. */
const folderOf = (outdir: string): string => resolve(outdir, 'stacks/prod', '../'.repeat(levelsToState(outdir)));

test.each([
  ['dist/terraform', '.'],
  ['cdktf.out', '.'],
  ['.', '.'],
  ['build/out/terraform', 'build'],
  [resolve('cdktf.out'), '.'],
  [resolve('dist/terraform'), '.'],
])('the state of what is in %s lies in %s of the project', (outdir, folder) => {
  expect(folderOf(outdir)).toBe(resolve(folder));
  expect(isOutsideProject(outdir)).toBe(false);
});

test.each(['../elsewhere/terraform', '/elsewhere/dist/terraform'])(
  '%s is outside, and its text the same as in dist',
  (outdir) => {
    expect(isOutsideProject(outdir)).toBe(true);
    expect(levelsToState(outdir)).toBe(levelsToState('dist/terraform'));
  },
);
