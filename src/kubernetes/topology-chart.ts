import { Chart } from 'cdk8s';
import { type Construct } from 'constructs';
import { type Topology } from '../topology/topology';
import { type BackendConfig } from './backend-config';
import { type Certificate } from './certificate';
import {
  backendConfigsOf,
  certificatesOf,
  disruptionBudgetsOf,
  frontendConfigOf,
  ingressOf,
  managedCertificatesOf,
  networkPoliciesOf,
  podMonitoringsOf,
  serviceAccountsOf,
  servicesOf,
} from './from-topology';
import { type FrontendConfig } from './frontend-config';
import {
  gatewayOf,
  gatewayServicesOf,
  gcpBackendPoliciesOf,
  gcpGatewayPolicyOf,
  healthCheckPoliciesOf,
  httpRoutesOf,
} from './gateway/from-topology';
import { type GatewayService } from './gateway/gateway-service';
import { type GcpBackendPolicy } from './gateway/gcp-backend-policy';
import { type GcpGatewayPolicy } from './gateway/gcp-gateway-policy';
import { type GkeGateway } from './gateway/gke-gateway';
import { type HealthCheckPolicy } from './gateway/health-check-policy';
import { type HttpRoute } from './gateway/http-route';
import { type GkeIngress } from './gke-ingress';
import { type GkeService } from './gke-service';
import { type ManagedCertificate } from './managed-certificate';
import { type NetworkPolicy } from './network-policy';
import { type PodDisruptionBudget } from './pod-disruption-budget';
import { type PodMonitoring } from './pod-monitoring';
import { type ServiceAccount } from './service-account';

/** Everything that the cluster needs of an environment beside the Helm release, in the order to apply it; no rule is run. */
export class TopologyChart extends Chart {
  /** The names and numbers that follow from the environment, for `helmValuesOf` and `runbookOf`. */
  readonly topology: Topology;
  /** By which Milvus reaches the bucket that Terraform makes: one per release, or one for all. */
  readonly serviceAccounts: readonly ServiceAccount[];
  /** Of an Ingress: one per release, and one more where REST has a port of its own. */
  readonly backendConfigs: readonly BackendConfig[];
  /** Of an Ingress: there is one where port 80 redirects or an SSL policy is spoken of. */
  readonly frontendConfig: FrontendConfig | undefined;
  /** Of an Ingress: one per release where Google manages the certificate that clients see. */
  readonly managedCertificates: readonly ManagedCertificate[];
  /** Those that a cert-manager issuer is asked for: of the hosts, and of Milvus itself. */
  readonly certificates: readonly Certificate[];
  /** One per release that asks for it. */
  readonly networkPolicies: readonly NetworkPolicy[];
  /** One per release with two managed proxies or more. */
  readonly disruptionBudgets: readonly PodDisruptionBudget[];
  /** One per release where `monitoring.podMonitoring` says so. */
  readonly podMonitorings: readonly PodMonitoring[];
  /** Of an Ingress: one per release whose REST has a port of its own; Milvus' chart makes the others. */
  readonly services: readonly GkeService[];
  /** A host for every release, where `api` or `also` is `ingress`. */
  readonly ingress: GkeIngress | undefined;
  /** Of a Gateway: one per release, and one more where REST has a port of its own. */
  readonly gatewayServices: readonly GatewayService[];
  /** Of a Gateway: one for each of its Services. */
  readonly healthCheckPolicies: readonly HealthCheckPolicy[];
  /** Of a Gateway: one for each of its Services. */
  readonly gcpBackendPolicies: readonly GcpBackendPolicy[];
  /** A listener for every release, where `api` or `also` is `gateway`. */
  readonly gateway: GkeGateway | undefined;
  /** Of a Gateway: there is one where an SSL policy or global access is spoken of. */
  readonly gcpGatewayPolicy: GcpGatewayPolicy | undefined;
  /** Of a Gateway: one per release, and one more where port 80 redirects. */
  readonly httpRoutes: readonly HttpRoute[];

  constructor(scope: Construct, id: string, topology: Topology) {
    const { namespace, labels } = topology;
    super(scope, id, { namespace, labels, disableResourceNameHashes: true });
    this.topology = topology;
    this.serviceAccounts = serviceAccountsOf(this, topology);
    this.backendConfigs = backendConfigsOf(this, topology);
    this.frontendConfig = frontendConfigOf(this, topology);
    this.managedCertificates = managedCertificatesOf(this, topology);
    this.certificates = certificatesOf(this, topology);
    this.networkPolicies = networkPoliciesOf(this, topology);
    this.disruptionBudgets = disruptionBudgetsOf(this, topology);
    this.podMonitorings = podMonitoringsOf(this, topology);
    this.services = servicesOf(this, topology, this.backendConfigs);
    this.ingress = ingressOf(this, topology, this);
    // It names none of these, and lets clients in: they come first.
    const before = [...this.certificates, ...this.networkPolicies, ...this.disruptionBudgets, ...this.podMonitorings];
    this.ingress?.node.addDependency(...before);
    this.gatewayServices = gatewayServicesOf(this, topology);
    this.healthCheckPolicies = healthCheckPoliciesOf(this, topology, this.gatewayServices);
    this.gcpBackendPolicies = gcpBackendPoliciesOf(this, topology, this.gatewayServices);
    this.gateway = gatewayOf(this, topology);
    // A Gateway without its policies would first probe the wrong port, and a policy for it would change it again.
    this.gateway?.node.addDependency(...before, ...this.healthCheckPolicies, ...this.gcpBackendPolicies);
    this.gcpGatewayPolicy = gcpGatewayPolicyOf(this, topology, this.gateway);
    this.httpRoutes = httpRoutesOf(this, topology, this.gateway, this.gatewayServices);
  }
}
