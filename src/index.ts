export type { Environment, EnvironmentRelease } from './config/environment';
export { InvalidProps, UserError, type Fault } from './errors';
export { helmValuesOf } from './helm/values';
export {
  BackendConfig,
  type BackendConfigProps,
  type HealthCheck,
  type Logging,
  type SessionAffinity,
} from './kubernetes/backend-config';
export { Certificate, type CertificateIssuer, type CertificateProps } from './kubernetes/certificate';
export { MilvusIngressChart } from './kubernetes/chart';
export { FrontendConfig, type FrontendConfigProps } from './kubernetes/frontend-config';
export {
  GkeIngress,
  type GkeIngressProps,
  type IngressPath,
  type IngressRule,
  type IngressTls,
} from './kubernetes/ingress';
export { ManagedCertificate, type ManagedCertificateProps } from './kubernetes/managed-certificate';
export {
  NetworkPolicy,
  type NetworkPolicyProps,
  type NetworkPolicyRule,
  type NetworkPolicySource,
} from './kubernetes/network-policy';
export { PodDisruptionBudget, type PodDisruptionBudgetProps } from './kubernetes/pod-disruption-budget';
export { GkeService, type GkeServiceProps } from './kubernetes/service';
export { ServiceAccount, type ServiceAccountProps } from './kubernetes/service-account';
export { runbookOf } from './runbook/runbook';
export type { Release, Topology } from './topology/topology';
export { topologyOf } from './topology/topology-of';
