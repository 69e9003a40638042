import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Fault } from '../errors';
import { UserError } from '../errors';
import { MAX_SOURCE_BYTES, readSource, type Source } from '../source/read';
import { notesOf } from './notes';
import { parseEnvironment } from './parse';
import { pathText, type Problem } from './problems';
import type { CompleteEnvironment } from './schema';

/** Where environment files are looked for. */
export const ENVIRONMENTS = 'environments';

/** An environment's name becomes file names, a Terraform stack and a construct id. */
const NAME = { pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/, maxLength: 50 };

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
  const faults: Fault[] = [];
  const notes: Fault[] = [];
  const environments: LoadedEnvironment[] = [];
  const files =
    named.length > 0 ? named.map((file) => tidy(root, resolve(root, file))) : environmentFiles(root, faults);
  const names = new Map<string, string>();
  for (const file of files) {
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

function environmentFiles(root: string, faults: Fault[]): string[] {
  let entries: string[];
  try {
    entries = readdirSync(join(root, ENVIRONMENTS)).sort();
  } catch {
    entries = [];
  }
  const yaml = entries.filter((entry) => entry.endsWith('.yaml'));
  for (const entry of entries.filter((other) => other.endsWith('.yml'))) {
    faults.push({
      at: { file: `${ENVIRONMENTS}/${entry}` },
      message: 'environment files end in .yaml, got .yml',
      cure: `git mv ${ENVIRONMENTS}/${entry} ${ENVIRONMENTS}/${entry.replace(/\.yml$/, '.yaml')}`,
    });
  }
  if (yaml.length === 0 && faults.length === 0) {
    faults.push({
      at: { file: `${ENVIRONMENTS}/` },
      message: 'no environment found',
      cure: `write ${ENVIRONMENTS}/<name>.yaml, or name the files: milvus-l7 synth FILE…`,
    });
  }
  return yaml.map((entry) => `${ENVIRONMENTS}/${entry}`);
}

function fileNameFault(file: string, name: string, earlier: string | undefined): Fault | undefined {
  if (!file.endsWith('.yaml')) {
    return { at: { file }, message: 'environment files end in .yaml', cure: 'rename it to <name>.yaml' };
  }
  if (!NAME.pattern.test(name) || name.length > NAME.maxLength) {
    return {
      at: { file },
      message: `the name must be at most ${NAME.maxLength} lower-case letters, digits and "-", starting with a letter, got "${name}"`,
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
    const parsed = parseEnvironment(source.value);
    if ('problems' in parsed) {
      into.faults.push(...parsed.problems.map((problem) => placed(source, problem)));
      into.faults.push(...fileFaults(root, file, source));
      return;
    }
    const faults = fileFaults(root, file, source);
    into.faults.push(...faults);
    if (faults.length > 0) return;
    const environment = withPathsFromRoot(root, file, parsed.environment);
    const values = new Map(
      environment.releases.flatMap(({ name: release, values: path }) =>
        path === undefined ? [] : [[release, { file: path, text: readText(root, path) }] as const],
      ),
    );
    into.notes.push(...notesOf(environment).map((problem) => placed(source, problem)));
    into.environments.push({ name, environment, values, source });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    into.faults.push(...error.faults);
  }
}

/** The files a release names, whatever else is wrong with the environment. */
function fileFaults(root: string, file: string, source: Source): Fault[] {
  const { releases } = source.value as { releases?: unknown };
  if (!Array.isArray(releases)) return [];
  return releases.flatMap((release: unknown, index) => {
    if (typeof release !== 'object' || release === null) return [];
    const { values, secretValues } = release as { values?: unknown; secretValues?: unknown };
    const faults: Fault[] = [];
    const valuesProblem = typeof values === 'string' ? unreadable(resolve(root, dirname(file), values)) : undefined;
    if (valuesProblem !== undefined) {
      faults.push(
        placed(source, {
          path: ['releases', index, 'values'],
          message: `${valuesProblem}, got ${JSON.stringify(values)}`,
          cure: `paths are relative to ${dirname(file)}/`,
        }),
      );
    }
    if (
      typeof secretValues === 'string' &&
      isInside(resolve(root, dirname(file)), resolve(root, dirname(file), secretValues))
    ) {
      faults.push(
        placed(source, {
          path: ['releases', index, 'secretValues'],
          message: `must not lie in ${dirname(file)}/, got ${JSON.stringify(secretValues)}`,
          cure: 'git keeps that folder: put it into secrets/, e.g. ../secrets/my-release.yaml',
        }),
      );
    }
    return faults;
  });
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

function readText(root: string, file: string): string {
  const path = resolve(root, file);
  const problem = unreadable(path);
  if (problem !== undefined) throw new UserError([{ at: { file }, message: problem, cure: 'check the path' }]);
  if (statSync(path).size > MAX_SOURCE_BYTES) {
    throw new UserError([
      {
        at: { file },
        message: `is over 1 MiB, got ${statSync(path).size} bytes`,
        cure: 'this is no file written by hand: check the path',
      },
    ]);
  }
  return readFileSync(path, 'utf8');
}

function unreadable(path: string): string | undefined {
  try {
    return statSync(path).isFile() ? undefined : 'must be a file';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'no such file' : 'cannot be read';
  }
}

/** As people write paths: relative to the project, with slashes. */
function tidy(root: string, path: string): string {
  return relative(root, path).split(sep).join('/');
}

function isInside(folder: string, path: string): boolean {
  return !relative(folder, path).startsWith('..');
}
