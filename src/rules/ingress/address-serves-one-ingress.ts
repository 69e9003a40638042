import { quote } from '../../errors';
import { INGRESS } from '../../gke/annotations';
import { ingress, together } from '../examples';
import { inOneEnvironment, titleOf } from '../item';
import type { Item } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const addressServesOneIngress: Rule = {
  id: 'address-serves-one-ingress',
  severity: 'error',
  why: 'Compute Engine refuses the second load balancer on an address; it is left half made',
  cure: 'Reserve an address for each, or put both into one Ingress.',
  see: PAGES.ingressExternal,
  *check({ ingresses }) {
    const first = new Map<string, Item[]>();
    for (const ingress of ingresses) {
      for (const key of [INGRESS.globalStaticIpName, INGRESS.regionalStaticIpName]) {
        const name = ingress.annotations[key];
        if (typeof name !== 'string' || name === '') continue;
        const before = first.get(`${key} ${name}`) ?? [];
        first.set(`${key} ${name}`, [...before, ingress]);
        // The same Ingress in two files is one object.
        const other = before.find(
          (one) => inOneEnvironment(one, ingress) && (one.name !== ingress.name || one.namespace !== ingress.namespace),
        );
        if (!other) continue;
        const message = `${quote(name)} is the address of ${titleOf(other)} too`;
        yield { on: ingress, path: ['metadata', 'annotations', key], message };
      }
    }
  },
  examples: {
    good: [ingress({ annotations: { [INGRESS.globalStaticIpName]: 'milvus' } })],
    bad: [
      together(
        ingress({ annotations: { [INGRESS.globalStaticIpName]: 'milvus' } }),
        ingress({ annotations: { [INGRESS.globalStaticIpName]: 'milvus' } }).replace('name: my', 'name: your'),
      ),
    ],
  },
};
