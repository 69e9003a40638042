import { lstatSync, readdirSync, statSync } from 'node:fs';
import type { Dirent } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { WrongUse } from '../errors';
import { TELLING_KEYS } from '../milvus/values';
import type { Skipped } from '../report/findings';
import type { Input } from '../rules/run';
import { descriptorOf, readStart, refusalOf } from './read-start';

/** What was read of what somebody named, and what was left out. */
interface ReadInputs {
  readonly inputs: readonly Input[];
  readonly skipped: Skipped;
}

/**
 * Reads files, folders with all that is below them, pipes and `-`, standard input, each once.
 *
 * What cannot be read is an input with a fault, not an error: the others are looked at all the same.
 *
 * @throws WrongUse for what is not there, for environments, and for folders with nothing of ours
 */
export function readNamed(root: string, named: readonly string[]): ReadInputs {
  const reading = new Reading(root);
  for (const name of named) reading.add(name);
  if (reading.wrong.length > 0) throw new WrongUse(reading.wrong);
  return { inputs: [...reading.inputs.values()], skipped: reading.skipped };
}

class Reading {
  readonly inputs = new Map<string, Input>();
  readonly wrong: string[] = [];
  readonly skipped = { otherEndings: 0, nothingOfOurs: 0, hidden: 0, packages: 0, linkedFolders: 0, empty: 0 };

  constructor(private readonly root: string) {}

  add(name: string): void {
    const path = name === '-' ? '/dev/stdin' : resolve(this.root, name);
    const descriptor = descriptorOf(path);
    if (descriptor !== undefined) {
      this.addNamed(`${descriptor}`, name, descriptor);
      return;
    }
    if (!isThere(path)) {
      this.wrong.push(`${name}: no such file or folder`);
      return;
    }
    if (!isFolder(path)) {
      this.addNamed(path, name, path);
      return;
    }
    const before = this.inputs.size;
    this.addFolder(path);
    if (this.inputs.size > before || this.filesIn(path) > 0) return;
    this.wrong.push(`${name}: no Kubernetes objects and no Helm values of Milvus in it`);
  }

  private filesIn(folder: string): number {
    return [...this.inputs.keys()].filter((path) => path === folder || path.startsWith(join(folder, '/'))).length;
  }

  private addNamed(key: string, name: string, from: string | number): void {
    if (this.inputs.has(key)) return;
    const file = from === 0 ? '<stdin>' : typeof from === 'number' ? name : shown(this.root, from);
    const input = inputOf(file, from);
    if (isEnvironment(input.text)) {
      this.wrong.push(`${name} is an environment: milvus-l7 lint, without it, looks at what all of them synthesize`);
    }
    if (input.fault === undefined && input.text.trim() === '') this.skipped.empty++;
    this.inputs.set(key, input);
  }

  private addFolder(folder: string): void {
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      const file = shown(this.root, folder);
      this.inputs.set(folder, { file, text: '', fault: refusalOf(folder, error) });
      return;
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name === 'node_modules') this.skipped.packages++;
      else if (entry.name.startsWith('.')) this.skipped.hidden++;
      else if (entry.isDirectory()) this.addFolder(join(folder, entry.name));
      else this.addFound(join(folder, entry.name), entry);
    }
  }

  private addFound(path: string, entry: Dirent): void {
    if (this.inputs.has(path)) return;
    if (entry.isSymbolicLink() && isFolder(path)) this.skipped.linkedFolders++;
    else if (!/\.(ya?ml|json)$/.test(path) || !mayBeRead(path)) this.skipped.otherEndings++;
    else {
      const input = inputOf(shown(this.root, path), path);
      if (input.fault || isRelevant(path, input.text)) this.inputs.set(path, input);
      else this.skipped.nothingOfOurs++;
    }
  }
}

function inputOf(file: string, from: string | number): Input {
  try {
    return { file, text: readStart(from) };
  } catch (error) {
    return { file, text: '', fault: refusalOf(from, error) };
  }
}

/** A link that leads nowhere is there, too. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return !isErrorOf(error, 'ENOTDIR'); // whatever else refuses to tell is told when it is read
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** A pipe that lies in a folder would be waited for without end. */
function mayBeRead(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return true;
  }
}

function isErrorOf(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** A folder holds much that is not meant: settings of other tools need not even be YAML. */
function isRelevant(file: string, text: string): boolean {
  return file.endsWith('.json') ? RELEVANT_JSON.test(text) : RELEVANT.test(text);
}

const RELEVANT = new RegExp(
  ['apiVersion', 'milvus', 'user\\.yaml', 'tlsMode', 'patches', ...TELLING_KEYS].join('|'),
  'i',
);

const RELEVANT_JSON = new RegExp(`"(${['apiVersion', 'helm_release', 'helmCharts', ...TELLING_KEYS].join('|')})"`);

function isEnvironment(text: string): boolean {
  return /^project:/m.test(text) && /^releases:/m.test(text) && !/^apiVersion:/m.test(text);
}

function shown(root: string, path: string): string {
  const fromRoot = relative(root, path).replaceAll('\\', '/');
  return fromRoot.startsWith('..') ? path : fromRoot;
}
