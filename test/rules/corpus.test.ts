import { RULES } from '../../src/rules/index';
import { lint } from '../../src/rules/run';
import { setupsIn } from './corpus';
import type { Setup } from './corpus';

const now = new Date('2026-01-01T00:00:00Z');
const named = (setups: readonly Setup[]) => setups.map((setup): [string, Setup] => [setup.name, setup]);
const good = setupsIn('good');
const bad = setupsIn('bad');

test.each(named(good))('%s: no error', (_, { files }) => {
  const errors = lint(files, { now }).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ rule, at, message }) => `${at.file}:${at.line} ${rule}: ${message}`)).toEqual([]);
});

test.each(named(bad))('%s: names the defect and nothing unrelated', (_, { files, expected }) => {
  const found = lint(files, { now }).filter(({ severity }) => severity !== 'info');
  expect([...new Set(found.map(({ rule }) => rule))].sort()).toEqual(expected);
});

test('what is recommended has no warnings either', () => {
  const whole = ['all-written-out', 'values-and-manifests', 'internal', 'rendered-chart', 'two-tenants'];
  const found = good.filter(({ name }) => whole.includes(name)).flatMap(({ files }) => lint(files, { now }));
  expect(found.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule)).toEqual([]);
});

test('is large enough, and has a setup for every rule', () => {
  expect(good.length).toBeGreaterThanOrEqual(25);
  expect(bad.length).toBeGreaterThanOrEqual(80);
  const covered = new Set(bad.flatMap(({ expected }) => expected));
  // What cannot be told from files is no defect of theirs.
  const telling = RULES.filter(({ severity }) => severity !== 'info');
  expect(telling.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
});
