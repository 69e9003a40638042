import { Command, CommanderError } from 'commander';
import { run } from '../apps/run';
import { synth } from './synth';

const program = new Command('milvus-l7')
  .description('Milvus behind a Layer-7 load balancer on GKE: manifests, Helm values, Terraform JSON and a runbook.')
  .exitOverride()
  .showSuggestionAfterError()
  .configureHelp({ helpWidth: 80 });

program
  .command('synth')
  .description('Write dist/ from the environments, all of it or nothing.')
  .argument('[files...]', 'environment files (default: all of environments/)')
  .option('--out <dir>', 'folder to publish into', 'dist')
  .addHelpText(
    'after',
    `
Examples:
  milvus-l7 synth
      all of environments/ into dist/
  milvus-l7 synth environments/production.yaml
      replaces only what is of that environment
  milvus-l7 synth --out /tmp/dist
      elsewhere, to look at it

Exit code: 0 fine, 1 the environments have faults, 2 wrong use, 70 a bug.`,
  )
  .action((files: string[], options: { out: string }) =>
    run(() => synth(process.cwd(), files, options.out), `${options.out}/ is as it was`),
  );

program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
});
