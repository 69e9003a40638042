import type { z } from 'zod';
import { printable } from '../errors';
import { nearest } from '../source/did-you-mean';
import { REFUSED_KEYS, type Refusal } from './refused';

/** A fault of an environment, not yet placed in a file. */
export interface Problem {
  readonly path: Path;
  /** The key itself is at fault, not its value. */
  readonly onKey?: boolean;
  readonly message: string;
  readonly cure?: string;
}

export type Issue = z.core.$ZodIssue;

export type Path = readonly PropertyKey[];

/** What is asked of the schema beside its verdict. */
export interface Schema {
  /** Every key that may stand at a path. */
  readonly knownKeysAt: (path: Path) => readonly string[];
  /** Every place where a key of this name may stand. */
  readonly placesOfKey: (key: string) => readonly string[];
  /** What is wrong at or below a path where a value stands there instead of what does. */
  readonly issuesOf: (path: Path, instead: unknown) => readonly Issue[];
}

/** What zod found, in a reader's words. */
export function problemsOf(issues: readonly Issue[], value: unknown, schema: Schema): Problem[] {
  // Where a key is unknown, what is said of its mapping as a whole would only tell the same again.
  const misspelt = issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => pathText(path));
  const told = issues.filter(({ code, path }) => code !== 'custom' || !misspelt.includes(pathText(path)));
  return told.flatMap((issue) => problemOf(issue, value, schema));
}

/** `releases[0].host` */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => {
      if (typeof part === 'number') return `[${part}]`;
      return printable(String(part)) === part ? `.${part}` : `[${printable(String(part))}]`;
    })
    .join('')
    .replace(/^\./, '');
}

function problemOf(issue: Issue, root: unknown, schema: Schema): Problem | Problem[] {
  const { path } = issue;
  const found = valueAt(root, path);
  const got = found === undefined ? '' : `, got ${shown(found)}`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => unknownKey([...path, key], root, schema));
    case 'invalid_type':
      if (found === undefined) return { path, message: 'required, but missing' };
      return {
        path,
        message: `must be ${TYPES[issue.expected] ?? issue.expected}${got}`,
        ...quoteIt(issue.expected, path, found, schema),
      };
    case 'invalid_value':
      return oneOf(path, issue.values.map(String), found);
    case 'invalid_union':
      return problemsOfUnion(issue, root, schema);
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({
        path,
        onKey: true,
        message: `${message}, got ${shown(path.at(-1))}`,
      }));
    case 'too_small':
      return { path, message: `${bound(issue.message, issue.origin, `must be at least ${issue.minimum}`)}${got}` };
    case 'too_big':
      return { path, message: `${bound(issue.message, issue.origin, `must be at most ${issue.maximum}`)}${got}` };
    default: {
      const cure: unknown = issue.code === 'custom' ? issue.params?.['cure'] : undefined;
      return { path, message: `${issue.message}${got}`, ...(typeof cure === 'string' && { cure }) };
    }
  }
}

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping',
  record: 'a mapping',
  array: 'a list',
};

/** zod's own sentence starts with "Too"; ours are kept. Only numbers have a bound that reads by itself. */
function bound(message: string, origin: string, ours: string): string {
  if (!message.startsWith('Too ')) return message;
  return origin === 'string' ? 'must not be empty' : ours;
}

/** A number is not what was written: of `5.0` nothing is left but 5, which no quotes bring back. */
function quoteIt(expected: string, path: Path, found: unknown, { issuesOf }: Schema): { cure?: string } {
  const isScalar = typeof found === 'number' || typeof found === 'boolean';
  if (expected !== 'string' || !isScalar || issuesOf(path, String(found)).length > 0) return {};
  return { cure: `put it in quotes if it is meant: '${String(found)}'` };
}

function unknownKey(path: Path, root: unknown, schema: Schema): Problem[] {
  const generic = pathText(path).replace(/\[\d+\]/g, '[]');
  if (Object.hasOwn(REFUSED_KEYS, generic)) return [{ path, onKey: true, ...(REFUSED_KEYS[generic] as Refusal) }];
  const key = String(path.at(-1));
  const known = schema.knownKeysAt(path.slice(0, -1));
  if (!known.includes(key)) {
    return [{ path, onKey: true, message: 'unknown key', cure: keyCure(key, known, schema.placesOfKey(key)) }];
  }
  const message = 'does not go with the keys beside it';
  const cure = 'take it out, or those: they belong to different forms';
  return [{ path, onKey: true, message, cure }, ...problemsAlone(path, root, schema)];
}

/** What is wrong with the value of a key all the same, where the keys beside it are those to be taken out. */
function problemsAlone(path: Path, root: unknown, schema: Schema): Problem[] {
  const mapping = path.slice(0, -1);
  const alone = { [String(path.at(-1))]: valueAt(root, path) };
  const below = schema.issuesOf(mapping, alone).filter(({ code }) => code !== 'unrecognized_keys');
  return problemsOf(below, root, schema).filter((problem) => !problem.onKey && isBelow(path, problem.path));
}

