import { scopeOfClass } from '../../gke/load-balancer-classes';
import { LOAD_BALANCER_RANGES, coverTogether, overlap, rangeFault } from '../../gke/ranges';
import { GRPC_PORT, HEALTH, PROXY_INTERNAL_PORT } from '../../milvus/service';
import { isMapping, listOf, mappingOf, textOf } from '../../source/plain';
import type { Mapping } from '../../source/plain';
import { ingress, service, together } from '../examples';
import type { GatewayService } from '../gateway-service';
import { together as seeEachOther } from '../item';
import type { Item } from '../item';
import { PAGES } from '../pages';
import type { Service } from '../routed-service';
import type { Problem, Rule } from '../rule';
import type { LoneService } from '../service';
import { selects, workloadsIn } from '../workload';

const policy = (rules: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: my-release-milvus }
spec:
  podSelector: { matchLabels: { app.kubernetes.io/name: milvus, component: proxy } }
  policyTypes: [Ingress]
  ingress: ${rules}
`;
const GOOGLE =
  '{ from: [{ ipBlock: { cidr: 35.191.0.0/16 } }, { ipBlock: { cidr: 130.211.0.0/22 } }], ports: [{ port: 19530 }, { port: 9091 }] }';
const INSIDE = '{ from: [{ podSelector: {} }], ports: [{ port: 19529 }] }';
const BEHIND = together(ingress(), service());

export const networkPolicyLetsIn: Rule = {
  id: 'network-policy-lets-in',
  severity: 'error',
  why: 'calls and health checks of the load balancer come from its own ranges, and other parts of Milvus call the proxies on port 19529: what no policy lets in is dropped',
  cure: `Let ${LOAD_BALANCER_RANGES.join(' and ')} in to ports 19530 and 9091, and the pods of the namespace to port 19529.`,
  see: PAGES.networkPolicy,
  *check({ services, gatewayServices, registry }) {
    const policies = registry.ofKind('NetworkPolicy').filter(isForIngress);
    if (policies.length === 0) return;
    const workloads = workloadsIn(registry);
    for (const service of [...services, ...gatewayServices]) {
      if (service.grpcPorts.length === 0) continue;
      const near = policies.filter((one) => seeEachOther(one, service));
      const pods = workloads
        .filter((one) => seeEachOther(one, service))
        .map(({ podLabels }) => podLabels)
        .filter((labels) => isMapping(service.spec['selector']) && selects(service.spec['selector'], labels));
      const over = near.filter((one) => isOver(one, service, pods));
      if (over[0]) yield* faultsOf(over[0], over, service);
    }
  },
  examples: {
    good: [together(BEHIND, policy(`[${GOOGLE}, ${INSIDE}]`)), together(BEHIND, policy('[{}]'))],
    bad: [
      together(BEHIND, policy('[{ from: [{ podSelector: {} }] }]')),
      together(BEHIND, policy(`[${GOOGLE}]`)),
      together(BEHIND, policy('[]')),
    ],
  },
};

/** Whether a policy is about what comes in. */
export function isForIngress({ apiVersion, spec }: Item): boolean {
  if (!apiVersion.startsWith('networking.k8s.io/')) return false;
  const types = listOf(spec['policyTypes']);
  return types.length === 0 || types.includes('Ingress');
}

/** Whether a policy is over the proxies: by the pods of the input, else by the labels that the chart gives them. */
export function isOver({ spec }: Item, service: LoneService, pods: readonly Mapping[]): boolean {
  const { matchLabels, matchExpressions } = mappingOf(spec['podSelector']);
  const expressions = listOf(matchExpressions).map(mappingOf);
  const selector = mappingOf(matchLabels);
  if (pods.length > 0) {
    return pods.some((labels) => selects(selector, labels) && expressions.every((one) => isMet(one, labels)));
  }
  const known: Mapping = {
    'app.kubernetes.io/name': 'milvus',
    ...service.labels,
    ...mappingOf(service.spec['selector']),
  };
  // Without the pods, nobody knows what other labels they have.
  if (expressions.some((one) => !Object.hasOwn(known, String(one['key'])) || !isMet(one, known))) return false;
  return Object.entries(selector).every(([key, value]) => {
    if (key === 'component') return ['proxy', 'standalone'].includes(String(value));
    return Object.hasOwn(known, key) ? known[key] === value : key === 'app.kubernetes.io/instance';
  });
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements */
function isMet({ key, operator, values }: Mapping, labels: Mapping): boolean {
  const label = Object.hasOwn(labels, String(key)) ? labels[String(key)] : undefined;
  if (operator === 'In') return label !== undefined && listOf(values).includes(label);
  if (operator === 'NotIn') return !listOf(values).includes(label);
  if (operator === 'Exists') return label !== undefined;
  return operator === 'DoesNotExist' && label === undefined;
}

function* faultsOf(on: Item, policies: readonly Item[], service: Service | GatewayService): Generator<Problem> {
  const rules = policies.flatMap(({ spec }) => listOf(spec['ingress'])).map(mappingOf);
  const path = ['spec', 'ingress'];
  const title = `Service ${service.serviceName ?? ''}`;
  // Calls of regional load balancers come from a subnet that only its owner knows; their health checks do not.
  const isGlobal = isReachedByGoogle(service);
  const ports = [...(isGlobal ? [GRPC_PORT.number] : []), HEALTH.port];
  const shut = ports.filter((port) => {
    const open = rules.filter((rule) => opens(rule, port));
    return LOAD_BALANCER_RANGES.some((range) => !letsIn(open, range));
  });
  if (shut.length > 0) {
    const message = `no NetworkPolicy lets ${LOAD_BALANCER_RANGES.join(' and ')} in to port ${shut.join(' and ')} of ${title}`;
    yield { on, path, message };
  }
  if (mappingOf(mappingOf(on.spec['podSelector'])['matchLabels'])['component'] === 'standalone') return;
  if (rules.some((rule) => opens(rule, PROXY_INTERNAL_PORT) && hasPods(rule))) return;
  const message = `no NetworkPolicy lets the pods of the namespace in to port ${PROXY_INTERNAL_PORT} of ${title}`;
  yield { on, path, message };
}

/** Whether calls come from Google's own ranges: of a Gateway that is not in the input, nobody knows. */
function isReachedByGoogle(service: Service | GatewayService): boolean {
  if ('ingresses' in service) return service.ingresses.every((ingress) => ingress.class === 'gce');
  return (
    service.gateways.length > 0 &&
    service.gateways.every(({ classLike }) => classLike !== undefined && scopeOfClass(classLike) === 'global')
  );
}

/** Whether a rule opens a TCP port of the proxies, by its number or its name. */
export function opens(rule: Mapping, number: number): boolean {
  const ports = listOf(rule['ports']).map(mappingOf);
  return (
    ports.length === 0 ||
    ports.some(({ port, endPort, protocol = 'TCP' }) => {
      if (protocol !== 'TCP') return false;
      if (typeof port !== 'number') return port === undefined || NAMES[number] === port;
      return port === number || (typeof endPort === 'number' && port <= number && number <= endPort);
    })
  );
}

const NAMES: Readonly<Record<number, string>> = { [GRPC_PORT.number]: GRPC_PORT.name, [HEALTH.port]: 'metrics' };

/** Ranges add up; one with a hole in what is asked for counts for nothing. */
function letsIn(rules: readonly Mapping[], range: string): boolean {
  if (rules.some(({ from }) => listOf(from).length === 0)) return true;
  const blocks = rules.flatMap(({ from }) => listOf(from)).map((peer) => mappingOf(mappingOf(peer)['ipBlock']));
  const whole = blocks.flatMap(({ cidr, except }) => {
    const outer = textOf(cidr) ?? '';
    const holes = listOf(except).map(String);
    const isHoled = holes.some((hole) => rangeFault(hole) === undefined && overlap(hole, range));
    return rangeFault(outer) === undefined && !isHoled ? outer : [];
  });
  return coverTogether(whole, range);
}

/** Which pods a selector means is not looked into: some are let in. */
function hasPods(rule: Mapping): boolean {
  const from = listOf(rule['from']).map(mappingOf);
  return (
    from.length === 0 ||
    from.some(({ podSelector, namespaceSelector, ipBlock }) => {
      if (isMapping(ipBlock)) return true;
      return isMapping(podSelector) || isMapping(namespaceSelector);
    })
  );
}
