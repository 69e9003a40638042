import { type Command, InvalidArgumentError, Option } from 'commander';
import type { PasswordOptions } from './password';
import { exitingWith } from '../apps/run';
import type { PreflightOptions } from './preflight';
import type { SecretsOptions } from './secrets';
import type { StatusOptions } from './status';

/** A day, in milliseconds. */
const LONGEST = 24 * 3_600_000;

const CONTEXT = 'a context of your KUBECONFIG (default: the current one)';

/** The commands that ask a cluster, in the order in which they are run. */
export function addClusterCommands(program: Command): void {
  ofCluster(program, 'preflight', 'Say what is in the way of an environment, and what will change for whom.')
    .addOption(new Option('--format <format>', 'how to tell it').choices(['pretty', 'json']).default('pretty'))
    .addHelpText(
      'after',
      `
It asks the cluster, helm, DNS and, where it is installed, gcloud, and changes
nothing. What could not be asked is told as "not run".

Examples:
  milvus-l7 preflight production                  before the first apply
  milvus-l7 preflight production --format json    for programs

Exit code: 0 go, 1 stop or not to be asked, 2 wrong use, 70 a bug.`,
    )
    .action((environment: string, options: PreflightOptions) =>
      exitingWith(async () => (await import('./preflight')).preflight(process.cwd(), environment, options)),
    );

  ofCluster(program, 'secrets', 'Make the Secrets that an environment needs and that are missing.')
    .option('--release <name>', 'only those of this release')
    .option('--renew <name>', 'put a new key and certificate into this Secret')
    .option('--yes', 'do not ask')
    .option('--print', 'print the manifests instead, where the cluster is out of reach')
    .option('--force', 'print private keys even on a terminal')
    .addHelpText(
      'after',
      `
A Secret that is there is kept. A private key goes from here into the cluster,
and onto no disk. Certificates for clients are written to secrets/.

Examples:
  milvus-l7 secrets production                  says what is missing, and asks
  milvus-l7 secrets production --yes            for scripts
  milvus-l7 secrets production --renew milvus-tls
  milvus-l7 secrets production --print | kubectl create --filename -

Exit code: 0 all are there, 1 not, 2 wrong use, 70 a bug.`,
    )
    .action((environment: string, options: SecretsOptions) =>
      exitingWith(async () => (await import('./secrets')).secrets(process.cwd(), environment, options)),
    );

  ofCluster(program, 'password', "Change root's first password, which everybody knows.")
    .option('--release <name>', 'only of this release')
    .addHelpText(
      'after',
      `
It calls a pod of Milvus through the API server, as kubectl port-forward does,
and asks twice for the new password, which is shown nowhere. For scripts, the
variable MILVUS_NEW_PASSWORD holds it.

Examples:
  milvus-l7 password production
  milvus-l7 password tenants --release one

Exit code: 0 changed or nothing to do, 1 not changed, 2 wrong use, 70 a bug.`,
    )
    .action((environment: string, options: PasswordOptions) =>
      exitingWith(async () => (await import('./password')).password(process.cwd(), environment, options)),
    );

  ofCluster(program, 'status', 'Say how far an environment is in its cluster, and what to do about what is not ready.')
    .option('--watch', 'tell every change, until all is ready')
    .addOption(
      new Option('--timeout <duration>', 'how long to watch: 90s, 10m, 1h')
        .argParser(duration)
        .default(3_600_000, '60m'),
    )
    .addOption(new Option('--format <format>', 'how to tell it').choices(['pretty', 'json']).default('pretty'))
    .addHelpText(
      'after',
      `
Examples:
  milvus-l7 status production                            how far it is now
  milvus-l7 status production --watch                    until it is ready
  milvus-l7 status production --watch --timeout 90m      and no longer
  milvus-l7 status production --format json              for programs

Exit code: 0 ready, 1 not ready or not to be asked, 2 wrong use, 70 a bug.`,
    )
    .action((environment: string, options: StatusOptions) =>
      exitingWith(async () => (await import('./status')).status(process.cwd(), environment, options)),
    );
}

/** A command about one environment and its cluster. */
function ofCluster(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('<env>', 'an environment, by its name or its file')
    .option('--context <name>', CONTEXT);
}

/** Milliseconds. */
function duration(text: string): number {
  const [, number, unit = ''] = /^(\d+)([smh])$/.exec(text) ?? [];
  const milliseconds = Number(number) * ({ s: 1000, m: 60_000, h: 3_600_000 }[unit] ?? NaN);
  if (milliseconds > 0 && milliseconds <= LONGEST) return milliseconds;
  throw new InvalidArgumentError('It must be a duration such as 90s, 10m or 1h, at most 24h.');
}
