import { isIP } from 'node:net';
import { normalize } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import { exitingWith, run } from '../apps/run';
import { PORT } from '../gke/network';
import { wrongUseText } from '../report/faults';
import { FORMATS } from '../report/formats/index';
import { WIDTH } from '../report/layout';
import { addClusterCommands } from './cluster-commands';
import type { DiffOptions } from './diff';
import { addInit } from './init-command';
import type { LintOptions } from './lint';
import type { SynthOptions } from './synth';
import type { VerifyOptions } from './verify';

const program = new Command('milvus-l7')
  .description('Milvus behind a Layer-7 load balancer on GKE: manifests, Helm values, Terraform JSON and a runbook.')
  .version(version)
  .exitOverride()
  .showSuggestionAfterError()
  .showHelpAfterError('milvus-l7 --help lists the commands')
  .configureHelp({ helpWidth: WIDTH })
  .configureOutput({ outputError: (text, write) => write(wrongUseText(text.trimEnd().split('\n'))) });

// For a command that there is not, commander would show the help of all and be content.
program.on('beforeHelp', () => {
  const [first, second] = program.args;
  const named = first === 'help' ? second : first;
  if (named === undefined || named.startsWith('-') || program.commands.some((one) => one.name() === named)) return;
  program.parse([named], { from: 'user' });
});

addInit(program);

program
  .command('synth')
  .description('Write dist/ from the environments, all of it or nothing.')
  .argument('[envs...]', 'environments, by name or file (default: all of environments/)')
  .option('--out <dir>', 'folder to publish into', folder, 'dist')
  .option('--check', 'write nothing; exit 1 where dist/ is stale, for hooks and CI')
  .addHelpText(
    'after',
    `
Examples:
  milvus-l7 synth
      all of environments/ into dist/
  milvus-l7 synth production
      replaces only what is of that environment
  milvus-l7 synth --check
      says what would change, and exits 1 if something would
  milvus-l7 synth --out /tmp/dist
      elsewhere, to look at it

Exit code: 0 fine, 1 the environments have faults, or --check finds
something to write, 2 wrong use, 70 a bug.`,
  )
  .action((named: string[], options: SynthOptions) =>
    run(async () => (await import('./synth')).synth(process.cwd(), named, options), `${options.out}/ is as it was`),
  );

program
  .command('lint')
  .description('Say what would break: in what the environments synthesize, or in files that are not ours.')
  .argument('[paths...]', 'files, folders, pipes, or - for standard input (default: all environments)')
  .addOption(new Option('--format <format>', 'how to tell it').choices(Object.keys(FORMATS)).default('pretty'))
  .addOption(
    new Option('--rule <id>', 'only this rule; may stand several times')
      .argParser((id: string, ids: string[]) => [...ids, id])
      .default([], 'all'),
  )
  .option('--strict', 'warnings fail too')
  .option('--list', 'tell the rules instead')
  .addHelpText(
    'after',
    `
Examples:
  milvus-l7 lint                             what the environments synthesize
  milvus-l7 lint k8s/ values.yaml            objects and Helm values of yours
  helm template … | milvus-l7 lint - k8s/    a rendered chart beside them
  milvus-l7 lint <(kustomize build prod)     what a program prints
  milvus-l7 lint --strict --format sarif     for code scanning
  milvus-l7 lint --list                      every rule, and why it is one

Exit code: 0 no errors, with --strict no warnings either, 1 some, 2 wrong use,
70 a bug.`,
  )
  .action((paths: string[], options: LintOptions) =>
    exitingWith(async () => (await import('./lint')).lintFiles(process.cwd(), paths, options)),
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
    exitingWith(async () => (await import('./diff')).diff(process.cwd(), what, options)),
  );

addClusterCommands(program);

program
  .command('verify')
  .description("Go a client's way to Milvus, stage by stage, and say where it ends.")
  .argument('<env>', 'an environment, by its name or its file')
  .option('--host <name>', 'only this host of the environment')
  .option('--address <ip>', 'connect there, whatever DNS says or does not say yet', address)
  .option('--port <n>', 'another port than 443', port, 443)
  .option('--write-test', 'make a collection, fill it, search in it, drop it')
  .addOption(new Option('--format <format>', 'how to tell it').choices(['pretty', 'json']).default('pretty'))
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
  milvus-l7 verify production --format json             for programs

Exit code: 0 no stage failed, 1 one did, 2 wrong use, 70 a bug.`,
  )
  .action((environment: string, options: VerifyOptions) =>
    exitingWith(async () => (await import('./verify')).verifyEnvironment(process.cwd(), environment, options)),
  );

for (const command of program.commands) {
  command.showHelpAfterError(`milvus-l7 ${command.name()} --help shows how it is called`);
}

function folder(named: string): string {
  if (named === '') throw new InvalidArgumentError('It must name a folder.');
  return normalize(named).replace(/(?<=.)[/\\]+$/, '');
}

function address(text: string): string {
  if (isIP(text) === 0) throw new InvalidArgumentError('It must be an IP address such as 203.0.113.7.');
  return text;
}

function port(text: string): number {
  const number = Number(text);
  const { min, max } = PORT;
  if (!/^\d+$/.test(text) || number < min || number > max)
    throw new InvalidArgumentError(`It must be ${min} to ${max}.`);
  return number;
}

// Whoever read has gone, as in `| head`: what runs may still have to tidy up.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') {
    process.kill(process.pid, 'SIGTERM');
    return;
  }
  process.stderr.write(`error: standard output cannot be written, got ${error.message}\n`);
  process.exit(1);
});

program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
});
