import { basename, dirname } from 'node:path';
import { notesText } from '../report/faults';
import { companionsOf, manifestsOf, writeFiles } from './outputs';
import { run } from './run';
import { loadTargets } from './targets';

/** What `cdk8s synth` runs: cdk8s-cli hands over its output folder by CDK8S_OUTDIR. */
void run(() => {
  const { targets, notes } = loadTargets(process.cwd(), []);
  process.stderr.write(notesText(notes));
  const outdir = process.env['CDK8S_OUTDIR'] ?? 'dist/manifests';
  writeFiles(outdir, manifestsOf(targets));
  if (basename(outdir) === 'manifests') writeFiles(dirname(outdir), companionsOf(targets));
  else
    process.stderr.write(
      `only manifests written: Helm values and runbook go beside a folder named "manifests", got "${outdir}"\n`,
    );
});
