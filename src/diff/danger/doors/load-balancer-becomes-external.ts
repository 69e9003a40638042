import { GATEWAY_CLASS_OF } from '../../../gke/load-balancer-classes';
import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { gatewaysIn, ingressesIn } from '../../edge';

export const loadBalancerBecomesExternal: Danger = {
  id: 'load-balancer-becomes-external',
  why: 'Milvus gets an address on the internet: whoever finds it may call, and only its password keeps them out',
  cure: 'Keep `scheme: internal`. To open it on purpose, switch `authorization` on, change the first password, and give Cloud Armor the ranges of your clients before.',
  see: PAGES.ingressInternal,
  *check(changes) {
    for (const { before, after, on } of ingressesIn(changes)) {
      if (before.class !== 'gce-internal' || after.class === 'gce-internal') continue;
      yield { on, message: 'the load balancer becomes external' };
    }
    for (const { before, after, on } of gatewaysIn(changes)) {
      if (!before.class.startsWith(GATEWAY_CLASS_OF.internal) || after.class.startsWith(GATEWAY_CLASS_OF.internal))
        continue;
      yield { on, message: 'the load balancer becomes external' };
    }
  },
};
