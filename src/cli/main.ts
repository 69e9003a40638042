import { isIP } from 'node:net';
import { normalize } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import { run } from '../apps/run';
import type { DiffOptions } from './diff';
import { FORMATS, lintFiles, type LintOptions } from './lint';
import type { PasswordOptions } from './password';
import type { SecretsOptions } from './secrets';
import type { StatusOptions } from './status';
import type { VerifyOptions } from './verify';

/** A day, in milliseconds. */
const LONGEST = 24 * 3_600_000;

const CONTEXT = 'a context of your KUBECONFIG (default: the current one)';

const program = new Command('milvus-l7')
  .description('Milvus behind a Layer-7 load balancer on GKE: manifests, Helm values, Terraform JSON and a runbook.')
  .version(version)
  .exitOverride()
  .showSuggestionAfterError()
  .configureHelp({ helpWidth: 80 });

program
  .command('synth')
  .description('Write dist/ from the environments, all of it or nothing.')
  .argument('[files...]', 'environment files (default: all of environments/)')
  .option('--out <dir>', 'folder to publish into', folder, 'dist')
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
    run(async () => (await import('./synth')).synth(process.cwd(), files, options.out), `${options.out}/ is as it was`),
  );

program
  .command('lint')
  .description('Say what would break: in what the environments synthesize, or in files that are not ours.')
  .argument('[paths...]', 'files, folders, or - for standard input (default: all environments)')
  .addOption(new Option('--format <format>', 'how to tell it').choices(FORMATS).default('pretty'))
  .addOption(
    new Option('--rule <id>', 'only this rule; may stand several times')
      .argParser((id: string, ids: string[]) => [...ids, id])
      .default([], 'all'),
  )
  .option('--list', 'tell the rules instead')
  .addHelpText(
    'after',
    `
Examples:
  milvus-l7 lint                             what the environments synthesize
  milvus-l7 lint k8s/ values.yaml            objects and Helm values of yours
  helm template … | milvus-l7 lint - k8s/    a rendered chart beside them
  milvus-l7 lint --list                      every rule, and why it is one

Exit code: 0 no errors, 1 errors, 2 wrong use, 70 a bug.`,
  )
  .action((paths: string[], options: LintOptions) =>
    run(() => {
      process.exitCode = lintFiles(process.cwd(), paths, options);
    }),
  );

program
  .command('diff')
  .description('Tell what changes in dist/, by object, and what of it hurts in production.')
  .argument('[what]', 'a git ref or a folder (default: where HEAD left the default branch)')
  .addOption(
    new Option('--format <format>', 'how to tell it').choices(['pretty', 'markdown', 'json']).default('pretty'),
  )
  .option('--exit-code', 'exit 1 where there is a danger')
  .addHelpText(
    'after',
    `
Examples:
  milvus-l7 diff                       what this branch would change
  milvus-l7 diff HEAD                  what is not committed yet
  milvus-l7 diff v1.2 --exit-code      exit 1 if something hurts
  milvus-l7 diff ./old/dist            a folder: ./ makes it one
  milvus-l7 diff --format markdown     a comment for a pull request
  milvus-l7 diff --format json         for programs

Exit code: 0 fine, 1 faults or, with --exit-code, dangers, 2 wrong use,
70 a bug.`,
  )
  .action((what: string | undefined, options: DiffOptions) =>
    run(async () => {
      process.exitCode = await (await import('./diff')).diff(process.cwd(), what, options);
    }),
  );

program
  .command('status')
  .description('Say how far an environment is in its cluster, and what to do about what is not ready.')
  .argument('<env>', 'an environment, by its name or its file')
  .option('--context <name>', CONTEXT)
  .option('--watch', 'tell every change, until all is ready')
  .addOption(
    new Option('--timeout <duration>', 'how long to watch: 90s, 10m, 1h').argParser(duration).default(3_600_000, '60m'),
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
    run(async () => {
      process.exitCode = await (await import('./status')).status(process.cwd(), environment, options);
    }),
  );

program
  .command('verify')
  .description("Go a client's way to Milvus, stage by stage, and say where it ends.")
  .argument('<env>', 'an environment, by its name or its file')
  .option('--host <name>', 'only this host of the environment')
  .option('--address <ip>', 'connect there, whatever DNS says or does not say yet', address)
  .option('--port <n>', 'another port than 443', port, 443)
  .option('--write-test', 'make a collection, fill it, search in it, drop it')
  .addHelpText(
    'after',
    `
User and password come from the environment: MILVUS_TOKEN, MILVUS_USER and
MILVUS_PASSWORD, or MILVUS_URI with both in it.

Examples:
  milvus-l7 verify production                           by DNS, as clients do
  milvus-l7 verify production --address 203.0.113.7     before DNS leads there
  milvus-l7 verify production --write-test              data goes in and out
  milvus-l7 verify tenants --host one.example.com       one host of several

Exit code: 0 no stage failed, 1 one did, 2 wrong use, 70 a bug.`,
  )
  .action((environment: string, options: VerifyOptions) =>
    run(async () => {
      process.exitCode = await (await import('./verify')).verifyEnvironment(process.cwd(), environment, options);
    }),
  );

program
  .command('secrets')
  .description('Make the Secrets that an environment needs and that are missing.')
  .argument('<env>', 'an environment, by its name or its file')
  .option('--context <name>', CONTEXT)
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
    run(async () => {
      process.exitCode = await (await import('./secrets')).secrets(process.cwd(), environment, options);
    }),
  );

program
  .command('password')
  .description("Change root's first password, which everybody knows.")
  .argument('<env>', 'an environment, by its name or its file')
  .option('--context <name>', CONTEXT)
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
    run(async () => {
      process.exitCode = await (await import('./password')).password(process.cwd(), environment, options);
    }),
  );

function folder(named: string): string {
  if (named === '') throw new InvalidArgumentError('It must name a folder.');
  return normalize(named).replace(/(?<=.)[/\\]+$/, '');
}

/** Milliseconds. */
function duration(text: string): number {
  const [, number, unit = ''] = /^(\d+)([smh])$/.exec(text) ?? [];
  const milliseconds = Number(number) * ({ s: 1000, m: 60_000, h: 3_600_000 }[unit] ?? NaN);
  if (milliseconds > 0 && milliseconds <= LONGEST) return milliseconds;
  throw new InvalidArgumentError('It must be a duration such as 90s, 10m or 1h, at most 24h.');
}

function address(text: string): string {
  if (isIP(text) === 0) throw new InvalidArgumentError('It must be an IP address such as 203.0.113.7.');
  return text;
}

function port(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > 65_535) throw new InvalidArgumentError('It must be 1 to 65535.');
  return number;
}

// Whoever read has gone, as in `| head`: what runs may still have to tidy up.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.kill(process.pid, 'SIGTERM');
  process.stderr.write(`error: standard output cannot be written, got ${error.message}\n`);
  process.exit(1);
});

program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
});
