import { POLICY_KINDS } from '../../gke/gateway-objects';
import type { Backend } from '../backend';
import { ingress, inNamespace, service, together } from '../examples';
import { gateway, gatewayService, route } from '../gateway-examples';
import type { HttpRoute } from '../http-route';
import type { Item } from '../item';
import { PAGES } from '../pages';
import { referencesTo } from '../references';
import type { Rule } from '../rule';
import { isAnnotated, portOf, serviceFrom } from '../service';
import type { LoneService } from '../service';
import { missingFault } from '../whereabouts';

export const serviceExists: Rule = {
  id: 'service-exists',
  severity: 'error',
  why: '"could not find service": an Ingress reaches Services of its own namespace only, and one bad backend keeps all of it from being set up',
  cure: 'Put Ingress and Service into one namespace.',
  see: PAGES.ingress,
  *check(objects) {
    const backends = new Map<Item, readonly Backend[]>();
    for (const one of objects.ingresses) backends.set(one, one.routes);
    for (const one of objects.httpRoutes) backends.set(one, backendsOf(one));
    for (const reference of referencesTo('Service', objects)) {
      if (POLICY_KINDS.some((one) => one === reference.on.kind)) continue;
      const named = backends.get(reference.on) ?? [];
      const routes = named.filter(({ serviceName }) => serviceName === reference.name);
      if (routes.some((route) => route.service)) continue;
      // A Service that is not made for a load balancer is not the one that was renamed.
      const { kind } = reference.on;
      if (kind !== 'Ingress' && objects.registry.find('Service', reference.name, reference.on)) continue;
      const fits = (item: Item) => {
        if (item.name === reference.name) return true;
        const candidate = serviceFrom(item);
        return isMade(candidate, kind) && routes.every(({ port }) => portOf(candidate, port) !== undefined);
      };
      const fault = missingFault(reference, objects, fits);
      if (fault) yield kind === 'HTTPRoute' ? { cure: OF_A_ROUTE, ...fault } : fault;
    }
  },
  examples: {
    good: [together(ingress(), service()), ingress()],
    bad: [
      together(inNamespace('edge', ingress()), inNamespace('milvus', service())),
      together(gateway(), inNamespace('default', route()), inNamespace('milvus', gatewayService())),
      together(ingress(), service().replace('name: my-release-milvus', 'name: my-release-milvus-prod')),
    ],
  },
};

const OF_A_ROUTE =
  'Name its namespace in backendRefs, with a ReferenceGrant there, or put route and Service into one namespace.';

function backendsOf({ rules }: HttpRoute): readonly Backend[] {
  return rules.flatMap(({ backends }) => backends);
}

/** Whether it was made for the load balancer that names it. */
function isMade(service: LoneService, namedBy: string): boolean {
  return namedBy === 'Ingress'
    ? isAnnotated(service)
    : service.ports.some(({ appProtocol }) => appProtocol !== undefined);
}
