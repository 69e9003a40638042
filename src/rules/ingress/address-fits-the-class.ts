import { INGRESS } from '../../gke/annotations';
import { ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const { globalStaticIpName: GLOBAL, regionalStaticIpName: REGIONAL } = INGRESS;

export const addressFitsTheClass: Rule = {
  id: 'address-fits-the-class',
  severity: 'error',
  why: 'the controller refuses two addresses, and does not look at one of the other kind',
  cure: 'Name a global address for an external load balancer, a regional one for an internal or regional one.',
  see: PAGES.ingressExternal,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      const global = Boolean(ingress.annotations[GLOBAL]);
      const regional = Boolean(ingress.annotations[REGIONAL]);
      const on = (key: string, message: string) => ({ on: ingress, path: ['metadata', 'annotations', key], message });
      if (global && regional) yield on(GLOBAL, `excludes ${REGIONAL}`);
      else if (ingress.class === 'gce' && regional)
        yield on(REGIONAL, 'an external load balancer has a global address');
      else if (ingress.class === 'gce-internal' && global) {
        yield on(GLOBAL, 'an internal load balancer has a regional address');
      }
    }
  },
  examples: {
    good: [ingress({ annotations: { [GLOBAL]: 'milvus' } })],
    bad: [
      ingress({ annotations: { [GLOBAL]: 'milvus', [REGIONAL]: 'milvus' } }),
      ingress({ annotations: { [REGIONAL]: 'milvus' } }),
    ],
  },
};
