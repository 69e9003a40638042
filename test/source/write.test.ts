import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { YAML11_SCHEMA, load } from 'js-yaml-5';
import { parse } from 'yaml';
import { readParts } from '../../src/source/parts';
import { manifestYaml, valuesYaml } from '../../src/source/write';
import { setupsIn } from '../rules/corpus';
import { texts } from './texts';

test('an object is spelled as cdk8s spells it', () => {
  const objects = [...setupsIn('good'), ...setupsIn('bad')]
    .flatMap(({ files }) => files.flatMap(({ file, text }) => readParts(text, file).parts))
    .filter(({ value }) => typeof value === 'object' && value !== null)
    .map(({ value }) => JSON.parse(JSON.stringify(value)) as object);
  expect(objects.length).toBeGreaterThan(500);
  for (const object of objects) expect(manifestYaml(object)).toBe(Yaml.stringify(object));
});

test.each(['=', '<<', '0o7'])('%j, which a reader of today takes for something else, is quoted', (text) => {
  expect(manifestYaml({ text })).toBe(`text: "${text}"\n`);
});

// That `e1` is not a number of YAML 1.1 is agreed by all but cdk8s, which nobody lets read Helm values.
test.each([
  ['a manifest', manifestYaml, (text: string) => parse(text, { version: '1.1', merge: false }) as unknown],
  ['Helm values', valuesYaml, (text: string) => load(text, { schema: YAML11_SCHEMA })],
] as const)('what is read of %s is what was written, by YAML 1.1 as by 1.2', (_, write, read) => {
  const value = fc.oneof(texts, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
  const { object } = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 3 }, value, fc.array(tie('any'), { maxLength: 3 }), tie('object')),
    object: fc.dictionary(
      texts.filter((key) => key !== '__proto__'),
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
