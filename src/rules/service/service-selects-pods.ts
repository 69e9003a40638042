import { quote } from '../../errors';
import { isMapping } from '../../source/plain';
import { service, together } from '../examples';
import { titleOf, together as seeEachOther } from '../item';
import type { Item } from '../item';
import type { Objects } from '../objects';
import { PAGES } from '../pages';
import type { Service } from '../routed-service';
import type { Problem, Rule } from '../rule';
import type { LoneService } from '../service';
import { selects, workloadsIn } from '../workload';
import type { Workload } from '../workload';

const PROXY = `apiVersion: apps/v1
kind: Deployment
metadata: { name: my-release-milvus-proxy }
spec:
  template:
    metadata: { labels: { component: proxy } }
    spec: { containers: [{ name: proxy, ports: [{ name: milvus, containerPort: 19530 }] }] }
`;
const spec = (component: string, targetPort: string) =>
  `selector: { component: ${component} }\nports: [{ name: milvus, port: 19530, targetPort: ${targetPort} }]`;

export const serviceSelectsPods: Rule = {
  id: 'service-selects-pods',
  severity: 'error',
  why: 'a Service without pods has no endpoints: the load balancer answers every call with an error',
  cure: 'Write the selector as the labels of the pods are, and targetPort as the container calls its port.',
  see: PAGES.kubernetesService,
  *check(objects) {
    const workloads = workloadsIn(objects.registry);
    for (const service of routedServicesOf(objects)) {
      const { selector } = service.spec;
      if (service.kind !== 'Service') continue;
      const near = workloads.filter((one) => seeEachOther(one, service));
      if (!isMapping(selector) || Object.keys(selector).length === 0) {
        if (!hasEndpoints(service, objects)) yield* selectorFaults(service, near, objects);
        continue;
      }
      const selected = near.filter(({ podLabels }) => selects(selector, podLabels));
      if (selected.length > 0) yield* portFaults(service, selected);
      else yield* selectorFaults(service, near, objects);
    }
  },
  examples: {
    good: [together(service({}, spec('proxy', 'milvus')), PROXY), service({}, spec('other', 'milvus'))],
    bad: [together(service({}, spec('other', 'milvus')), PROXY), together(service({}, spec('proxy', 'grpc')), PROXY)],
  },
};

type RoutedService = LoneService & Pick<Service, 'routedPorts' | 'grpcPorts'>;

/** Each once, however many lead to it. */
function routedServicesOf({ services, gatewayServices }: Objects): RoutedService[] {
  const known = new Set(services.map(({ value }) => value));
  return [...services, ...gatewayServices.filter(({ value }) => !known.has(value))];
}

/** Pods of Milvus that another Service selects are those of another release: what this one selects is elsewhere. */
function* selectorFaults(service: RoutedService, near: readonly Workload[], { registry }: Objects): Generator<Problem> {
  if (service.grpcPorts.length === 0) return;
  const isElsewhere = ({ name, spec: { selector } }: Item, one: Workload) =>
    name !== service.name && isMapping(selector) && selects(selector, one.podLabels);
  const others = registry.ofKind('Service');
  const left = near.find(
    (one) => one.takesCalls && !others.some((other) => seeEachOther(other, one) && isElsewhere(other, one)),
  );
  if (!left) return;
  const rest = `not those of ${titleOf(left)}, which no Service selects`;
  if (isMapping(service.spec['selector'])) {
    const message = `the selector matches no pods of these files: ${rest}`;
    yield { on: service, path: ['spec', 'selector'], message };
  } else yield { on: service, path: ['spec'], message: `without a selector it has no pods: ${rest}` };
}

/** Somebody may write down by hand where a Service without a selector leads to. */
function hasEndpoints(service: RoutedService, { registry }: Objects): boolean {
  if (service.type === 'ExternalName' || registry.find('Endpoints', service.name ?? '', service)) return true;
  return registry.ofKind('EndpointSlice').some((one) => one.labels['kubernetes.io/service-name'] === service.name);
}

function* portFaults(service: RoutedService, selected: readonly Workload[]): Generator<Problem> {
  for (const { targetPort, path } of service.routedPorts) {
    // A workload that is written in short, or a patch of one, has no ports at all.
    if (typeof targetPort !== 'string' || selected.every(({ ports }) => ports.length === 0)) continue;
    if (selected.some(({ ports }) => ports.some(({ name }) => name === targetPort))) continue;
    const title = selected.map(titleOf)[0] ?? '';
    const message = `targetPort ${quote(targetPort)} is the name of no port of the containers of ${title}`;
    yield { on: service, path: [...path, 'targetPort'], message };
  }
}
