import { ingress, service, together } from '../examples';
import type { Item } from '../item';
import { PAGES } from '../pages';
import { referencesTo } from '../references';
import type { Rule } from '../rule';
import { isAnnotated, portOf, serviceFrom } from '../service';
import { missingFault } from '../whereabouts';

const IN = (namespace: string, object: string) =>
  object.replace('metadata:\n', `metadata:\n  namespace: ${namespace}\n`);

export const serviceExists: Rule = {
  id: 'service-exists',
  severity: 'error',
  why: '"could not find service": an Ingress reaches Services of its own namespace only, and one bad backend keeps all of it from being set up',
  cure: 'Put Ingress and Service into one namespace.',
  see: PAGES.ingress,
  *check(objects) {
    for (const reference of referencesTo('Service', objects)) {
      const routes = objects.ingresses
        .filter((one) => one === reference.on)
        .flatMap((one) => one.routes)
        .filter(({ serviceName }) => serviceName === reference.name);
      if (routes.some((route) => route.service)) continue;
      // A Service that is not made for a load balancer is not the one that was renamed.
      const fits = (item: Item) => {
        if (item.name === reference.name) return true;
        const candidate = serviceFrom(item);
        return isAnnotated(candidate) && routes.every(({ port }) => portOf(candidate, port) !== undefined);
      };
      const fault = missingFault(reference, objects, fits);
      if (fault) yield fault;
    }
  },
  examples: {
    good: [together(ingress(), service()), ingress()],
    bad: [
      together(IN('edge', ingress()), IN('milvus', service())),
      together(ingress(), service().replace('name: my-release-milvus', 'name: my-release-milvus-prod')),
    ],
  },
};
