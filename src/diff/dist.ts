import { UserError } from '../errors';
import type { Fault } from '../errors';
import { headingOf, objectsIn } from '../rules/objects';
import type { Document, Heading } from '../rules/objects';
import { readParts } from '../source/parts';
import { kubernetesArtifacts, releaseArtifact } from './objects';
import { terraformArtifacts } from './terraform';
import type { Artifact } from './artifact';

/** Texts by their path below the dist folder, e.g. `manifests/production.k8s.yaml`. */
export type Files = ReadonlyMap<string, string>;

/** A dist folder as it was read. */
export interface Dist {
  readonly files: Files;
  /** For messages: where a path stands for the reader, e.g. `main:dist/manifests/production.k8s.yaml`. */
  readonly label: (path: string) => string;
}

/** What dist says of one environment. */
export interface Environment {
  readonly name: string;
  readonly artifacts: readonly Artifact[];
  /** What rules see in it. */
  readonly objects: ReturnType<typeof objectsIn>;
}

/** Whether a file of dist is one that a diff looks at: never Terraform's state, nor what else its runs leave. */
export function isOfDist(path: string): boolean {
  return PLACES.some((place) => place.test(path));
}

const NAME = '([A-Za-z0-9][^/]*)';
const MANIFESTS = new RegExp(`^manifests/${NAME}\\.k8s\\.yaml$`);
const VALUES = new RegExp(`^helm/${NAME}/${NAME}\\.values\\.yaml$`);
const STACK = new RegExp(`^terraform/stacks/${NAME}/cdk\\.tf\\.json$`);
const RUNBOOK = new RegExp(`^runbook/${NAME}\\.md$`);
const PLACES = [MANIFESTS, VALUES, STACK, RUNBOOK];

/** The files of each environment, by its name. A stack belongs to the environment of its name, or to that before `-release`. */
export function byEnvironment(files: Files, names: ReadonlySet<string>): Map<string, Map<string, string>> {
  const environments = new Map<string, Map<string, string>>();
  for (const [path, text] of files) {
    const stack = STACK.exec(path)?.[1];
    const name = stack === undefined ? nameIn(path) : environmentOfStack(stack, names);
    if (name === undefined) continue;
    environments.set(name, (environments.get(name) ?? new Map<string, string>()).set(path, text));
  }
  return environments;
}

/** Of environments that have more than a stack. */
export function namesIn(files: Files): string[] {
  return [...files.keys()].flatMap((path) => nameIn(path) ?? []);
}

function nameIn(path: string): string | undefined {
  return [MANIFESTS, VALUES, RUNBOOK].flatMap((place) => place.exec(path)?.[1] ?? [])[0];
}

function environmentOfStack(stack: string, names: ReadonlySet<string>): string {
  const before = stack.replace(/-release$/, '');
  return !names.has(stack) && names.has(before) ? before : stack;
}

/**
 * Reads the files of one environment.
 *
 * @throws UserError for what is no YAML and no JSON
 */
export function readEnvironment(name: string, files: Files, label: Dist['label']): Environment {
  const documents: Document[] = [];
  const artifacts: Artifact[] = [];
  const faults: Fault[] = [];
  for (const [path, text] of files) {
    const release = VALUES.exec(path)?.[2];
    const stack = STACK.exec(path)?.[1];
    if (stack !== undefined)
      artifacts.push(...collect(faults, () => terraformArtifacts(name, stack, text, label(path))));
    else if (RUNBOOK.test(path)) artifacts.push(runbook(name, text));
    else {
      const { parts, faults: broken } = readParts(text, label(path), 'kubectl');
      const heading = headingFor(name, release, text);
      documents.push(...parts.map((part) => ({ part, heading })));
      if (release === undefined) artifacts.push(...kubernetesArtifacts(name, parts));
      else artifacts.push(releaseArtifact(name, release, parts[0]?.value, heading));
      faults.push(...broken);
    }
  }
  if (faults.length > 0) throw new UserError(faults);
  return { name, artifacts, objects: objectsIn(documents) };
}

/** Where a file stands tells whose it is, also for one that somebody wrote without our first line. */
function headingFor(environment: string, release: string | undefined, text: string): Heading {
  const { chart } = headingOf(text);
  return { environment, ...(release !== undefined && { release }), ...(chart !== undefined && { chart }) };
}

function runbook(environment: string, text: string): Artifact {
  return { environment, room: 'runbook', kind: 'runbook', place: '', name: environment, value: { text } };
}

function collect(faults: Fault[], read: () => Artifact[]): Artifact[] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    faults.push(...error.faults);
    return [];
  }
}
