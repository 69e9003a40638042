import { INGRESS } from '../../gke/annotations';
import { ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const addressIsReserved: Rule = {
  id: 'address-is-reserved',
  severity: 'warning',
  why: 'an Ingress that is made anew gets another address, and DNS points at the old one',
  cure: `Reserve a static address and name it in ${INGRESS.globalStaticIpName}.`,
  see: PAGES.ingressExternal,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      const names = [INGRESS.globalStaticIpName, INGRESS.regionalStaticIpName];
      if (names.some((key) => Boolean(ingress.annotations[key]))) continue;
      const cure = `Reserve a static address and name it in ${ingress.class === 'gce' ? names[0] : names[1]}.`;
      yield {
        on: ingress,
        path: ['metadata', 'name'],
        absent: ['metadata', 'annotations'],
        message: 'names no reserved address',
        cure,
      };
    }
  },
  examples: {
    good: [ingress({ annotations: { [INGRESS.globalStaticIpName]: 'milvus' } })],
    bad: [ingress()],
  },
};
