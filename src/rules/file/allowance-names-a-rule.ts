import { quote } from '../../errors';
import { nearest } from '../../source/did-you-mean';
import { ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { placeOf } from './allowance-has-a-reason';

export const allowanceNamesARule: Rule = {
  id: 'allowance-names-a-rule',
  severity: 'error',
  why: 'it allows nothing',
  cure: 'Write the id of a rule: milvus-l7 lint --list.',
  see: PAGES.lint,
  *check({ allowances, ruleIds }) {
    for (const allowance of allowances) {
      const { rule } = allowance;
      if (ruleIds.includes(rule)) continue;
      const near = nearest(rule, ruleIds);
      const message = `${quote(rule)} is no rule`;
      yield { ...placeOf(allowance), message, ...(near !== undefined && { cure: `Did you mean ${near}?` }) };
    }
  },
  examples: {
    good: [ingress({ annotations: { 'milvus-l7/allow.address-is-reserved': 'a test system' } })],
    bad: [ingress({ annotations: { 'milvus-l7/allow.adress-is-reserved': 'a test system' } })],
  },
};
