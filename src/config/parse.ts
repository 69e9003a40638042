import { stringify } from 'yaml';
import { isMapping } from '../source/plain';
import { wholeEnvironment } from './environment-checks';
import { examplesAt, knownKeysAt, placesOfKey } from './keys';
import { isBelow, pathText, problemsOf, valueAt, type Issue, type Path, type Problem, type Schema } from './problems';
import { environmentSchema, type CompleteEnvironment } from './schema';

const checkedSchema = environmentSchema.check(wholeEnvironment());

/** Reads a value as an environment: complete, or every problem it has. */
export function parseEnvironment(
  value: unknown,
): { environment: CompleteEnvironment } | { problems: readonly Problem[] } {
  // Without code of its own for each object, which pays after hundreds of environments only.
  const result = checkedSchema.safeParse(value, { jitless: true });
  if (result.success) return { environment: result.data };
  const schema: Schema = { knownKeysAt, placesOfKey, issuesOf: (path, instead) => issuesOf(value, path, instead) };
  return { problems: problemsOf(result.error.issues, value, schema).map((problem) => withExample(problem, value)) };
}

/** What must be something is guessed; what neither can be, nor lists what it may be, nor gives one, gets an example. */
function withExample(problem: Problem, value: unknown): Problem {
  const { path, onKey, message, cure } = problem;
  if (cure !== undefined || onKey || !message.startsWith('must be ')) return problem;
  const found = valueAt(value, path);
  const fits = (one: unknown): boolean => issuesOf(value, path, one).length === 0;
  const meant = fits(found) ? undefined : spellingsOf(found).find(fits);
  if (meant !== undefined) return { ...problem, cure: `did you mean "${meant}"?` };
  if (SAYS_IT.test(message)) return problem;
  // The form that begins with the word which was found goes first: `pre-shared`, `{ type: pre-shared, … }`.
  const examples = examplesAt(path).filter(fits);
  const example = examples.find((one) => isMapping(one) && Object.values(one).includes(found)) ?? examples[0];
  if (example === undefined) return problem;
  const text = stringify(example, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  const key = path.at(-1);
  return { ...problem, cure: `e.g. ${typeof key === 'string' ? `${pathText([key])}: ` : ''}${text}` };
}

/** What somebody may have meant who copied a text from elsewhere: a URL, a tag, a zone, a sentence. */
function spellingsOf(found: unknown): string[] {
  if (typeof found !== 'string') return [];
  const text = found.trim().toLowerCase();
  const host = text.replace(/^[a-z]+:\/\//, '').replace(/(:\d+)?(\/.*)?$/, '');
  return [text, host, host.replace(/\.$/, ''), text.replace(/^v(?=\d)/, ''), text.replace(/-[a-z]$/, '')].filter(
    Boolean,
  );
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
