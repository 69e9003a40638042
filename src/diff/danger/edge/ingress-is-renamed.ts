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
          const { before, after } = change;
          const [from, to] = [before, after].map(({ place, name }) => code(`${place}/${name}`));
          const message = `a new load balancer: the Ingress is renamed from ${from} to ${to}`;
          yield { on: after, message, ...(before.place !== after.place && otherNamespace) };
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

const otherNamespace = {
  why: 'all of it moves to another namespace: a new load balancer beside the old one, which keeps the reserved address, and a second Milvus, empty, beside the first',
  cure: 'Keep the namespace. To move, make a second environment, copy the data, move the clients, then take the old one down.',
};
