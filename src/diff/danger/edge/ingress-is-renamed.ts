import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { code } from '../../words';

export const ingressIsRenamed: Danger = {
  id: 'ingress-is-renamed',
  why: 'the controller builds a new load balancer for a new Ingress and leaves the old one running; both ask for one reserved address, and only one gets it',
  cure: 'Keep its name (`loadBalancer.name`) and namespace; else plan a window: delete the old Ingress, wait until its load balancer is gone, apply the new one.',
  see: PAGES.ingress,
  *check({ kept }) {
    for (const { changes } of kept) {
      for (const change of changes) {
        if (change.what === 'renamed' && change.after.kind === 'Ingress') {
          const [from, to] = [change.before, change.after].map(({ place, name }) => `${place}/${name}`);
          yield {
            on: change.after,
            message: `a new load balancer: the Ingress is renamed from ${code(from)} to ${code(to)}`,
          };
        }
        if (change.what === 'removed' && change.before.kind === 'Ingress') {
          yield {
            on: change.before,
            message: 'the Ingress is removed',
            why: 'kubectl apply leaves it running; a tool that prunes deletes it, and its load balancer with it',
            cure: 'Keep it until nobody calls it; delete it before the cluster, else parts of the load balancer stay behind.',
          };
        }
      }
    }
  },
};
