import { stringify } from 'yaml';
import { wholeEnvironment } from './environment-checks';
import { examplesAt, knownKeysAt, placesOfKey } from './keys';
import { isBelow, pathText, problemsOf, type Issue, type Path, type Problem, type Schema } from './problems';
import { environmentSchema, type CompleteEnvironment } from './schema';

const checkedSchema = environmentSchema.check(wholeEnvironment());

/** Reads a value as an environment: complete, or every problem it has. */
export function parseEnvironment(
  value: unknown,
): { environment: CompleteEnvironment } | { problems: readonly Problem[] } {
  const result = checkedSchema.safeParse(value);
  if (result.success) return { environment: result.data };
  const schema: Schema = { knownKeysAt, placesOfKey, issuesOf: (path, instead) => issuesOf(value, path, instead) };
  return { problems: problemsOf(result.error.issues, value, schema).map((problem) => withExample(problem, value)) };
}

/** What must be something, and neither lists what it may be nor gives one, gets an example. */
function withExample(problem: Problem, value: unknown): Problem {
  const { path, onKey, message, cure } = problem;
  if (cure !== undefined || onKey || !message.startsWith('must be ') || SAYS_IT.test(message)) return problem;
  const example = examplesAt(path).find((one) => issuesOf(value, path, one).length === 0);
  if (example === undefined) return problem;
  const text = stringify(example, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  const key = path.at(-1);
  return { ...problem, cure: `e.g. ${typeof key === 'string' ? `${pathText([key])}: ` : ''}${text}` };
}

const SAYS_IT = /^must be (at (least|most)|one of|true or false)|\b(e\.g\.|such as)/;

/** What is wrong at or below a path where another value stands there, whatever else is wrong. */
function issuesOf(root: unknown, path: Path, value: unknown): readonly Issue[] {
  const { error } = checkedSchema.safeParse(withValue(root, path, value));
  return (error?.issues ?? []).filter(
    (issue) => isBelow(path, issue.path) || (issue.code === 'invalid_union' && isBelow(issue.path, path)),
  );
}

function withValue(root: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(root))
    return root.map((item: unknown, index): unknown => (index === key ? withValue(item, rest, value) : item));
  const mapping = typeof root === 'object' && root !== null ? (root as Readonly<Record<PropertyKey, unknown>>) : {};
  return { ...mapping, [key]: withValue(mapping[key], rest, value) };
}

export type { CompleteEnvironment };
