import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { YAML11_SCHEMA, load, loadAll } from 'js-yaml-5';
import { parse } from 'yaml';
import { readParts } from '../../src/source/parts';
import { objectsYaml, valuesYaml } from '../../src/source/write';
import { setupsIn } from '../rules/corpus';
import { texts } from './texts';

test('an object is spelled as cdk8s spells it', () => {
  const objects = [...setupsIn('good'), ...setupsIn('bad')]
    .flatMap(({ files }) => files.flatMap(({ file, text }) => readParts(text, file).parts))
    .filter(({ value }) => typeof value === 'object' && value !== null)
    .map(({ value }) => JSON.parse(JSON.stringify(value)) as object);
  expect(objects.length).toBeGreaterThan(500);
  for (const object of objects) expect(objectsYaml(object)).toBe(Yaml.stringify(object));
});

test('objects are apart, whatever the one before ends in', () => {
  const objects = [{ a: 'x\n\n' }, { b: '\n' }, { c: [] }];
  expect(loadAll(objectsYaml(...objects))).toEqual(objects);
  expect(objectsYaml({ a: 1 }, { b: 2 })).toBe(Yaml.stringify({ a: 1 }, { b: 2 }));
});

test.each(['=', '<<', '0o7'])('%j, which a reader of today takes for something else, is quoted', (text) => {
  expect(objectsYaml({ text })).toBe(`text: "${text}"\n`);
});

// That `e1` is a number of YAML 1.1 only the package yaml says, by which cdk8s reads, and nobody Helm values.
test.each([
  ['a manifest', objectsYaml, (text: string) => parse(text, { version: '1.1', merge: false }) as unknown],
  ['Helm values', valuesYaml, (text: string) => load(text, { schema: YAML11_SCHEMA })],
] as const)('what is read of %s is what was written, by YAML 1.1 as by 1.2', (_, write, read) => {
  const value = fc.oneof(texts, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
  const { object } = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 3 }, value, fc.array(tie('any'), { maxLength: 3 }), tie('object')),
    object: fc.dictionary(
      texts.filter((key) => !/^(__proto__$|---|\.\.\.)/.test(key)), // the last two are no keys of objects
      tie('any'),
      { maxKeys: 4 },
    ),
  }));
  fc.assert(
    fc.property(object, (one) => {
      const text = write(one);
      expect(read(text)).toEqual(one);
      expect(parse(text)).toEqual(one);
    }),
    { numRuns: 300 },
  );
});
