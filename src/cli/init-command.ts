import { type Command, Option } from 'commander';
import { exitingWith } from '../apps/run';
import type { InitOptions } from './init';

/** `milvus-l7 init` */
export function addInit(program: Command): void {
  program
    .command('init')
    .description('Write the file of an environment, from what runs or anew.')
    .argument('<name>', 'of the environment: environments/<name>.yaml')
    .addOption(
      new Option('--release <name>', 'the Helm release; several times for several')
        .argParser((name: string, names: string[]) => [...names, name])
        .default([], 'milvus'),
    )
    .option('--namespace <name>', 'of Milvus (default: default)')
    .option('--host <name>', 'the DNS name that clients use')
    .option('--project <id>', 'the Google Cloud project')
    .option('--region <name>', 'its region (default: us-west1)')
    .option('--context <name>', 'a context of your KUBECONFIG (default: the current one)')
    .option('--no-cluster', 'do not look at what runs')
    .addHelpText('after', HELP)
    .action((name: string, options: InitOptions) =>
      exitingWith(async () => (await import('./init')).init(process.cwd(), name, options)),
    );
}

const HELP = `
With a cluster and helm it reads the release of Milvus that runs: the file then
stands for that, values/ has what its user supplied, and secrets/ what of it is
secret. It changes nothing there, and says what the environment would change.

What is not answered stands in the file as a comment, to be filled in. Nothing
is overwritten. In a project without them it also writes cdk8s.yaml, cdktf.json,
lines of .gitignore and the npm scripts synth and lint.

Examples:
  milvus-l7 init staging --project my-project --host milvus.example.com
  milvus-l7 init tenants --release one --release two --no-cluster
  milvus-l7 init production --namespace milvus --release my-release

Exit code: 0 written, 1 a file is in the way or the cluster does not answer,
2 wrong use, 70 a bug.`;
