import { writeStacks } from '../gcp/app';
import { notesText } from '../report/faults';
import { run } from './run';
import { loadTargets, stacksOf } from './targets';

/** What `cdktf synth` and `cdktf deploy` run. */
void run(() => {
  const { targets, notes } = loadTargets(process.cwd(), []);
  process.stderr.write(notesText(notes));
  writeStacks(process.env['CDKTF_OUTDIR'] ?? 'dist/terraform', stacksOf(targets));
});
