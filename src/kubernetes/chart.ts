import { Chart } from 'cdk8s';
import { type Construct } from 'constructs';
import { type Environment } from '../config/environment';
import { topologyOf } from '../topology/topology-of';
import { type BackendConfig } from './backend-config';
import { type Certificate } from './certificate';
import { type FrontendConfig } from './frontend-config';
import { type GkeIngress } from './ingress';
import { type ManagedCertificate } from './managed-certificate';
import { type NetworkPolicy } from './network-policy';
import { type ServiceAccount } from './service-account';
import { addObjects, type MilvusIngressObjects } from './objects';
import { type PodDisruptionBudget } from './pod-disruption-budget';
import { type GkeService } from './service';

/**
 * Milvus behind a Layer-7 load balancer on GKE: everything that the cluster needs beside the Helm release, in the order
 * to apply it.
 *
 * Names follow from the environment and carry no hash. Nothing has labels. The chart's own Service of a release
 * needs the annotations that the Helm values of the same environment give it.
 *
 * @throws UserError, with every fault of the environment
 * @see https://milvus.io/docs/gcp_layer7.md
 */
export class MilvusIngressChart extends Chart implements MilvusIngressObjects {
  readonly serviceAccounts: readonly ServiceAccount[];
  readonly backendConfigs: readonly BackendConfig[];
  readonly frontendConfig?: FrontendConfig;
  readonly managedCertificates: readonly ManagedCertificate[];
  readonly certificates: readonly Certificate[];
  readonly networkPolicies: readonly NetworkPolicy[];
  readonly disruptionBudgets: readonly PodDisruptionBudget[];
  readonly services: readonly GkeService[];
  readonly ingress: GkeIngress;

  /** @param id - names the environment, as its file's name would: lower-case letters, digits and "-" */
  constructor(scope: Construct, id: string, environment: Environment) {
    const topology = topologyOf(id, environment);
    super(scope, id, { namespace: topology.namespace, disableResourceNameHashes: true });
    const objects = addObjects(this, topology);
    this.serviceAccounts = objects.serviceAccounts;
    this.backendConfigs = objects.backendConfigs;
    this.frontendConfig = objects.frontendConfig;
    this.managedCertificates = objects.managedCertificates;
    this.certificates = objects.certificates;
    this.networkPolicies = objects.networkPolicies;
    this.disruptionBudgets = objects.disruptionBudgets;
    this.services = objects.services;
    this.ingress = objects.ingress;
  }
}
