import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { choicesBeside } from '../adopt/choices';
import { type DraftEnvironment, type Missing, missingOf } from '../adopt/draft';
import { environmentText } from '../adopt/environment-text';
import { ENVIRONMENTS } from '../config/environment-files';
import { environmentNameFault } from '../config/names';
import { parseEnvironment } from '../config/parse';
import { type Path, pathText } from '../config/problems';
import { UserError, WrongUse } from '../errors';
import type { Running } from '../adopt/running';
import { CHART } from '../milvus/chart';
import { type FirstSynth, initText } from '../report/init';
import { type InitOptions, adopted, changesOf, readRunning } from './adopt';
import { looksOf } from './looks';
import { type NewFile, writeFiles } from './new-files';
import { packagesToInstall } from './optional';
import { projectFiles } from './project-files';
import { untilSignal } from './signals';

export type { InitOptions } from './adopt';

/**
 * Writes the file of an environment, from what runs or anew, and what the project lacks beside it.
 *
 * @returns the exit code
 * @throws WrongUse for what an environment cannot say, UserError for files that are in the way
 */
export async function init(root: string, name: string, options: InitOptions): Promise<number> {
  const fault = environmentNameFault(name);
  if (fault !== undefined) throw new WrongUse([fault]);
  if (options.host !== undefined && options.release.length > 1)
    throw new WrongUse(['--host goes with one release: fill in the hosts of several in the file']);
  const file = `${ENVIRONMENTS}/${name}.yaml`;
  if (existsSync(join(root, file))) writeFiles(root, [{ file, text: '' }]); // says so before anybody is asked
  return untilSignal(undefined, async (signal) => {
    const running = await readRunning(options, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error; // what was interrupted has no answer
    });
    if (signal.aborted) return 1;
    if (running) return initFromRunning(root, name, file, running, options);
    const environment = newEnvironment(options);
    const missing = missingOf(environment);
    refuseFaults(environment, missing);
    const text = environmentText(environment, missing, schemaFor(root), choicesBeside(environment, docsFor(root)));
    writeAll(root, name, [{ file, text }], missing);
    return 0;
  });
}

function initFromRunning(root: string, name: string, file: string, running: Running, options: InitOptions): number {
  const found = adopted(root, name, running, options);
  const { missing } = found.draft;
  refuseFaults(found.environment, missing);
  const text = environmentText(found.environment, missing, schemaFor(root));
  writeAll(root, name, [{ file, text }, ...found.files], missing, () => changesOf(root, file, name, running, found));
  return 0;
}

/** The smallest that there is: what is left out is a default. The chart is not: a newer version of ours moves no Milvus. */
function newEnvironment({ project, region, namespace, host, release }: InitOptions): DraftEnvironment {
  const names = release.length === 0 ? ['milvus'] : release;
  return {
    project,
    region,
    namespace,
    releases: names.map((name) => ({ name, host, chart: CHART.defaultVersion })),
    ...(names.length > 1 && { loadBalancer: { name: 'milvus' } }),
  };
}

/** @param changes - told of the environment as it is written, where nothing that it needs is missing */
function writeAll(
  root: string,
  environment: string,
  files: readonly NewFile[],
  missing: readonly Missing[],
  changes?: () => FirstSynth,
): void {
  const project = projectFiles(root);
  const all = [...files, ...project.files];
  writeFiles(root, all, project.grown);
  const keys = missing.filter(({ required }) => required).map(({ path }) => pathText(path));
  const firstSynth = keys.length === 0 ? changes?.() : undefined; // preflight tells it later
  const written = all.map(({ file }) => file);
  process.stdout.write(
    initText(
      { environment, written, added: project.grown, missing: keys, firstSynth, install: packagesToInstall() },
      looksOf(),
    ),
  );
}

/** What the options say is their fault; that a key is missing is told when it is asked for. */
function refuseFaults(environment: DraftEnvironment, missing: readonly Missing[]): void {
  const parsed = parseEnvironment(JSON.parse(JSON.stringify(environment)));
  if (!('problems' in parsed)) return;
  const isMissing = (path: Path) => missing.some((one) => one.path.every((step, index) => path[index] === step));
  const problems = parsed.problems.filter(({ path }) => !isMissing(path));
  const wrong = problems.flatMap(({ path, message, cure }) => {
    const option = optionOf(path);
    if (option === undefined) return [];
    const isGuess = cure?.startsWith('did you mean ') ?? false; // others speak of the file
    return [isGuess ? `${option}: ${message}; ${cure}` : `${option}: ${message}`];
  });
  if (wrong.length > 0) throw new WrongUse(wrong);
  if (problems.length === 0) return;
  throw new UserError(
    problems.map(({ path, message, cure }) => ({ path: pathText(path), message, ...(cure !== undefined && { cure }) })),
  );
}

function optionOf(path: Path): string | undefined {
  const [first, , key] = path;
  if (first === 'releases') return key === 'name' ? '--release' : key === 'host' ? '--host' : undefined;
  return ['project', 'region', 'namespace'].includes(String(first)) ? `--${String(first)}` : undefined;
}

/** A clone has the schema beside its environments. */
function schemaFor(root: string): string {
  return isClone(root) ? './schema.json' : '../node_modules/milvus-gke-l7/environments/schema.json';
}

/** The page of every key, from the folder of the project. */
function docsFor(root: string): string {
  return isClone(root) ? 'docs/environment.md' : 'node_modules/milvus-gke-l7/docs/environment.md';
}

function isClone(root: string): boolean {
  return existsSync(join(root, ENVIRONMENTS, 'schema.json'));
}
