import { POLICY_KINDS } from '../gke/gateway-objects';
import { mappingOf, textOf, valueAt } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import { isMilvusName } from './backend';
import type { Gateway } from './gateway';
import type { GatewayService } from './gateway-service';
import type { HttpRoute } from './http-route';
import { inOneEnvironment, together } from './item';
import type { Item } from './item';
import type { Registry } from './registry';

/** A policy of GKE's Gateways, for Milvus or for the Gateway before it. */
export interface GatewayPolicy extends Item {
  readonly kind: (typeof POLICY_KINDS)[number];
  readonly targetKind: string;
  readonly targetName: string;
  /** Where the input has it, in the policy's own namespace. */
  readonly service?: GatewayService;
  readonly gateway?: Gateway;
  /** A route to Milvus, which no policy of these is for. */
  readonly route?: HttpRoute;
  /** One of that kind and name in another namespace. */
  readonly elsewhere?: Item;
  /** Whether gRPC calls to Milvus go by it. */
  readonly milvus: boolean;
  /** What stands in spec.default, and where. */
  readonly settings: Mapping;
  readonly settingsPath: Path;
}

/** The kind of object that each kind of policy is for. */
export const TARGET_KINDS: Readonly<Record<GatewayPolicy['kind'], string>> = {
  GCPBackendPolicy: 'Service',
  HealthCheckPolicy: 'Service',
  GCPGatewayPolicy: 'Gateway',
};

/**
 * What GCPBackendPolicies say of Milvus' Services, and where; nothing of a Service that stands in the input without one.
 *
 * @param unclear - objects of which it cannot be told what they are for
 */
export function backendSettingsOf(
  policies: readonly GatewayPolicy[],
  services: readonly GatewayService[],
  unclear: readonly Item[],
): { readonly on: Item; readonly settings: Mapping; readonly settingsPath: Path }[] {
  const own = policies.filter(({ kind, milvus }) => kind === 'GCPBackendPolicy' && milvus);
  const bare = services.filter(
    (service) =>
      isServedAndRead(service) &&
      !unclear.some(({ kind }) => kind === 'GCPBackendPolicy') &&
      !policies.some((policy) => policy.kind === 'GCPBackendPolicy' && isMeantFor(policy, service)),
  );
  return [
    ...own.map((policy) => ({ on: policy, settings: policy.settings, settingsPath: policy.settingsPath })),
    ...bare.map((service) => ({ on: service, settings: {}, settingsPath: ['metadata', 'name'] })),
  ];
}

/** Whether a policy is for a Service, or was to be: also in another namespace, and where it names what leads to it. */
export function isMeantFor(policy: GatewayPolicy, service: GatewayService): boolean {
  const { kind, targetKind, targetName, gateway, route, elsewhere } = policy;
  if (policy.service === service || elsewhere === service || targetName === service.serviceName) return true;
  if (targetKind === TARGET_KINDS[kind]) return false;
  return service.gateways.some((one) => one === gateway) || service.routes.some((one) => one === route);
}

/** Whether a Gateway leads to its gRPC, and a policy for it could be told by its name. */
export function isServedAndRead({ grpcPorts, gateways, kind, name }: GatewayService): boolean {
  return grpcPorts.length > 0 && gateways.length > 0 && kind === 'Service' && name !== undefined;
}

/** The beginning of a way out, before the field. */
export function cureFor({ kind }: Item): string {
  return kind === 'Service' ? 'Write a GCPBackendPolicy for the Service, with ' : 'Write ';
}

/** Whether a policy names a target at all; a wrong group is told as that. */
export function policiesIn(registry: Registry): Item[] {
  return POLICY_KINDS.flatMap((kind) => registry.ofKind(kind));
}

/** Whether a route leads to gRPC of a Service that is not in the input. */
function leadsTo({ rules }: HttpRoute, serviceName: string): boolean {
  return rules.some(({ backends }) => backends.some((one) => one.serviceName === serviceName && one.grpc));
}

/** Those for the Gateways and Services that lead to Milvus, also where they miss them. */
export function gatewayPoliciesIn(
  registry: Registry,
  services: readonly GatewayService[],
  gateways: readonly Gateway[],
  routes: readonly HttpRoute[],
): GatewayPolicy[] {
  const parents = routes.flatMap((route) => route.parents);
  return policiesIn(registry).flatMap((item) => {
    const kind = POLICY_KINDS.find((one) => one === item.kind);
    const { name: written, kind: targetKind = '' } = mappingOf(item.spec['targetRef']);
    const targetName = textOf(written);
    if (kind === undefined || targetName === undefined) return [];
    const service = services.find((one) => one.serviceName === targetName && together(one, item));
    const gateway = gateways.find((one) => one.name === targetName && together(one, item));
    const route = routes.find((one) => one.kind === targetKind && one.name === targetName && together(one, item));
    const target = targetKind === 'Service' ? service : targetKind === 'Gateway' ? gateway : undefined;
    const others = targetKind === 'Gateway' ? gateways : services;
    const far = others.find((one) => one.name === targetName && inOneEnvironment(one, item) && one !== target);
    const isOrphan = !target && registry.find(String(targetKind), targetName, item) === undefined;
    const isOurs = target ?? far ?? service ?? gateway ?? route;
    const isNamed =
      isOrphan &&
      (isMilvusName(targetName) ||
        routes.some((one) => leadsTo(one, targetName)) ||
        parents.some(({ name }) => name === targetName && kind === 'GCPGatewayPolicy'));
    if (isOurs === undefined && !isNamed) return [];
    const likely = service ?? (target ? undefined : services.find((one) => one === far));
    const isRest = /rest|attu|web|metrics/.test(targetName);
    return {
      ...item,
      kind,
      targetKind: String(targetKind),
      targetName,
      ...(targetKind === 'Service' && service && { service }),
      ...(targetKind === 'Gateway' && gateway && { gateway }),
      ...(route && { route }),
      ...(!target && far && { elsewhere: far }),
      milvus: TARGET_KINDS[kind] === 'Service' && (likely ? likely.grpcPorts.length > 0 : isNamed && !isRest),
      settings: mappingOf(valueAt(item.spec, ['default'])),
      settingsPath: item.spec['default'] === undefined ? ['spec'] : ['spec', 'default'],
    };
  });
}
