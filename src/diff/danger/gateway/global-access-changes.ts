import { PAGES } from '../../../rules/pages';
import { valueAt } from '../../../source/plain';
import type { Environment } from '../../dist';
import type { Danger } from '../../danger';
import { gatewaysIn } from '../../edge';
import type { Gateway } from '../../../rules/objects';

export const globalAccessChanges: Danger = {
  id: 'global-access-changes',
  why: 'Google makes the load balancer anew: nothing answers in between, up to 15 minutes',
  cure: 'Plan a window; or make a second environment with it from the beginning, and move clients there.',
  see: PAGES.gatewayPolicies,
  *check(changes) {
    for (const { before, after, on, environment } of gatewaysIn(changes)) {
      const [from, to] = [isGlobal(before, environment.before), isGlobal(after, environment.after)];
      if (from === to) continue;
      if (to) yield { on, message: 'global access is switched on' };
      else yield { on, message: 'global access is switched off', why: WHY_OFF, cure: CURE_OFF };
    }
  },
};

const WHY_OFF =
  'clients in other regions are cut off; whether Google makes the load balancer anew then too, as when it is switched on, is not documented';
const CURE_OFF = 'Move the clients of other regions first, and plan a window of 15 minutes all the same.';

function isGlobal({ name, namespace }: Gateway, { objects }: Environment): boolean {
  return objects.policies.some(
    (policy) =>
      policy.kind === 'GCPGatewayPolicy' &&
      policy.targetName === name &&
      policy.namespace === namespace &&
      valueAt(policy.settings, ['allowGlobalAccess']) === true,
  );
}
