import { parse } from 'yaml';
import { environmentJsonSchema } from '../../src/config/keys';
import { parseEnvironment } from '../../src/config/parse';
import { type Problem, pathText } from '../../src/config/problems';
import { nearest } from '../../src/source/did-you-mean';

type Node = ReturnType<typeof environmentJsonSchema>;
type Path = readonly (string | number)[];

/** A place of an environment, and the environment with a value there and only what is required beside it. */
interface Place {
  readonly path: Path;
  readonly with: (value: unknown) => unknown;
}

/** What people write where something else belongs. */
const WRONG = [7, 1.5, -1, true, null, 'no such thing', 'my-secret', 'on', [], ['x'], [7], {}, { nonsense: 1 }];

/** What tells by itself what may stand there. */
const SAYS_IT = /^must be (at (least|most)|one of|true or false)|\b(e\.g\.|such as)/;

const required: Readonly<Record<string, unknown>> = {
  project: 'my-project',
  releases: [{ name: 'my-release', host: 'my-release.example.com' }],
};

test.each(placesIn(environmentJsonSchema()).map((place) => [pathText(place.path), place] as const))(
  'what must stand at %s is shown by a value that may',
  (_, place) => {
    for (const wrong of WRONG) {
      for (const { path, message, cure = '' } of problemsAt(place, wrong)) {
        const told = `${pathText(path)}: ${message} | ${cure}`;
        const [, example, guess] = /^e\.g\. (.*)$|^did you mean "(.*)"\?$|^put it in quotes/.exec(cure) ?? [];
        const quoted = cure.startsWith('put it in quotes') ? JSON.stringify(wrong) : undefined;
        if (message.startsWith('must be ') && !SAYS_IT.test(message)) expect(`${told} ${cure}`).toMatch(/\| ./);
        const instead = example === undefined ? (guess ?? quoted) : valueOf(example, path);
        if (instead !== undefined) expect([told, problemsAt(place, instead)]).toEqual([told, []]);
      }
    }
  },
);

test.each([
  ['TLS_1_3', ['TLS_1_0', 'TLS_1_1', 'TLS_1_2']],
  ['my-secret', ['secret', 'image']],
  ['us-west2', ['us-west1', 'us-east1']],
  ['milvus-staging', ['milvus-testing']],
])('guesses nothing for %s', (word, names) => {
  expect(nearest(word, names)).toBeUndefined();
});

function valueOf(example: string, path: readonly PropertyKey[]): unknown {
  const key = path.at(-1);
  return typeof key === 'string' ? (parse(example) as Record<string, unknown>)[key] : parse(example);
}

/** The problems of the place itself, not of what stands below it or elsewhere. */
function problemsAt(place: Place, value: unknown): Problem[] {
  const parsed = parseEnvironment(place.with(value));
  if ('environment' in parsed) return [];
  return parsed.problems.filter(({ path, onKey }) => !onKey && pathText(path) === pathText(place.path));
}

/** Every place of the schema, over all forms that it can take. */
function placesIn(root: Node): Place[] {
  const places = new Map<string, Place>();
  const visit = (node: Node, place: Place): void => {
    const name = pathText(place.path);
    if (place.path.length > 0 && !places.has(name)) places.set(name, place);
    for (const { properties = {}, items } of formsOf(node)) {
      for (const [key, inner] of Object.entries(properties)) {
        const beside = Object.keys(place.path).length === 0 ? required : {};
        const within = (value: unknown) => place.with({ ...beside, [key]: value });
        visit(inner as Node, { path: [...place.path, key], with: within });
      }
      if (items) visit(items as Node, { path: [...place.path, 0], with: (value) => place.with([value]) });
    }
  };
  visit(root, { path: [], with: (value) => value });
  return [...places.values()];
}

function formsOf(node: Node): Node[] {
  const inner = [...(node.anyOf ?? []), ...(node.oneOf ?? [])] as Node[];
  return inner.length === 0 ? [node] : inner.flatMap(formsOf);
}
