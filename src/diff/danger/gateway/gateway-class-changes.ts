import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { gatewaysIn } from '../../edge';
import { code } from '../../words';

export const gatewayClassChanges: Danger = {
  id: 'gateway-class-changes',
  why: 'another class is another load balancer, with an address, certificates and policies of its own scope: clients of the old one lose it',
  cure: 'Leave `loadBalancer.scheme` as it is, and make a second environment beside it; move clients, then take the old one down.',
  see: PAGES.gatewayClasses,
  *check(changes) {
    for (const { before, after, on } of gatewaysIn(changes)) {
      if (before.class === after.class) continue;
      const message = `a new load balancer: the class changes from ${code(before.class)} to ${code(after.class)}`;
      yield { on, message };
    }
  },
};
