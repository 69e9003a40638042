import { INGRESS } from '../../../gke/annotations';
import type { Ingress } from '../../../rules/objects';
import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { textOf, valueAt } from '../../../source/plain';
import { gatewaysIn, ingressesIn } from '../../edge';
import { code } from '../../words';

export const addressChanges: Danger = {
  id: 'address-changes',
  why: 'the load balancer gets another IP address: DNS, firewalls and clients that know the old one fail until they follow',
  cure: 'Keep `loadBalancer.address`; else lower the TTL of the DNS records a day before, point them at the new address the moment it serves, and keep the old one reserved until nobody asks for it.',
  see: PAGES.ingressExternal,
  *check(changes) {
    for (const { before, after, on } of ingressesIn(changes)) {
      const [from, to] = [addressOf(before), addressOf(after)];
      if (from === to) continue;
      yield { on, message: `the address changes from ${words(from)} to ${words(to)}` };
    }
    for (const { before, after, on } of gatewaysIn(changes)) {
      const [from, to] = [before, after].map(({ spec }) => textOf(valueAt(spec, ['addresses', 0, 'value'])) ?? '');
      if (from === to) continue;
      yield { on, message: `the address changes from ${words(from ?? '')} to ${words(to ?? '')}` };
    }
  },
};

function addressOf({ annotations }: Ingress): string {
  const name = annotations[INGRESS.globalStaticIpName] ?? annotations[INGRESS.regionalStaticIpName];
  return typeof name === 'string' ? name : '';
}

function words(name: string): string {
  return name === '' ? 'one that Google picks' : `the reserved ${code(name)}`;
}
