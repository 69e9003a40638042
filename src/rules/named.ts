import type { Gateway } from './gateway';
import type { Ingress } from './ingress';
import { together } from './item';
import type { Item } from './item';
import type { Registry } from './registry';

/** A custom resource or a Secret, and the Ingresses that name it; one of Milvus' own that nobody names has none. */
export interface Named extends Item {
  readonly ingresses: readonly Ingress[];
  /** The Gateway that serves it; left out where an Ingress does. */
  readonly gateway?: Gateway;
}

/** Those of a kind that Ingresses name. */
export function namedBy(
  registry: Registry,
  ingresses: readonly Ingress[],
  kind: string,
  namesOf: (ingress: Ingress) => readonly string[],
): Named[] {
  const users = new Map<Item, Set<Ingress>>();
  for (const ingress of ingresses) {
    for (const name of namesOf(ingress)) {
      const found = registry.find(kind, name, ingress);
      if (found) users.set(found, (users.get(found) ?? new Set()).add(ingress));
    }
  }
  const ours = registry
    .ofKind(kind)
    .filter((item) => users.has(item) || isNameless(item, ingresses) || (kind !== 'Secret' && isMilvus(item)));
  return ours.map((item) => ({ ...item, ingresses: [...(users.get(item) ?? [])] }));
}

/** The Secrets of listeners; those that are in the input. */
export function secretsOf(gateways: readonly Gateway[], registry: Registry): Named[] {
  return gateways.flatMap((gateway) =>
    gateway.listeners
      .flatMap(({ secretRefs }) => secretRefs)
      .flatMap(({ name, namespace = gateway.namespace }) => {
        const found = registry.find('Secret', name, { ...gateway, namespace });
        return found ? { ...found, ingresses: [], gateway } : [];
      }),
  );
}

/** Without a name it may be what any of them names. */
function isNameless(item: Item, ingresses: readonly Ingress[]): boolean {
  return item.name === undefined && ingresses.some((one) => together(one, item));
}

function isMilvus({ name = '' }: Item): boolean {
  return /milvus/.test(name);
}
