import { listOf, mappingOf } from '../source/plain';
import type { Item } from './item';
import type { Registry } from './registry';

/** What an object of one namespace names in another one. */
interface ForeignReference {
  readonly kind: 'Service' | 'Secret';
  readonly name?: string;
  readonly namespace: string;
}

/** Whether a ReferenceGrant of the input lets an object name something in another namespace. */
export function isGranted(from: Item, to: ForeignReference, registry: Registry): boolean {
  return registry.ofKind('ReferenceGrant').some(({ spec, namespace = to.namespace }) => {
    const isFrom = listOf(spec['from'])
      .map(mappingOf)
      .some((one) => one['kind'] === from.kind && one['namespace'] === from.namespace);
    const isTo = listOf(spec['to'])
      .map(mappingOf)
      .some((one) => one['kind'] === to.kind && (one['name'] ?? to.name) === to.name);
    return namespace === to.namespace && isFrom && isTo;
  });
}
