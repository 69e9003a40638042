import { ALLOW_ANNOTATION } from '../allowances';
import type { Allowance } from '../allowances';
import { ingress } from '../examples';
import type { Problem, Rule } from '../rule';
import { PAGES } from '../pages';

export const allowanceHasAReason: Rule = {
  id: 'allowance-has-a-reason',
  severity: 'error',
  why: 'whoever reads it later cannot tell whether it still holds; without a reason it allows nothing',
  cure: 'Write why it is fine here.',
  see: PAGES.lint,
  *check({ allowances }) {
    for (const allowance of allowances) {
      if (allowance.reason !== '') continue;
      yield { ...placeOf(allowance), message: `allows ${allowance.rule || 'nothing'} without a reason` };
    }
  },
  examples: {
    good: [ingress({ annotations: { 'milvus-l7/allow.address-is-reserved': 'a test system' } })],
    bad: [ingress({ annotations: { 'milvus-l7/allow.address-is-reserved': '' } })],
  },
};

export function placeOf({
  on,
  rule,
  at,
}: Allowance): Pick<Extract<Problem, { on: unknown }>, 'on' | 'path'> | { at: NonNullable<Allowance['at']> } {
  return at ? { at } : { on, path: ['metadata', 'annotations', `${ALLOW_ANNOTATION}${rule}`] };
}
