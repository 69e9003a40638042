import { RULES } from '../../src/rules/index';
import type { Rule } from '../../src/rules/rule';
import { lint } from '../../src/rules/run';

const now = new Date('2026-01-01T00:00:00Z');
const cases = (kind: 'good' | 'bad') =>
  RULES.flatMap((rule) =>
    rule.examples[kind].map((text, index): [string, Rule, string] => [`${rule.id} ${index + 1}`, rule, text]),
  );

test.each(cases('bad'))('sees the bad example %s', (_, rule, text) => {
  const found = lint([{ file: 'example.yaml', text }], { now, rules: [rule] });
  expect(found.map(({ severity }) => severity)).not.toEqual([]);
  expect(found.map((finding) => finding.message).join()).not.toContain('the rule itself failed');
});

test.each(cases('good'))('passes the good example %s', (_, rule, text) => {
  expect(lint([{ file: 'example.yaml', text }], { now, rules: [rule] })).toEqual([]);
});

test.each(RULES.map((rule): [string, Rule] => [rule.id, rule]))('%s has all that a reader needs', (id, rule) => {
  expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/);
  expect(id.length).toBeLessThanOrEqual(50);
  expect(rule.why).toMatch(/^\S.*[^.]$/s);
  expect(rule.cure).toMatch(/^[A-Z].*\.$|milvus-l7 lint -/s);
  expect(rule.see).toMatch(/^https:\/\/|^docs\//);
  expect(rule.examples.good).not.toEqual([]);
  expect(rule.examples.bad).not.toEqual([]);
});

test('no two rules have one id', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});
