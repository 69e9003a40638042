import { quote } from '../../errors';
import { isMapping } from '../../source/plain';
import { route, setup, gateway, gatewayService } from '../gateway-examples';
import { inNamespace, together } from '../examples';
import type { BackendRef, HttpRoute, RouteRule } from '../http-route';
import { isUnread } from '../item';
import { PAGES } from '../pages';
import { isGranted } from '../reference-grant';
import type { Registry } from '../registry';
import type { Problem, Rule } from '../rule';
import { portOf } from '../service';

const ACROSS = route({
  rule: '{ backendRefs: [{ name: my-release-milvus-gateway, namespace: milvus, port: 19530 }] }',
});
const GRANT = `apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: { name: routes, namespace: milvus }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge }]
  to: [{ group: "", kind: Service }]
`;

export const backendRefResolves: Rule = {
  id: 'backend-ref-resolves',
  severity: 'error',
  why: 'a route that leads to no port of a Service is answered with 500',
  cure: 'Name a Service of the namespace of the route, and the number of a port of it.',
  see: PAGES.gatewaySpec,
  *check({ httpRoutes, registry }) {
    for (const httpRoute of httpRoutes) {
      for (const rule of httpRoute.rules) {
        if (leadsNowhere(rule) && !isUnread(httpRoute, rule.path)) {
          const message = 'the rule has neither backendRefs nor a redirect: it answers with 500';
          yield { on: httpRoute, path: rule.path, message, cure: 'Write backendRefs.' };
        }
        for (const backend of rule.backends) {
          const fault = portFault(backend) ?? namespaceFault(backend, httpRoute, registry);
          if (fault) yield { on: httpRoute, ...fault };
        }
      }
    }
  },
  examples: {
    good: [setup(), together(gateway(), inNamespace('edge', ACROSS), inNamespace('milvus', gatewayService()), GRANT)],
    bad: [
      setup({ route: route({ rule: '{ backendRefs: [{ name: my-release-milvus-gateway }] }' }) }),
      setup({ route: route({ rule: '{ backendRefs: [{ name: my-release-milvus-gateway, port: 443 }] }' }) }),
      together(gateway(), inNamespace('edge', ACROSS), inNamespace('milvus', gatewayService())),
      together(
        gateway(),
        inNamespace('edge', ACROSS),
        inNamespace('milvus', gatewayService()),
        GRANT.replace('kind: Service', 'kind: Secret'),
      ),
    ],
  },
};

type Fault = Pick<Problem, 'message' | 'cure'> & { readonly path: BackendRef['path'] };

function leadsNowhere({ backends, filters }: RouteRule): boolean {
  // A type that is spelt otherwise is told as that.
  const answers = filters.some(
    ({ type, requestRedirect }) => type === 'RequestRedirect' || type === 'ExtensionRef' || isMapping(requestRedirect),
  );
  return backends.length === 0 && !answers;
}

function portFault({ value, path, port, service, serviceName }: BackendRef): Fault | undefined {
  if (value['port'] === undefined || value['port'] === null) {
    if ((value['kind'] ?? 'Service') !== 'Service') return undefined;
    const cure = 'Write port, the number of a port of the Service.';
    return { path, message: 'port is missing: the API server refuses the route', cure };
  }
  // The values of the chart say nothing of its other ports.
  if (!service || typeof port !== 'number' || service.kind === 'values') return undefined;
  if (service.name === undefined || isUnread(service, ['spec', 'ports'])) return undefined;
  const found = portOf(service, port);
  if (found?.number !== undefined) return undefined;
  const ports = service.ports.flatMap(({ number }) => number ?? []).join(', ');
  return {
    path: [...path, 'port'],
    message: `Service ${serviceName ?? ''} has no port ${port}; it has ${ports || 'none'}`,
  };
}

function namespaceFault(
  { namespace, path, serviceName }: BackendRef,
  httpRoute: HttpRoute,
  registry: Registry,
): Fault | undefined {
  if (namespace === undefined || httpRoute.namespace === undefined || namespace === httpRoute.namespace)
    return undefined;
  if (isGranted(httpRoute, { kind: 'Service', name: serviceName, namespace }, registry)) return undefined;
  const message = `no ReferenceGrant of these files lets routes of ${quote(httpRoute.namespace)} lead to Services of ${quote(namespace)}`;
  const cure = `Write the route into the namespace ${namespace}, or a ReferenceGrant there.`;
  return { path: [...path, 'namespace'], message, cure };
}
