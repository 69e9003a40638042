import { isDeepStrictEqual } from 'node:util';
import { backendPolicy, healthCheckPolicy, setup } from '../gateway-examples';
import { titleOf, together } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const policyStandsOnce: Rule = {
  id: 'policy-stands-once',
  severity: 'error',
  why: 'of two policies of one kind for one target the older one wins, and the other one is without effect: which that is, no file tells',
  cure: 'Write all of it into one policy.',
  see: PAGES.gatewayPolicies,
  *check({ policies }) {
    for (const [index, policy] of policies.entries()) {
      const first = policies
        .slice(0, index)
        .find(
          (one) =>
            one.kind === policy.kind &&
            one.targetKind === policy.targetKind &&
            one.targetName === policy.targetName &&
            one.name !== policy.name &&
            together(one, policy),
        );
      if (!first) continue;
      const isSame = isDeepStrictEqual(first.settings, policy.settings);
      const message = `${titleOf(first)} is for ${policy.targetKind} ${policy.targetName} too`;
      yield { on: policy, path: ['spec', 'targetRef'], message, ...(isSame && { severity: 'warning' as const }) };
    }
  },
  examples: {
    good: [setup()],
    bad: [
      setup() + '---\n' + backendPolicy('{ timeoutSec: 600, logging: { enabled: false } }', { name: 'other' }),
      setup() + '---\n' + healthCheckPolicy(undefined, { name: 'other' }),
    ],
  },
};
