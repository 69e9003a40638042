import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { code } from '../../words';

export const gatewayIsRenamed: Danger = {
  id: 'gateway-is-renamed',
  why: 'a Gateway of another name or namespace is another load balancer: the old one keeps the reserved address, and the new one is not programmed until it lets go',
  cure: 'Keep its name (`loadBalancer.name`) and namespace; else plan a window: delete the old Gateway, wait until its load balancer is gone, apply the new one.',
  see: PAGES.gateway,
  *check({ kept }) {
    for (const { changes } of kept) {
      for (const change of changes) {
        if (change.what === 'renamed' && change.after.kind === 'Gateway') {
          const { before, after } = change;
          const [from, to] = [before, after].map(({ place, name }) => code(`${place}/${name}`));
          yield { on: after, message: `a new load balancer: the Gateway is renamed from ${from} to ${to}` };
        }
        if (change.what === 'removed' && change.before.kind === 'Gateway') {
          yield {
            on: change.before,
            message: 'the Gateway is removed',
            why: 'kubectl apply leaves it running; a tool that prunes deletes it, and its load balancer with it',
            cure: 'Keep it until nobody calls it: DNS must lead elsewhere for longer than its TTL. Delete it before the cluster, else parts of the load balancer stay behind.',
          };
        }
      }
    }
  },
};
