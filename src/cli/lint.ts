import { closeSync, openSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { allowancesOf, inputsOf } from '../apps/findings';
import { synthesize } from '../apps/outputs';
import { loadTargets } from '../apps/targets';
import { WrongUse } from '../errors';
import { TELLING_KEYS } from '../milvus/values';
import { notesText } from '../report/faults';
import { findingsForGitHub, findingsJson, findingsText, rulesJson, rulesText, sumText } from '../report/findings';
import { RULES } from '../rules/index';
import type { Rule } from '../rules/rule';
import { lint } from '../rules/run';
import type { Input, Options } from '../rules/run';
import { nearest } from '../source/did-you-mean';
import { MAX_SOURCE_BYTES } from '../source/read';

export const FORMATS = ['pretty', 'json', 'github'] as const;

export interface LintOptions {
  readonly format: (typeof FORMATS)[number];
  /** Ids; none: every rule. */
  readonly rule: readonly string[];
  readonly list?: boolean;
}

/**
 * Looks at files, folders and `-`, standard input; at what the environments synthesize where none are named.
 *
 * @returns the exit code: 0 no errors, 1 errors
 * @throws WrongUse for paths and rules that there are not
 */
export function lintFiles(root: string, named: readonly string[], { format, rule: ids, list }: LintOptions): number {
  const rules = ids.length === 0 ? RULES : RULES.filter(({ id }) => ids.includes(id));
  const unknown = ids.filter((id) => !RULES.some((rule) => rule.id === id));
  if (unknown.length > 0) throw new WrongUse(unknown.map(unknownRule));
  if (list) {
    process.stdout.write(format === 'json' ? rulesJson(rules) : rulesText(rules));
    return 0;
  }
  const { inputs, allow } = named.length === 0 ? fromEnvironments(root) : fromFiles(root, named);
  return tell(inputs, { now: new Date(), rules, allow }, format);
}

interface Read {
  readonly inputs: Input[];
  readonly allow?: Options['allow'];
}

function tell(inputs: readonly Input[], options: Options, format: LintOptions['format']): number {
  const findings = lint(inputs, options);
  const colour = process.stdout.isTTY && !process.env['NO_COLOR'];
  if (format === 'json') process.stdout.write(findingsJson(findings));
  else if (format === 'github') process.stdout.write(findingsForGitHub(findings));
  else process.stdout.write(findingsText(findings, { colour }));
  process.stderr.write(`${findings.length > 0 && format === 'pretty' ? '\n' : ''}${sumText(findings, inputs.length)}`);
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function fromEnvironments(root: string): Read {
  const { targets, notes } = loadTargets(root, []);
  process.stderr.write(notesText(notes));
  return { inputs: inputsOf(synthesize(targets), 'dist'), allow: allowancesOf(targets) };
}

function fromFiles(root: string, named: readonly string[]): Read {
  const inputs = new Map<string, Input>();
  const wrong: string[] = [];
  for (const name of named) {
    if (name === '-') {
      inputs.set(name, { file: '<stdin>', text: readFileSync(0, 'utf8') });
      continue;
    }
    const path = resolve(root, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) wrong.push(`${name}: no such file or folder`);
    else if (!stat.isDirectory() && isEnvironment(textIn(path))) {
      wrong.push(`${name} is an environment: milvus-l7 lint, without it, looks at what all of them synthesize`);
    } else if (!stat.isDirectory()) inputs.set(path, { file: shown(root, path), text: textIn(path) });
    else {
      const found = filesBelow(path).filter((file) => isRelevant(file, textIn(file)));
      if (found.length === 0) wrong.push(`${name}: no Kubernetes objects and no Helm values of Milvus in it`);
      for (const file of found) inputs.set(file, { file: shown(root, file), text: textIn(file) });
    }
  }
  if (wrong.length > 0) throw new WrongUse(wrong);
  return { inputs: [...inputs.values()] };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
      if (entry.isDirectory()) return filesBelow(path);
      return /\.(ya?ml|json)$/.test(entry.name) && statSync(path).isFile() ? [path] : [];
    });
}

/** A folder holds much that is not meant: settings of other tools need not even be YAML. */
function isRelevant(file: string, text: string): boolean {
  return basename(file).endsWith('.json') ? RELEVANT_JSON.test(text) : RELEVANT.test(text);
}

const RELEVANT = new RegExp(['apiVersion', 'milvus', 'user\\.yaml', 'tlsMode', ...TELLING_KEYS].join('|'), 'i');

const RELEVANT_JSON = new RegExp(`"(${['apiVersion', 'helm_release', 'helmCharts', ...TELLING_KEYS].join('|')})"`);

function isEnvironment(text: string): boolean {
  return /^project:/m.test(text) && /^releases:/m.test(text) && !/^apiVersion:/m.test(text);
}

/** Of a file that is too large only as much as shows it. */
function textIn(path: string): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(MAX_SOURCE_BYTES + 1);
    let length = 0;
    for (let count = -1; count !== 0 && length < buffer.length; length += count) {
      count = readSync(file, buffer, length, buffer.length - length, null);
    }
    return buffer.toString('utf8', 0, length);
  } finally {
    closeSync(file);
  }
}

function shown(root: string, path: string): string {
  const fromRoot = relative(root, path).replaceAll('\\', '/');
  return fromRoot.startsWith('..') ? path : fromRoot;
}

function unknownRule(id: string): string {
  const near = nearest(
    id,
    RULES.map((rule: Rule) => rule.id),
  );
  return `--rule ${id}: no such rule${near === undefined ? '; see milvus-l7 lint --list' : `, did you mean ${near}?`}`;
}
