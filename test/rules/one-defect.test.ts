import { lint } from '../../src/rules/run';
import type { Input } from '../../src/rules/run';
import { readParts } from '../../src/source/parts';
import { setupsIn } from './corpus';
import { slipsOf } from './one-defect';

const now = new Date('2026-01-01T00:00:00Z');

/** The rules of form: what an object is made of, whatever it says. */
const OF_FORM =
  /^(annotations-are-strings|api-version-is-served|fields-are-in-range|fields-are-known|fields-have-their-types)$/;

const SETUPS = [
  'all-written-out',
  'internal',
  'two-tenants',
  'gateway-header-filters',
  'gateway-internal',
  'gateway-rest-by-path',
  'gateway-route-from-another-namespace',
];
const setups = setupsIn('good').filter(({ name }) => SETUPS.includes(name));

test.each(setups)('$name: one slip of form has one finding, wherever it is', ({ files }) => {
  const read = files.map(({ file, text }) => ({
    file,
    text: '', // positions are of no concern
    values: readParts(text, file, 'kubectl').parts.map(({ value }) => value),
  }));
  const odd: string[] = [];
  for (const { title, inputs } of spoilt(read)) {
    const told = lint(inputs, { now }).map(({ rule, path = '', message }) => ({ rule, text: `${path} ${message}` }));
    if (told.length === 1 && told.every(({ rule }) => OF_FORM.test(rule))) continue;
    odd.push(`${title}: ${told.map(({ rule, text }) => `${rule} ${text}`).join('; ')}`);
  }
  expect(odd).toEqual([]);
});

type Read = Input & { readonly values: readonly unknown[] };

function* spoilt(files: readonly Read[]): Generator<{ readonly title: string; readonly inputs: readonly Input[] }> {
  for (const file of files) {
    for (const [place, object] of file.values.entries()) {
      for (const { title, value } of slipsOf(object)) {
        const values = file.values.map((one, index) => (index === place ? value : one));
        yield { title, inputs: files.map((one) => (one === file ? { ...file, values } : one)) };
      }
    }
  }
}