function keyCure(key: string, known: readonly string[], places: readonly string[]): string {
  const near = nearest(key, known);
  if (near !== undefined) return `did you mean "${near}"?`;
  const here = `known here: ${known.join(', ')}`;
  const isTelling = places.length > 0 && places.length <= 3;
  return isTelling ? `known elsewhere: ${places.join(', ')}; ${here}` : here;
}

function oneOf(path: readonly PropertyKey[], allowed: readonly string[], found: unknown): Problem {
  const list = allowed.length > 1 ? `one of ${allowed.join(', ')}` : allowed.join('');
  if (found === undefined) return { path, message: `required, but missing; must be ${list}` };
  const near = typeof found === 'string' || typeof found === 'number' ? nearest(String(found), allowed) : undefined;
  return { path, message: `must be ${list}, got ${shown(found)}`, ...(near && { cure: `did you mean "${near}"?` }) };
}

/**
 * A union fails in each of its branches. A branch that fails at its root is not the one that was meant; of the others the
 * keys tell. When all fail there, all that they would take is listed.
 */
function problemsOfUnion(issue: Extract<Issue, { code: 'invalid_union' }>, root: unknown, schema: Schema): Problem[] {
  const { path } = issue;
  const branches: Issue[][] = issue.errors.map((branch) =>
    branch.map((inner) => ({ ...inner, path: [...path, ...inner.path] })),
  );
  const meant = branches.filter((branch) => !branch.some((inner) => isAtRoot(inner, path)));
  const words = branches.flat().filter((inner) => inner.code === 'invalid_value' && isAtRoot(inner, path));
  if (meant.length > 0) {
    const nearestFirst = meant.sort((a, b) => compare(misfit(a, root, path), misfit(b, root, path)));
    return problemsOf(nearestFirst[0] ?? [], root, schema).map((problem) => withBareForm(problem, path, words, root));
  }
  const discriminators = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
  if (discriminators.length > 0) return [oneOf(path, discriminators, valueAt(root, path))];
  const values = branches.flat().flatMap((inner) => (inner.code === 'invalid_value' ? inner.values.map(String) : []));
  const types = branches
    .flat()
    .flatMap((inner) => (inner.code === 'invalid_type' ? [TYPES[inner.expected] ?? inner.expected] : []));
  const custom = branches.flat().find((inner) => inner.code === 'custom' || inner.code === 'invalid_format');
  const found = valueAt(root, path);
  if (custom && typeof found !== 'object') return [{ path, message: `${custom.message}, got ${shown(found)}` }];
  const near = typeof found === 'string' ? nearest(found, values) : undefined;
  const list = [...new Set([...values, ...types])];
  return [
    {
      path,
      message: `must be ${list.length > 1 ? `${list.slice(0, -1).join(', ')} or ` : ''}${list.at(-1) ?? ''}, got ${shown(found)}`,
      ...(near && { cure: `did you mean "${near}"?` }),
    },
  ];
}

/** How little the keys of a mapping look like a branch's: unknown ones weigh most, then missing ones, then all else. */
function misfit(branch: readonly Issue[], root: unknown, path: readonly PropertyKey[]): readonly number[] {
  const unknown = branch.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === path.length ? issue.keys : [],
  );
  const missing = branch.filter(
    (issue) => issue.path.length === path.length + 1 && valueAt(root, issue.path) === undefined,
  );
  return [unknown.length, missing.length, branch.length];
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((number, index) => number - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** `{ type: google-managed }` where `google-managed` is written bare. */
function withBareForm(problem: Problem, path: readonly PropertyKey[], words: readonly Issue[], root: unknown): Problem {
  const found = problem.onKey ? undefined : valueAt(root, problem.path);
  const isBare = words.some((issue) => issue.code === 'invalid_value' && issue.values.some((word) => word === found));
  if (!isBare) return problem;
  const beside = Object.keys(valueAt(root, path) as object).filter((key) => key !== problem.path.at(-1));
  const without = beside.length > 0 ? `, without ${beside.join(' and ')}` : '';
  const message = `${problem.message}, which stands alone`;
  return { ...problem, message, cure: `write ${String(path.at(-1))}: ${String(found)}${without}` };
}

function isAtRoot(issue: Issue, path: readonly PropertyKey[]): boolean {
  return issue.path.length === path.length && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

/** Whether a path leads to a place at or below another. */
export function isBelow(path: Path, other: Path): boolean {
  return path.every((key, index) => key === other[index]);
}

/** Undefined where there is none. */
export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    root,
  );
}

function shown(value: unknown): string {
  const json = typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 77)}…` : json;
}
