import { mkdirSync } from 'node:fs';
import { writeStacks } from '../gcp/app';
import { notesText } from '../report/faults';
import { findingsIn, passes } from './findings';
import { synthesize } from './outputs';
import { run } from './run';
import { writing } from './system-refusal';
import { loadTargets, stacksOf } from './targets';

/** What `cdktf synth` and `cdktf deploy` run. */
void run(() => {
  const { targets, notes } = loadTargets(process.cwd(), []);
  process.stderr.write(notesText(notes));
  const outdir = process.env['CDKTF_OUTDIR'] ?? 'dist/terraform';
  if (!passes(findingsIn(synthesize(targets), targets, 'dist'))) return;
  writing(outdir, () => {
    mkdirSync(outdir, { recursive: true }); // cdktf makes only the last folder
    writeStacks(outdir, stacksOf(targets));
  });
});
