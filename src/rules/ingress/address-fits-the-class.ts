import { INGRESS } from '../../gke/annotations';
import { reasonAgainst } from '../../gke/load-balancer-classes';
import { ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const { globalStaticIpName: GLOBAL, regionalStaticIpName: REGIONAL } = INGRESS;

export const addressFitsTheClass: Rule = {
  id: 'address-fits-the-class',
  severity: 'error',
  why: 'the controller refuses two addresses, and does not look at one of the other kind, or gives up',
  cure: 'Name a global address for an external load balancer, a regional one for an internal or regional one.',
  see: PAGES.ingressExternal,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      const global = Boolean(ingress.annotations[GLOBAL]);
      const regional = Boolean(ingress.annotations[REGIONAL]);
      const on = (key: string, message: string) => ({ on: ingress, path: ['metadata', 'annotations', key], message });
      const reason = reasonAgainst(global ? 'globalAddress' : 'regionalAddress', ingress.class);
      if (global && regional) yield on(GLOBAL, `excludes ${REGIONAL}`);
      else if ((global || regional) && reason !== undefined) {
        yield on(global ? GLOBAL : REGIONAL, `does not work with class ${ingress.class}: ${reason}`);
      }
    }
  },
  examples: {
    good: [ingress({ annotations: { [GLOBAL]: 'milvus' } })],
    bad: [
      ingress({ annotations: { [GLOBAL]: 'milvus', [REGIONAL]: 'milvus' } }),
      ingress({ annotations: { [REGIONAL]: 'milvus' } }),
      ingress({ annotations: { [INGRESS.class]: 'gce-regional-external', [GLOBAL]: 'milvus' } }),
    ],
  },
};
