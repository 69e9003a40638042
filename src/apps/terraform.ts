import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../errors';
import { writeStacks } from '../gcp/app';
import { notesText } from '../report/faults';
import { findingsIn, passes } from './findings';
import { synthesize } from './outputs';
import { lostProtections, stackTextsIn } from './protections';
import { run } from './run';
import { stateFaults } from './state';
import { writing } from './system-refusal';
import { loadTargets, stacksOf } from './targets';

/** What `cdktf synth` and `cdktf deploy` run; the latter applies what it finds in the folder. */
void run(() => {
  const { targets, notes } = loadTargets(process.cwd(), []);
  process.stderr.write(notesText(notes));
  const outdir = process.env['CDKTF_OUTDIR'] ?? 'dist/terraform';
  if (!passes(findingsIn(synthesize(targets), targets, 'dist'))) return;
  const faults = stateFaults(outdir, targets);
  if (faults.length > 0) throw new UserError(faults);
  const aside = writing(tmpdir(), () => mkdtempSync(join(tmpdir(), 'milvus-l7-terraform-')));
  try {
    writing(aside, () => writeStacks(aside, stacksOf(targets), outdir));
    refuseLostProtections(outdir, aside);
    writing(outdir, () => {
      mkdirSync(outdir, { recursive: true });
      cpSync(aside, outdir, { recursive: true });
    });
  } finally {
    rmSync(aside, { recursive: true });
  }
});

function refuseLostProtections(outdir: string, aside: string): void {
  const after = stackTextsIn(join(aside, 'stacks'));
  const faults = [...stackTextsIn(join(outdir, 'stacks'))].flatMap(([stack, before]) =>
    lostProtections(join(outdir, 'stacks', stack, 'cdk.tf.json'), before, after.get(stack)),
  );
  if (faults.length > 0) throw new UserError(faults);
}
