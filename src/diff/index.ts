import { backendConfigIsMissing } from './danger/backend/backend-config-is-missing';
import { backendConfigIsRenamed } from './danger/backend/backend-config-is-renamed';
import { fieldDoesNotRevert } from './danger/backend/field-does-not-revert';
import { healthCheckChanges } from './danger/backend/health-check-changes';
import { negChanges } from './danger/backend/neg-changes';
import { protocolChanges } from './danger/backend/protocol-changes';
import { timeoutShrinks } from './danger/backend/timeout-shrinks';
import { messageQueueChanges } from './danger/data/message-queue-changes';
import { metadataMoves } from './danger/data/metadata-moves';
import { milvusVersionChanges } from './danger/data/milvus-version-changes';
import { modeChanges } from './danger/data/mode-changes';
import { objectStorageMoves } from './danger/data/object-storage-moves';
import { quorumShrinks } from './danger/data/quorum-shrinks';
import { storageFormatChanges } from './danger/data/storage-format-changes';
import { valuesFileIsDropped } from './danger/data/values-file-is-dropped';
import { volumesChange } from './danger/data/volumes-change';
import { authorizationIsOff } from './danger/doors/authorization-is-off';
import { cloudArmorOpens } from './danger/doors/cloud-armor-opens';
import { controlPlaneOpens } from './danger/doors/control-plane-opens';
import { demoCertificateIsServed } from './danger/doors/demo-certificate-is-served';
import { loadBalancerBecomesExternal } from './danger/doors/load-balancer-becomes-external';
import { minimumTlsIsLowered } from './danger/doors/minimum-tls-is-lowered';
import { networkPolicyOpens } from './danger/doors/network-policy-opens';
import { nodesBecomePublic } from './danger/doors/nodes-become-public';
import { addressChanges } from './danger/edge/address-changes';
import { certificateIsMadeAnew } from './danger/edge/certificate-is-made-anew';
import { certificateTypeChanges } from './danger/edge/certificate-type-changes';
import { environmentIsRemoved } from './danger/edge/environment-is-removed';
import { hostIsRemoved } from './danger/edge/host-is-removed';
import { ingressClassChanges } from './danger/edge/ingress-class-changes';
import { ingressIsRenamed } from './danger/edge/ingress-is-renamed';
import { port80Changes } from './danger/edge/port-80-changes';
import { certificateCannotBeProved } from './danger/gateway/certificate-cannot-be-proved';
import { dnsLeadsElsewhere } from './danger/gateway/dns-leads-elsewhere';
import { gatewayClassChanges } from './danger/gateway/gateway-class-changes';
import { gatewayIsRenamed } from './danger/gateway/gateway-is-renamed';
import { gatewayPolicyIsRemoved } from './danger/gateway/gateway-policy-is-removed';
import { globalAccessChanges } from './danger/gateway/global-access-changes';
import { proxiesBeginToScale } from './danger/milvus/proxies-begin-to-scale';
import { releaseIsRenamed } from './danger/milvus/release-is-renamed';
import { restChanges } from './danger/milvus/rest-changes';
import { serviceIsRenamed } from './danger/milvus/service-is-renamed';
import { tlsModeChanges } from './danger/milvus/tls-mode-changes';
import { watchEnds } from './danger/monitoring/watch-ends';
import { deletionProtectionIsOff } from './danger/terraform/deletion-protection-is-off';
import { resourceIsReplaced } from './danger/terraform/resource-is-replaced';
import { projectChanges } from './danger/terraform/project-changes';
import { resourceIsDestroyed } from './danger/terraform/resource-is-destroyed';
import { settingStays } from './danger/terraform/setting-stays';
import { stackIsRemoved } from './danger/terraform/stack-is-removed';
import { stateMoves } from './danger/terraform/state-moves';
import type { Changes } from './changes';
import type { Danger, Told } from './danger';
import { titleOf } from './artifact';

/** Every danger, in the order in which they are told. */
export const DANGERS: readonly Danger[] = [
  environmentIsRemoved,
  objectStorageMoves,
  metadataMoves,
  messageQueueChanges,
  volumesChange,
  quorumShrinks,
  modeChanges,
  milvusVersionChanges,
  storageFormatChanges,
  valuesFileIsDropped,
  authorizationIsOff,
  loadBalancerBecomesExternal,
  cloudArmorOpens,
  networkPolicyOpens,
  controlPlaneOpens,
  nodesBecomePublic,
  minimumTlsIsLowered,
  demoCertificateIsServed,
  ingressIsRenamed,
  ingressClassChanges,
  gatewayIsRenamed,
  gatewayClassChanges,
  globalAccessChanges,
  certificateCannotBeProved,
  dnsLeadsElsewhere,
  addressChanges,
  hostIsRemoved,
  certificateTypeChanges,
  certificateIsMadeAnew,
  port80Changes,
  releaseIsRenamed,
  serviceIsRenamed,
  tlsModeChanges,
  restChanges,
  proxiesBeginToScale,
  backendConfigIsMissing,
  backendConfigIsRenamed,
  protocolChanges,
  negChanges,
  healthCheckChanges,
  timeoutShrinks,
  fieldDoesNotRevert,
  gatewayPolicyIsRemoved,
  watchEnds,
  stateMoves,
  stackIsRemoved,
  projectChanges,
  resourceIsReplaced,
  settingStays,
  deletionProtectionIsOff,
  resourceIsDestroyed,
];

/** Everything in changes that hurts in production, environment by environment. */
export function dangersIn(changes: Changes): Told[] {
  const told = DANGERS.flatMap((danger) =>
    [...danger.check(changes)].map((found) => ({
      danger: danger.id,
      environment: found.on.environment,
      on: titleOf(found.on),
      message: found.message,
      why: found.why ?? danger.why,
      cure: found.cure ?? danger.cure,
      see: found.see ?? danger.see,
    })),
  );
  const names = [...new Set(told.map(({ environment }) => environment))].sort();
  return names.flatMap((name) => told.filter(({ environment }) => environment === name));
}
