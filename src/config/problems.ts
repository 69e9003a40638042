import type { z } from 'zod';
import { nearest } from '../source/did-you-mean';
import { REFUSED_KEYS } from './refused';

/** A fault of an environment, not yet placed in a file. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  /** The key itself is at fault, not its value. */
  readonly onKey?: boolean;
  readonly message: string;
  readonly cure?: string;
}

type Issue = z.core.$ZodIssue;

/** What zod found, in a reader's words. `known` gives the keys that may stand at a path. */
export function problemsOf(
  issues: readonly Issue[],
  value: unknown,
  known: (path: readonly PropertyKey[]) => readonly string[],
): Problem[] {
  // Where a key is unknown, what is said of its mapping as a whole would only tell the same again.
  const misspelt = issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => pathText(path));
  const told = issues.filter(({ code, path }) => code !== 'custom' || !misspelt.includes(pathText(path)));
  return told.flatMap((issue) => problemOf(issue, value, known));
}

/** `releases[0].host` */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}

function problemOf(
  issue: Issue,
  root: unknown,
  known: (path: readonly PropertyKey[]) => readonly string[],
): Problem | Problem[] {
  const { path } = issue;
  const found = valueAt(root, path);
  const got = found === undefined ? '' : `, got ${shown(found)}`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], known(path)));
    case 'invalid_type':
      if (found === undefined) return { path, message: 'required, but missing' };
      return {
        path,
        message: `must be ${TYPES[issue.expected] ?? issue.expected}${got}`,
        ...quoteIt(issue.expected, found),
      };
    case 'invalid_value':
      return oneOf(path, issue.values.map(String), found);
    case 'invalid_union':
      return problemsOfUnion(issue, root, known);
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

function quoteIt(expected: string, found: unknown): { cure?: string } {
  return expected === 'string' && typeof found !== 'object'
    ? { cure: `put it in quotes if it is meant: '${JSON.stringify(found)}'` }
    : {};
}

function unknownKey(path: readonly PropertyKey[], known: readonly string[]): Problem {
  const refusal = REFUSED_KEYS[pathText(path).replace(/\[\d+\]/g, '[]')];
  if (refusal) return { path, onKey: true, ...refusal };
  const key = String(path.at(-1));
  const near = nearest(key, known);
  const cure = near ? `did you mean "${near}"?` : `known here: ${known.join(', ')}`;
  return { path, onKey: true, message: 'unknown key', cure };
}

function oneOf(path: readonly PropertyKey[], allowed: readonly string[], found: unknown): Problem {
  const list = allowed.length > 1 ? `one of ${allowed.join(', ')}` : allowed.join('');
  if (found === undefined) return { path, message: `required, but missing; must be ${list}` };
  const near = typeof found === 'string' ? nearest(found, allowed) : undefined;
  return { path, message: `must be ${list}, got ${shown(found)}`, ...(near && { cure: `did you mean "${near}"?` }) };
}

/**
 * A union fails in each of its branches. A branch that fails at its root is not the one that was meant; when all do, all that
 * they would take is listed.
 */
function problemsOfUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  root: unknown,
  known: (path: readonly PropertyKey[]) => readonly string[],
): Problem[] {
  const { path } = issue;
  const branches: Issue[][] = issue.errors.map((branch) =>
    branch.map((inner) => ({ ...inner, path: [...path, ...inner.path] })),
  );
  const meant = branches.filter((branch) => !branch.some((inner) => isAtRoot(inner, path)));
  if (meant.length > 0)
    return problemsOf(
      meant.reduce((a, b) => (b.length < a.length ? b : a)),
      root,
      known,
    );
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

function isAtRoot(issue: Issue, path: readonly PropertyKey[]): boolean {
  return issue.path.length === path.length && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    root,
  );
}

function shown(value: unknown): string {
  const json = typeof value === 'bigint' ? String(value) : JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 77)}…` : json;
}
