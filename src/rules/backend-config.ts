import { HEALTH } from '../milvus/service';
import { valueAt, wordOf } from '../source/plain';
import type { Ingress } from './ingress';
import { together } from './item';
import type { Item } from './item';
import type { Registry } from './registry';
import { namesInUse } from './routed-service';
import type { Service } from './routed-service';
import { backendConfigNameOf, backendConfigNamesOf } from './service';
import type { LoneService } from './service';

/** A BackendConfig of a Service behind a load balancer. */
export interface BackendConfig extends Item {
  /** Services behind a load balancer that name it for a port of theirs; empty where the input has none. */
  readonly services: readonly Service[];
  /** Whether gRPC calls to Milvus go by it, and not only those to another tenant or port. */
  readonly milvus: boolean;
  /** Ingresses that use it. */
  readonly ingresses: readonly Ingress[];
}

/** Those of the services, and those that seem to be Milvus' where its Service is not in the input. */
export function backendConfigsFrom(
  registry: Registry,
  services: readonly Service[],
  all: readonly LoneService[],
  ingresses: readonly Ingress[],
): BackendConfig[] {
  const users = new Map<Item, Set<Service>>();
  for (const service of services) {
    for (const name of namesInUse(service)) {
      const found = registry.find('BackendConfig', name, service);
      if (found) users.set(found, (users.get(found) ?? new Set()).add(service));
    }
  }
  const taken = new Set(all.flatMap(backendConfigNamesOf));
  const waiting = ingresses.filter(({ routes }) => routes.some(({ grpc, service }) => grpc && !service));
  return registry.ofKind('BackendConfig').flatMap((item) => {
    const own = [...(users.get(item) ?? [])];
    const orphan = own.length === 0 && !taken.has(item.name ?? '');
    if (own.length === 0 && !(orphan && seemsMilvus(item, waiting, services))) return [];
    const forGrpc = (service: Service) =>
      service.grpcPorts.some((port) => backendConfigNameOf(service, port) === item.name);
    const milvus = (orphan && (item.name !== undefined || asksMilvus(item))) || own.some(forGrpc);
    const used = own.flatMap((service) => service.ingresses);
    const likely = waiting.filter((ingress) => together(ingress, item));
    return [{ ...item, services: own, milvus, ingresses: orphan && likely.length === 1 ? likely : used }];
  });
}

function seemsMilvus(item: Item, waiting: readonly Ingress[], services: readonly Service[]): boolean {
  if (item.name === undefined && services.some((service) => together(service, item))) return true;
  if (/milvus/.test(item.name ?? '')) return true;
  if (asksMilvus(item)) return true;
  return waiting.some((ingress) => together(ingress, item));
}

function asksMilvus({ spec }: Item): boolean {
  return wordOf(valueAt(spec, ['healthCheck', 'port'])) === String(HEALTH.port);
}
