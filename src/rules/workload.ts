import { GRPC_PORT } from '../milvus/service';
import { listOf, mappingOf, valueAt } from '../source/plain';
import type { Mapping } from '../source/plain';
import type { Item } from './item';
import type { Registry } from './registry';

const KINDS = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Pod'] as const;

/** What makes pods, and what those pods are. */
export interface Workload extends Item {
  readonly podLabels: Mapping;
  readonly ports: readonly Mapping[];
  /** Whether clients call its pods: proxies, or the whole of Milvus in one. */
  readonly takesCalls: boolean;
}

export function workloadsIn(registry: Registry): Workload[] {
  return KINDS.flatMap((kind) => registry.ofKind(kind).map(workloadFrom));
}

function workloadFrom(item: Item): Workload {
  const isPod = item.kind === 'Pod';
  const pod = isPod ? item.spec : valueAt(item.spec, ['template', 'spec']);
  const podLabels = isPod ? item.labels : mappingOf(valueAt(item.spec, ['template', 'metadata', 'labels']));
  const containers = ['containers', 'initContainers'].flatMap((key) => listOf(mappingOf(pod)[key])).map(mappingOf);
  const ports = containers.flatMap((container) => listOf(container['ports']).map(mappingOf));
  const takesCalls =
    ports.some(({ name, containerPort }) => name === GRPC_PORT.name || containerPort === GRPC_PORT.number) ||
    containers.some(({ args, command }) =>
      /\brun (proxy|standalone)\b/.test([...listOf(command), ...listOf(args)].join(' ')),
    );
  return { ...item, podLabels, ports, takesCalls };
}

/** Whether pods with these labels are selected: every pair of the selector must be among them. */
export function selects(selector: Mapping, labels: Mapping): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}
