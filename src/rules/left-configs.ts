import { INGRESS } from '../gke/annotations';
import type { BackendConfig } from './backend-config';
import type { GatewaySide } from './gateway-links';
import type { Ingress } from './ingress';
import { inOneEnvironment, together } from './item';
import type { Item } from './item';
import type { Registry } from './registry';

/** What stands there for an Ingress that is no more. */
export interface LeftBehind {
  readonly leftConfigs: readonly Item[];
}

/**
 * BackendConfigs that seem to be Milvus', and FrontendConfigs, where a Gateway leads to Milvus and no Ingress is there
 * that could read them. What an annotation names is told with the annotation.
 */
export function leftConfigsOf(
  registry: Registry,
  { gateways, httpRoutes }: Pick<GatewaySide, 'gateways' | 'httpRoutes'>,
  ingresses: readonly Ingress[],
  backendConfigs: readonly BackendConfig[],
): readonly Item[] {
  if (gateways.length === 0) return [];
  const all = [...ingresses, ...registry.ofKind('Ingress')];
  const isLeft = (item: Item) =>
    gateways.some((gateway) => inOneEnvironment(gateway, item)) && !all.some((one) => inOneEnvironment(one, item));
  const front = [...gateways, ...httpRoutes];
  const isNamed = ({ name }: Item) => front.some(({ annotations }) => annotations[INGRESS.frontendConfig] === name);
  const frontendConfigs = registry
    .ofKind('FrontendConfig')
    .filter((item) => front.some((one) => together(one, item)) && !isNamed(item));
  return [...backendConfigs.filter(({ services }) => services.length === 0), ...frontendConfigs].filter(isLeft);
}
