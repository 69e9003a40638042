import { quote } from '../../errors';
import { valueAt } from '../../source/plain';
import type { Path } from '../../source/plain';
import { inNamespace, together } from '../examples';
import { gateway, route, setup } from '../gateway-examples';
import { listenersFor } from '../http-route';
import type { HttpRoute, ParentRef } from '../http-route';
import { gatewayFrom, takesHttpRoutes } from '../gateway';
import type { Listener } from '../gateway';
import { isUnread, titleOf } from '../item';
import { missingFault } from '../whereabouts';
import { PAGES } from '../pages';
import type { Objects } from '../objects';
import type { Problem, Rule } from '../rule';

const ONLY_GRPC_ROUTES = '{ name: https, port: 443, protocol: HTTPS, allowedRoutes: { kinds: [{ kind: GRPCRoute }] } }';

export const routeHasAListener: Rule = {
  id: 'route-has-a-listener',
  severity: 'error',
  why: 'no listener of the Gateway takes the route: the load balancer answers its calls with 404',
  cure: 'Name a listener of the Gateway by its name, with a hostname that the route has too.',
  see: PAGES.gatewaySpec,
  *check(objects) {
    const { httpRoutes, gateways } = objects;
    for (const httpRoute of httpRoutes) {
      let isWhole = true;
      for (const parent of httpRoute.parents) {
        if (isUnread(httpRoute, parent.path)) {
          isWhole = false;
          continue;
        }
        const fault = faultOf(parent, httpRoute);
        const isOurs = parent.gateway ? gateways.includes(parent.gateway) : parent.elsewhere !== undefined;
        if (fault && isOurs) yield { on: httpRoute, ...fault };
        const missing = renamedFault(parent, httpRoute, objects);
        if (missing) yield missing;
        isWhole &&= fault === undefined && isRead(parent) && listenersFor(parent, httpRoute).length > 0;
      }
      if (isWhole) yield* lostHostnames(httpRoute);
    }
  },
  examples: {
    good: [setup(), setup({ route: route({ parent: '{ name: milvus }' }) })],
    bad: [
      setup({ route: route({ parent: '{ name: milvus, sectionName: tls }' }) }),
      setup({ route: route({ hostnames: '[other.example.com]' }) }),
      setup({ route: route({ hostnames: '[milvus.example.com, other.example.com]' }) }),
      setup({ gateway: gateway({ listeners: [ONLY_GRPC_ROUTES] }) }),
      together(inNamespace('edge', gateway()), inNamespace('milvus', route())),
      together(
        inNamespace('edge', gateway()),
        inNamespace('milvus', route({ parent: '{ name: milvus, namespace: edge }' })),
      ),
    ],
  },
};

type Fault = Pick<Problem, 'message' | 'cure' | 'severity'> & { readonly path: Path };

/** Something else than a list of listeners is told as that: which ones were meant to be in it, nobody knows. */
function isRead({ gateway }: ParentRef): boolean {
  if (!gateway) return false;
  const listeners = ['spec', 'listeners'];
  return Array.isArray(valueAt(gateway.written ?? gateway.value, listeners)) && !isUnread(gateway, listeners);
}

const OF_A_SET = 'Write the listener into the Gateway, and its name into parentRefs.';

/** A Gateway that kustomize has given another name, and not the routes. */
function renamedFault(
  { name, gateway: found, elsewhere, path, listenerSet }: ParentRef,
  on: HttpRoute,
  objects: Objects,
) {
  if (listenerSet ?? found ?? elsewhere ?? objects.registry.find('Gateway', name, on)) return undefined;
  const reference = { on, path: [...path, 'name'], to: 'Gateway', name } as const;
  return missingFault(reference, objects, (item) => gatewayFrom(item) !== undefined);
}

/** Of several hostnames, those that no listener takes are left out in silence. */
function* lostHostnames(httpRoute: HttpRoute): Generator<Problem> {
  const { hostnames, parents } = httpRoute;
  if (parents.length === 0) return;
  for (const [index, host] of hostnames.entries()) {
    if (parents.some((parent) => listenersFor(parent, { hostnames: [host] }).length > 0)) continue;
    const message = `no listener that the route is attached to has the hostname ${quote(host)}: its calls get 404`;
    yield { on: httpRoute, path: ['spec', 'hostnames', index], message, severity: 'warning' };
  }
}

function faultOf(parent: ParentRef, httpRoute: HttpRoute): Fault | undefined {
  const { gateway: found, elsewhere, sectionName, path, listenerSet } = parent;
  if (listenerSet !== undefined) {
    const message = `a ${listenerSet} is not among what GKE supports`;
    return { path: [...path, 'kind'], message, cure: OF_A_SET, severity: 'warning' };
  }
  if (!found) {
    if (!elsewhere) return undefined;
    const cure = `Write namespace: ${elsewhere.namespace ?? ''} beside the name, and let the listener take routes from there.`;
    return {
      path: [...path, 'name'],
      message: `${quote(parent.name)} is ${titleOf(elsewhere)}, in another namespace`,
      cure,
    };
  }
  if (!isRead(parent)) return undefined;
  const named = found.listeners.filter(({ name }) => sectionName === undefined || name === sectionName);
  if (named.length === 0) {
    const names = found.listeners.flatMap(({ name }) => name ?? []).join(', ');
    const message = `Gateway ${found.name ?? ''} has no listener ${quote(sectionName)}; it has ${names || 'none with a name'}`;
    return { path: [...path, 'sectionName'], message };
  }
  if (!named.some(takesHttpRoutes)) {
    const kinds = [...new Set(named.flatMap((listener) => listener.kinds))].join(', ');
    const cure = 'Leave allowedRoutes.kinds of the listener out, or write HTTPRoute there.';
    return { path, message: `listener ${named[0]?.name ?? ''} takes routes of kind ${kinds} only`, cure };
  }
  const taken = listenersFor(parent, httpRoute);
  if (taken.length === 0) {
    const hosts = named.flatMap(({ hostname }) => hostname ?? []).map((host) => quote(host));
    // Another protocol, or another port, is told by what names it.
    if (hosts.length === 0 || httpRoute.hostnames.length === 0) return undefined;
    const message = `none of its hostnames is one of the listener's, which has ${hosts.join(', ')}`;
    return { path: ['spec', 'hostnames'], message };
  }
  if (taken.every(({ from }) => from === 'None')) {
    const cure = 'Leave allowedRoutes.namespaces of the listener out, or write from: Same.';
    return { path, message: `listener ${taken[0]?.name ?? ''} takes routes of no namespace`, cure };
  }
  const { namespace } = httpRoute;
  const shutsOut = ({ from, fromNamespace = namespace }: Listener) =>
    from === 'None' ||
    (from === 'Selector'
      ? fromNamespace !== namespace
      : from === 'Same' && (found.namespace ?? namespace) !== namespace);
  if (namespace !== undefined && taken.every(shutsOut)) {
    const only = taken.find(({ from, fromNamespace }) => from === 'Selector' && fromNamespace !== undefined);
    if (only) {
      const cure = `Write ${namespace} in the selector of the listener, or from: All.`;
      return {
        path,
        message: `listener ${only.name ?? ''} takes routes of namespace ${only.fromNamespace ?? ''} only`,
        cure,
      };
    }
    const message = `Gateway ${found.name ?? ''} takes routes of its own namespace only, ${found.namespace ?? ''}`;
    const cure = 'Write allowedRoutes: { namespaces: { from: All } } in the listener, or a selector of this namespace.';
    return { path, message, cure };
  }
  return undefined;
}
