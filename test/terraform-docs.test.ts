import { readFileSync } from 'node:fs';
import { environmentJsonSchema } from '../src/config/keys';

interface Node {
  readonly properties?: Readonly<Record<string, Node>>;
  readonly default?: unknown;
}

const page = readFileSync('docs/terraform.md', 'utf8');
/** The second cell of each row whose first one is a key. */
const rows = new Map(
  [...page.matchAll(/^\| `([A-Za-z0-9.]+)` +\| (.*?) *\|$/gm)].map(([, key = '', value = '']) => [key, value]),
);

/** Keys below a node that have none below them, with their defaults. */
function leavesOf(node: Node | undefined, prefix = ''): [key: string, value: unknown][] {
  return Object.entries(node?.properties ?? {}).flatMap(([key, child]): [string, unknown][] =>
    child.properties ? leavesOf(child, `${prefix}${key}.`) : [[prefix + key, child.default]],
  );
}

function createOf(part: string): Node | undefined {
  const { properties } = environmentJsonSchema() as Node;
  return properties?.['gcp']?.properties?.[part]?.properties?.['create'];
}

describe.each(['network', 'cluster', 'storage'])('docs/terraform.md on gcp.%s.create', (part) => {
  test.each(leavesOf(createOf(part)))('has the default of %s', (key, value) => {
    expect(rows.has(key)).toBe(true);
    if (value !== undefined) expect(rows.get(key)).toContain(`\`${JSON.stringify(value).replace(/^"|"$/g, '')}\``);
  });
});

test('has no key that there is not', () => {
  const keys = ['network', 'cluster', 'storage'].flatMap((part) => leavesOf(createOf(part)).map(([key]) => key));
  expect([...rows.keys()].filter((key) => !keys.includes(key))).toEqual([]);
});
