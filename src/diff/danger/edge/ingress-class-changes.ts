import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { ingressesIn } from '../../edge';
import { code } from '../../words';

export const ingressClassChanges: Danger = {
  id: 'ingress-class-changes',
  why: 'another class is another load balancer, external or internal, with another address: clients of the old one lose it',
  cure: 'Leave `loadBalancer.scheme` as it is, and make a second environment with an Ingress of its own beside it; move clients, then take the old one down.',
  see: PAGES.ingress,
  *check(changes) {
    for (const { before, after, on } of ingressesIn(changes)) {
      if (before.class === after.class) continue;
      yield {
        on,
        message: `a new load balancer: the class changes from ${code(before.class)} to ${code(after.class)}`,
      };
    }
  },
};
