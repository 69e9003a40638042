import { mkdirSync } from 'node:fs';
import { writeStacks } from '../gcp/app';
import { notesText } from '../report/faults';
import { run } from './run';
import { loadTargets, stacksOf } from './targets';

/** What `cdktf synth` and `cdktf deploy` run. */
void run(() => {
  const { targets, notes } = loadTargets(process.cwd(), []);
  process.stderr.write(notesText(notes));
  const outdir = process.env['CDKTF_OUTDIR'] ?? 'dist/terraform';
  mkdirSync(outdir, { recursive: true }); // cdktf makes only the last folder
  writeStacks(outdir, stacksOf(targets));
});
