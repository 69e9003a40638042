import { basename, dirname, resolve } from 'node:path';
import type { Fault } from '../errors';
import { UserError } from '../errors';
import { readSource, type Source } from '../source/read';
import { environmentFiles } from './environment-files';
import { pathProblems, valuesFaults } from './file-faults';
import { readText, tidy } from './files';
import { environmentNameFault } from './names';
import { notesOf } from './notes';
import { parseEnvironment } from './parse';
import { pathText, type Problem } from './problems';
import type { CompleteEnvironment } from './schema';

export interface LoadedEnvironment {
  /** The file name without `.yaml`. */
  readonly name: string;
  /** Paths in it are relative to the project's root. */
  readonly environment: CompleteEnvironment;
  /** The text of each `values:` file, by the release's name. */
  readonly values: ReadonlyMap<string, { readonly file: string; readonly text: string }>;
  readonly source: Source;
}

export interface Loaded {
  readonly environments: readonly LoadedEnvironment[];
  /** Whatever keeps an environment out of the list. */
  readonly faults: readonly Fault[];
  /** What the reader should know and nothing fails for. */
  readonly notes: readonly Fault[];
}

/**
 * Reads environment files: those named, else all of `environments/`.
 *
 * @param root - the project's folder; every path told is relative to it
 */
export function loadEnvironments(root: string, named: readonly string[] = []): Loaded {
  const all =
    named.length > 0
      ? { files: named.map((file) => tidy(root, resolve(root, file))), faults: [] }
      : environmentFiles(root);
  const faults: Fault[] = [...all.faults];
  const notes: Fault[] = [];
  const environments: LoadedEnvironment[] = [];
  const names = new Map<string, string>();
  for (const file of all.files) {
    const name = basename(file, '.yaml');
    const fileFault = fileNameFault(file, name, names.get(name));
    names.set(name, names.get(name) ?? file);
    if (fileFault) faults.push(fileFault);
    else loadOne(root, file, name, { environments, faults, notes });
  }
  return { environments, faults, notes };
}

/** Places a problem of an environment in its file. */
export function placed(source: Source, { path, onKey, message, cure }: Problem): Fault {
  const at = onKey ? source.keyAt(path) : source.at(path);
  return { at, path: pathText(path), message, ...(cure !== undefined && { cure }) };
}

function fileNameFault(file: string, name: string, earlier: string | undefined): Fault | undefined {
  if (!file.endsWith('.yaml')) {
    return { at: { file }, message: 'environment files end in .yaml', cure: 'rename it to <name>.yaml' };
  }
  const fault = environmentNameFault(name);
  if (fault !== undefined) {
    return {
      at: { file },
      message: fault,
      cure: 'it becomes file names, a Terraform stack and a construct id: rename the file',
    };
  }
  if (earlier === undefined) return undefined;
  return { at: { file }, message: `has the same name as ${earlier}`, cure: 'rename one of them, or name it only once' };
}

function loadOne(
  root: string,
  file: string,
  name: string,
  into: { environments: LoadedEnvironment[]; faults: Fault[]; notes: Fault[] },
): void {
  try {
    const source = readSource(readText(root, file), file);
    const paths = pathProblems(root, file, source.value);
    const parsed = parseEnvironment(source.value);
    const problems = [...('problems' in parsed ? parsed.problems : []), ...paths];
    if ('problems' in parsed || problems.length > 0) {
      into.faults.push(...problems.map((problem) => placed(source, problem)));
      into.faults.push(...valuesFaults(root, file, source.value));
      return;
    }
    const environment = withPathsFromRoot(root, file, parsed.environment);
    const values = new Map(
      environment.releases.flatMap(({ name: release, values: path }) =>
        path === undefined ? [] : [[release, { file: path, text: readText(root, path) }] as const],
      ),
    );
    into.notes.push(...notesOf(environment, source.value).map((problem) => placed(source, problem)));
    into.environments.push({ name, environment, values, source });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    into.faults.push(...error.faults);
  }
}

function withPathsFromRoot(root: string, file: string, environment: CompleteEnvironment): CompleteEnvironment {
  const fromRoot = (path: string) => tidy(root, resolve(root, dirname(file), path));
  return {
    ...environment,
    releases: environment.releases.map((release) => ({
      ...release,
      ...(release.values !== undefined && { values: fromRoot(release.values) }),
      ...(release.secretValues !== undefined && { secretValues: fromRoot(release.secretValues) }),
    })),
  };
}
