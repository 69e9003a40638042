import { quote } from '../../errors';
import { SERVICE_IMPORT } from '../../gke/gateway-policies';
import { mappingOf } from '../../source/plain';
import { inNamespace, together } from '../examples';
import { backendPolicy, gateway, gatewayService, healthCheckPolicy, route, setup } from '../gateway-examples';
import { TARGET_KINDS } from '../gateway-policy';
import type { GatewayPolicy } from '../gateway-policy';
import type { HttpRoute } from '../http-route';
import { inOneEnvironment, isUnread, titleOf } from '../item';
import type { Item } from '../item';
import { PAGES } from '../pages';
import { referencesTo } from '../references';
import type { Reference } from '../references';
import type { Problem, Rule } from '../rule';
import { serviceFrom } from '../service';
import { isInInput, missingFault } from '../whereabouts';

const TARGET = 'name: my-release-milvus-gateway';

export const policyFindsItsTarget: Rule = {
  id: 'policy-finds-its-target',
  severity: 'error',
  why: 'the policy is attached to nothing, and says so only in its own status: the load balancer keeps its defaults',
  cure: 'Write the policy into the namespace of its target, with the group, kind and name that the target has.',
  see: PAGES.gatewayPolicies,
  *check(objects) {
    const { policies, httpRoutes } = objects;
    const references = referencesTo('Service', objects);
    for (const policy of policies) {
      if (isUnread(policy, ['spec', 'targetRef'])) continue;
      const reference = references.find(({ on }) => on === policy);
      const fault =
        faultOf(policy) ??
        (reference && !isInInput(reference, objects) ? missingFault(reference, objects, isForGateways) : undefined) ??
        placeFault(policy, httpRoutes);
      if (fault) yield { on: policy, ...fault };
    }
  },
  examples: {
    good: [setup()],
    bad: [
      together(
        gateway(),
        inNamespace('milvus', route({ parent: '{ name: milvus, namespace: default }' })),
        inNamespace('milvus', gatewayService()),
        inNamespace('edge', healthCheckPolicy()),
      ),
      setup() +
        '---\n' +
        backendPolicy(undefined, { name: 'other', target: `{ group: "", kind: Gateway, name: milvus }` }),
      setup().replace(/targetRef: \{ group: ""/, 'targetRef: { group: core'),
      setup().replace(`kind: Service, ${TARGET}`, `kind: Deployment, ${TARGET}`),
    ],
  },
};

/** The Service that was renamed, or stands elsewhere: one that is not for a Gateway is meant by its name only. */
function isForGateways(item: Item, { name }: Reference): boolean {
  return item.name === name || serviceFrom(item).ports.some(({ appProtocol }) => appProtocol !== undefined);
}

/** Where the Service is not in the input, routes that lead to it tell its namespace. */
function placeFault(policy: GatewayPolicy, httpRoutes: readonly HttpRoute[]): Fault | undefined {
  const { namespace, targetName, service } = policy;
  if (service !== undefined || namespace === undefined) return undefined;
  const places = httpRoutes
    .filter((route) => inOneEnvironment(route, policy))
    .flatMap((route) => route.rules.flatMap(({ backends }) => backends.map((one) => ({ ...one, route }))))
    .filter(({ serviceName }) => serviceName === targetName)
    .map(({ namespace: written, route }) => written ?? route.namespace);
  const [first] = places;
  if (first === undefined || places.some((place) => place === undefined || place === namespace)) return undefined;
  const message = `routes lead to ${quote(targetName)} of namespace ${first}, and the policy is in ${namespace}`;
  return { path: ['spec', 'targetRef', 'name'], message, severity: 'warning' };
}

const GROUPS: Readonly<Record<string, string>> = {
  Service: '',
  [SERVICE_IMPORT.kind]: SERVICE_IMPORT.group,
  Gateway: 'gateway.networking.k8s.io',
};

type Fault = Pick<Problem, 'message' | 'cure' | 'severity'> & { readonly path: string[] };

function faultOf(policy: GatewayPolicy): Fault | undefined {
  const { kind, targetKind, targetName, service, elsewhere } = policy;
  const path = ['spec', 'targetRef'];
  const { group } = mappingOf(policy.spec['targetRef']);
  // Where routes lead to the Service of this cluster, a policy for its import does nothing.
  const isImport = targetKind === SERVICE_IMPORT.kind && TARGET_KINDS[kind] === 'Service' && !service;
  const wanted = isImport ? targetKind : TARGET_KINDS[kind];
  if (targetKind !== wanted) {
    return { path: [...path, 'kind'], message: `${kind} is for a ${wanted}, got ${quote(targetKind)}` };
  }
  const fitting = GROUPS[wanted] ?? '';
  if (group !== undefined && group !== fitting) {
    const message = `the group of a ${wanted} is ${quote(fitting)}, got ${quote(group)}`;
    return { path: [...path, 'group'], message, cure: `Write group: ${quote(fitting)}.` };
  }
  if (!elsewhere) return undefined;
  return { path: [...path, 'name'], message: `${quote(targetName)} is ${titleOf(elsewhere)}, in another namespace` };
}
