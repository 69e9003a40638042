import { METRICS_COLLECTORS, secondsOf } from '../../gke/managed-prometheus';
import { LOAD_BALANCER_RANGES, overlap, rangeFault } from '../../gke/ranges';
import { METRICS_PORT_NAME } from '../../milvus/metrics';
import { HEALTH } from '../../milvus/service';
import { isMapping, listOf, mappingOf, textOf } from '../../source/plain';
import type { Mapping } from '../../source/plain';
import { ingress, service, together } from '../examples';
import { together as seeEachOther } from '../item';
import type { Item } from '../item';
import type { Objects } from '../objects';
import { PAGES } from '../pages';
import { isPlaceholder } from '../placeholder';
import { podMonitoringsIn } from '../pod-monitoring';
import type { Problem, Rule } from '../rule';
import { isForIngress, isOver, opens } from '../service/network-policy-lets-in';
import { selects } from '../workload';

const monitoring = (endpoint: string) => `apiVersion: monitoring.googleapis.com/v1
kind: PodMonitoring
metadata: { name: my-release-milvus }
spec:
  selector: { matchLabels: { app.kubernetes.io/name: milvus } }
  endpoints: [${endpoint}]
`;
const policy = (from: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: my-release-milvus }
spec:
  podSelector: { matchLabels: { app.kubernetes.io/name: milvus, component: proxy } }
  ingress:
    - from: [{ ipBlock: { cidr: 35.191.0.0/16 } }, { ipBlock: { cidr: 130.211.0.0/22 } }${from}]
      ports: [{ port: 19530 }, { port: 9091 }]
    - from: [{ podSelector: {} }]
      ports: [{ port: 19529 }]
`;
const FINE = monitoring('{ port: metrics, interval: 30s }');
const BEHIND = together(ingress(), service());
const COLLECTORS =
  ', { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: gmp-system } }, podSelector: {} }';

export const collectorsReachMilvus: Rule = {
  id: 'collectors-reach-milvus',
  severity: 'warning',
  why: 'no metric of Milvus arrives, and every alert on them is blind',
  cure: `Read port ${METRICS_PORT_NAME} over http, and let pods with app.kubernetes.io/name: collector of ${METRICS_COLLECTORS.namespaces.join(' and ')} in to port ${HEALTH.port}.`,
  see: PAGES.podMonitoring,
  *check(objects) {
    for (const on of podMonitoringsIn(objects.registry)) {
      for (const [index, endpoint] of listOf(on.spec['endpoints']).entries()) {
        yield* endpointFaults(on, ['spec', 'endpoints', index], mappingOf(endpoint));
      }
      yield* shutOut(on, objects);
    }
  },
  examples: {
    good: [
      FINE,
      together(BEHIND, FINE, policy(COLLECTORS)),
      together(BEHIND, FINE, policy(', { namespaceSelector: {} }')),
      together(BEHIND, policy('')),
    ],
    bad: [
      monitoring('{ port: milvus, interval: 30s }'),
      monitoring('{ port: 9091, interval: 30s, scheme: https }'),
      monitoring('{ port: metrics, interval: 30s, timeout: 1m }'),
      together(BEHIND, FINE, policy('')),
      together(BEHIND, FINE, policy(', { namespaceSelector: {}, podSelector: { matchLabels: { app: prometheus } } }')),
    ],
  },
};

function* endpointFaults(on: Item, path: readonly (string | number)[], endpoint: Mapping): Generator<Problem> {
  const { port, scheme, interval, timeout } = endpoint;
  const ports: readonly unknown[] = [METRICS_PORT_NAME, HEALTH.port, undefined];
  if (!ports.includes(port) && !isPlaceholder(String(port))) {
    const message = `Milvus has its metrics on port ${METRICS_PORT_NAME}, which is ${HEALTH.port}, and nowhere else`;
    yield { on, path: [...path, 'port'], message };
  }
  if (scheme === 'https') {
    yield {
      on,
      path: [...path, 'scheme'],
      message: `Milvus speaks plaintext on port ${HEALTH.port}, whatever tlsMode says`,
    };
  }
  const [every, atMost] = [interval, timeout].map((one) => secondsOf(textOf(one) ?? ''));
  if (every !== undefined && atMost !== undefined && atMost > every) {
    const message = 'is longer than the interval, and the object is refused';
    yield { on, path: [...path, 'timeout'], message, cure: 'Leave it out: it is the interval then.' };
  }
}

/** A policy over the proxies that opens their port of metrics to others only. */
function* shutOut(on: Item, { services, gatewayServices, registry }: Objects): Generator<Problem> {
  const policies = registry.ofKind('NetworkPolicy').filter((one) => isForIngress(one) && seeEachOther(one, on));
  for (const service of [...services, ...gatewayServices]) {
    if (service.grpcPorts.length === 0 || !seeEachOther(on, service)) continue;
    const over = policies.filter((one) => isOver(one, service, []));
    const [first] = over;
    if (first === undefined) continue;
    const rules = over.flatMap(({ spec }) => listOf(spec['ingress'])).map(mappingOf);
    if (rules.some((rule) => opens(rule, HEALTH.port) && letsCollectorsIn(rule))) continue;
    const message = `no NetworkPolicy lets the collectors of ${on.name ?? 'a PodMonitoring'} in to port ${HEALTH.port}`;
    yield { on: first, path: ['spec', 'ingress'], message };
    return;
  }
}

function letsCollectorsIn(rule: Mapping): boolean {
  const from = listOf(rule['from']).map(mappingOf);
  return from.length === 0 || from.some(isForCollectors);
}

/** Of addresses, and of labels that a namespace may have beside its name, nobody knows; those of Google's proxies are none. */
function isForCollectors({ ipBlock, namespaceSelector, podSelector }: Mapping): boolean {
  if (isMapping(ipBlock)) {
    const cidr = textOf(ipBlock['cidr']) ?? '';
    return rangeFault(cidr) === undefined && !LOAD_BALANCER_RANGES.some((range) => overlap(cidr, range));
  }
  if (!isMapping(namespaceSelector)) return false;
  const { 'kubernetes.io/metadata.name': name, ...others } = mappingOf(namespaceSelector['matchLabels']);
  const namespaces: readonly unknown[] = METRICS_COLLECTORS.namespaces;
  if (name !== undefined && Object.keys(others).length === 0 && !namespaces.includes(name)) return false;
  return selects(mappingOf(mappingOf(podSelector)['matchLabels']), COLLECTOR_LABELS);
}

/** @see https://github.com/GoogleCloudPlatform/prometheus-engine/tree/main/charts */
const COLLECTOR_LABELS: Mapping = { ...METRICS_COLLECTORS.podLabels, app: 'managed-prometheus-collector' };
