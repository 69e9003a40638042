import { basename, dirname } from 'node:path';
import { claim } from './published-list';
import { notesText } from '../report/faults';
import { findingsIn, passes } from './findings';
import { synthesize, writeFiles, writeOutputs } from './outputs';
import { run } from './run';
import { writing } from './system-refusal';
import { loadTargets } from './targets';

/** What `cdk8s synth` runs: cdk8s-cli empties its output folder, hands it over by CDK8S_OUTDIR, and shows our stderr. */
void run(() => {
  const { targets, notes } = loadTargets(process.cwd(), []);
  if (notes.length > 0) process.stderr.write(notesText(notes));
  const outdir = process.env['CDK8S_OUTDIR'] ?? 'dist/manifests';
  const beside = basename(outdir) === 'manifests';
  const synthesized = synthesize(targets);
  if (!passes(findingsIn(synthesized, targets, beside ? dirname(outdir) : outdir))) return;
  if (beside) {
    writing(dirname(outdir), () => claim(dirname(outdir), writeOutputs(dirname(outdir), synthesized, targets)));
    return;
  }
  const manifests = [...synthesized.files].filter(([path]) => path.startsWith('manifests/'));
  writing(outdir, () => writeFiles(outdir, new Map(manifests.map(([path, text]) => [basename(path), text]))));
  process.stderr.write(
    `only manifests written: Helm values and runbook go beside a folder named "manifests", got "${outdir}"\n`,
  );
}).then(() => {
  // Node would first finish the garbage collection that it has begun.
  if (process.stderr.writableLength === 0) process.exit();
});
