import fc from 'fast-check';
import type { EditableYaml, Value } from '../../src/source/editable';
import { NewYaml } from '../../src/source/new-yaml';
import { WrittenYaml } from '../../src/source/written-yaml';
import { texts } from './texts';

test('writes a text so that YAML reads a text', () => {
  const values = new NewYaml();
  for (const [index, text] of ['plain', 'on', '123', 'a: b', "it's", '', 'two\nlines\n'].entries()) {
    values.write([`k${index}`], text);
  }
  values.write(['true'], true);
  values.write(['number'], 5);
  values.append(['list', 'inside'], { name: 'a', readOnly: true });
  values.append(['list', 'inside'], 'second');
  expect(values.toString()).toMatchInlineSnapshot(`
   k0: plain
   k1: 'on'
   k2: '123'
   k3: 'a: b'
   k4: 'it''s'
   k5: ''
   k6: |
     two
     lines
   'true': true
   number: 5
   list:
     inside:
       - name: a
         readOnly: true
       - second
  `);
});

test('is as a file that began empty and was written the same', () => {
  const key = fc.constantFrom('service', 'type', 'cloud.google.com/neg', 'user.yaml', 'on', 'with space');
  // White space at the ends, and before a line break, is spelled otherwise; that it is kept, write.test.ts proves.
  const text = fc.oneof(
    texts.filter((one) => !/^\s|[^\S\n]\n|\n\n$|[^\S\n]$|\p{Cc}(?<!\n)/u.test(one)),
    fc.constantFrom('a:\n  b: 1\n', 'a:\n\n  b: 1\n', 'a:\n  - 1'),
  );
  const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.dictionary(key, fc.oneof(text, fc.nat())));
  const step = fc.record({ path: fc.array(key, { minLength: 1, maxLength: 3 }), value, isEntry: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const both = [new NewYaml('values'), WrittenYaml.read('', NOWHERE, 'values') as WrittenYaml] as const;
      for (const one of apart(steps)) for (const yaml of both) change(yaml, one);
      const [fresh, written] = both.map((yaml) => ({
        text: yaml.toString(),
        value: yaml.toValue(),
        found: steps.map(({ path }) => seen(yaml, path)),
        leaves: [...yaml.leaves()].map(({ path, text, quoted }) => [yaml.nameOf(path), text, quoted]),
      }));
      expect(fresh).toEqual(written);
    }),
  );
});

interface Step {
  readonly path: string[];
  readonly value: Value;
  readonly isEntry: boolean;
}

const NOWHERE = () => ({ file: '', line: 1, col: 1 });

/** Without those that would write below, or into, what another one wrote: we never do. */
function apart(steps: Step[]): Step[] {
  return steps.filter(({ path, isEntry }, index) =>
    steps
      .slice(0, index)
      .every(
        (before) => !meets(path, before.path) || (isEntry && before.isEntry && path.length === before.path.length),
      ),
  );
}

function meets(one: string[], other: string[]): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.every((key, index) => key === long[index]);
}

function change(yaml: EditableYaml, { path, value, isEntry }: Step): void {
  if (isEntry) yaml.append(path, value);
  else yaml.write(path, value);
}

function seen(yaml: EditableYaml, path: string[]): unknown {
  const { kind, text, quoted } = yaml.find(path) ?? {};
  return { kind, text, quoted: kind === 'text' && quoted, entries: yaml.entries(path).map((entry) => entry.value) };
}
