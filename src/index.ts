export { MilvusValidation, type Cdk8sValidationContext, type Cdk8sViolation } from './apps/cdk8s-validation';
export type { Environment, EnvironmentRelease } from './config/environment';
export type { Told as Danger } from './diff/danger';
export { diff } from './diff/diff';
export type { Files as DistFiles } from './diff/dist';
export type { Field as FieldChange } from './diff/fields';
export type { EnvironmentSummary as EnvironmentDiff, Line as ObjectDiff } from './diff/lines';
export type { Summary as Diff } from './diff/summary';
export { InvalidProps, UserError, type Fault } from './errors';
export { helmValuesOf, type HelmValues } from './helm/values';
export type { ValuesFile } from './helm/values-file';
export {
  BackendConfig,
  type BackendConfigProps,
  type HealthCheck,
  type Logging,
  type SessionAffinity,
} from './kubernetes/backend-config';
export { Certificate, type CertificateIssuer, type CertificateProps } from './kubernetes/certificate';
export { type MilvusChartProps } from './kubernetes/milvus-chart';
export { MilvusGatewayChart } from './kubernetes/milvus-gateway-chart';
export { MilvusIngressChart } from './kubernetes/milvus-ingress-chart';
export { FrontendConfig, type FrontendConfigProps } from './kubernetes/frontend-config';
export { GatewayService, type GatewayServiceProps } from './kubernetes/gateway/gateway-service';
export { type GatewayListener } from './kubernetes/gateway/gateway-listener';
export {
  GcpBackendPolicy,
  type BackendPolicyAffinity,
  type BackendPolicyLogging,
  type GcpBackendPolicyProps,
} from './kubernetes/gateway/gcp-backend-policy';
export { GcpGatewayPolicy, type GcpGatewayPolicyProps } from './kubernetes/gateway/gcp-gateway-policy';
export { GkeGateway, type GkeGatewayProps } from './kubernetes/gateway/gke-gateway';
export { HealthCheckPolicy, type HealthCheckPolicyProps } from './kubernetes/gateway/health-check-policy';
export { HttpRoute } from './kubernetes/gateway/http-route';
export { type HttpRouteProps, type HttpRouteRule, type RouteService } from './kubernetes/gateway/http-route-props';
export { GkeIngress } from './kubernetes/gke-ingress';
export { type GkeIngressProps, type IngressTls } from './kubernetes/gke-ingress-props';
export { GkeService, type GkeServiceProps } from './kubernetes/gke-service';
export { type IngressPath, type IngressRule, type IngressService } from './kubernetes/ingress-rule';
export {
  KubernetesObject,
  type ObjectMetadata,
  type ObjectProps,
  type Reference,
} from './kubernetes/kubernetes-object';
export { ManagedCertificate, type ManagedCertificateProps } from './kubernetes/managed-certificate';
export {
  NetworkPolicy,
  type NetworkPolicyProps,
  type NetworkPolicyRule,
  type NetworkPolicySource,
} from './kubernetes/network-policy';
export { PodDisruptionBudget, type PodDisruptionBudgetProps } from './kubernetes/pod-disruption-budget';
export { PodMonitoring, type PodMonitoringProps } from './kubernetes/pod-monitoring';
export { ServiceAccount, type ServiceAccountProps } from './kubernetes/service-account';
export { RULES } from './rules/index';
export type { Finding, FrameLine, Rule, Severity } from './rules/rule';
export { lint, type Input as LintInput, type Options as LintOptions } from './rules/run';
export { runbookOf } from './runbook/runbook';
export type { Release, Topology } from './topology/topology';
export { topologyOf } from './topology/topology-of';
