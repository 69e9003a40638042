import { newErrors, unsynthesized } from '../../src/diff/by-hand';
import type { RuleError } from '../../src/diff/by-hand';
import { summaryOf } from '../../src/diff/summary';
import { changes, edited } from './dist-of';
import { BASE, MANIFEST, prod } from './pairs';

const ERROR: RuleError = {
  rule: 'some-rule',
  environment: 'prod',
  object: 'Ingress default/milvus-a',
  path: 'spec.rules[0]',
  message: 'it is wrong',
  why: 'it breaks',
  cure: 'Mend it.',
  see: 'docs/rules.md',
};
const NOBODY = { untouched: new Set<string>(), errors: { before: [], after: [] } };
const [WRITTEN, HAND] = [prod(BASE), edited(prod(BASE), MANIFEST, 'timeoutSec: 3600', 'timeoutSec: 60')];

test('an edit comes before every other danger, with what a synthesis makes of it', () => {
  const synthesis = changes(HAND, WRITTEN);
  const { dangers } = summaryOf(changes(WRITTEN, HAND), { ...NOBODY, synthesis });
  expect(dangers.map(({ danger }) => danger)).toEqual(['dist-is-not-synthesized', 'timeout-shrinks']);
  expect(dangers[0]?.lines).toEqual([
    {
      what: 'changed',
      title: 'BackendConfig default/milvus-a-backendconfig',
      fields: [{ path: 'spec.timeoutSec', before: '60', after: '3600' }],
    },
  ]);
});

test('files that nobody touched are older than their environment', () => {
  const [told] = unsynthesized({ ...NOBODY, synthesis: changes(HAND, WRITTEN), untouched: new Set(['prod']) });
  expect(told?.message).toBe('dist/ is older than the environment `prod`: a synthesis changes');
});

test.each([
  [
    'has nothing of',
    new Map<string, string>(),
    WRITTEN,
    'dist/ has nothing of the environment `prod`: a synthesis makes',
  ],
  [
    'has too much of',
    WRITTEN,
    new Map<string, string>(),
    'dist/ has files of `prod`, which is no environment: a synthesis removes',
  ],
])('dist %s an environment', (_, dist, written, message) => {
  expect(unsynthesized({ ...NOBODY, synthesis: changes(dist, written) })).toMatchObject([{ message }]);
});

test('what a synthesis writes is no danger, nor is what nobody knows', () => {
  expect(unsynthesized({ ...NOBODY, synthesis: changes(WRITTEN, WRITTEN) })).toEqual([]);
  expect(unsynthesized(NOBODY)).toEqual([]);
});

test('an error counts where it was not before, whatever its words', () => {
  const after = [ERROR, { ...ERROR, object: 'Ingress default/other' }];
  const told = newErrors({ ...NOBODY, errors: { before: [{ ...ERROR, message: 'it was wrong' }], after } });
  expect(told).toEqual([
    {
      danger: 'new-error',
      environment: 'prod',
      on: 'Ingress default/other',
      message: 'some-rule: it is wrong',
      why: 'it breaks',
      cure: 'Mend it.',
      see: 'docs/rules.md',
    },
  ]);
});
