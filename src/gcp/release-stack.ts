import { DataGoogleContainerCluster } from '@cdktf/provider-google/lib/data-google-container-cluster';
import { GoogleProvider } from '@cdktf/provider-google/lib/provider';
import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { Fn, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { Environment } from '../config/environment';
import { type Fault, InvalidProps, UserError } from '../errors';
import type { Cluster } from '../topology/infrastructure';
import { topologyOf } from '../topology/topology-of';
import type { ReleaseStack, Topology } from '../topology/topology';
import { MilvusRelease } from './release';
import { CLUSTER_OUTPUTS } from './outputs';
import type { MilvusGcpStack } from './stack';
import { declareState } from './state';
import { valuesTextOf } from './values';

export interface MilvusReleaseStackProps {
  /**
   * The stack of the same environment.
   *
   * @default - none; required where `gcp.cluster` says `create`
   */
  readonly infrastructure?: MilvusGcpStack;
  /**
   * The values file of each release, by its name.
   *
   * @default - what helmValuesOf makes; required for a release whose `values` names a file
   */
  readonly values?: ReadonlyMap<string, string>;
}

/**
 * The Helm releases of one environment, in a stack of their own: what runs in a cluster is planned only once the cluster
 * is there. It is called as the environment, and `-release`.
 *
 * The cluster's address comes from the state of the first stack, or, where the cluster exists, from Google while
 * planning. Who deploys signs in with gke-gcloud-auth-plugin, so that no token is kept in the state.
 *
 * @throws InvalidProps with every fault of the environment, and when it does not ask for the stack
 */
export class MilvusReleaseStack extends TerraformStack {
  /** In the order of the environment. */
  readonly releases: readonly MilvusRelease[];

  /**
   * @param scope - a cdktf App
   * @param id - the environment's name
   */
  constructor(scope: Construct, id: string, environment: Environment, props: MilvusReleaseStackProps = {}) {
    super(scope, `${id}-release`);
    const { infrastructure, values } = props;
    const { topology, stack, cluster } = this.soundPartsOf(id, environment);
    const texts = topology.releases.map((release) => valuesTextOf(this, topology, release, values));
    declareState(this, stack.name, topology.terraform.state);
    new HelmProvider(this, 'helm', {
      kubernetes: {
        ...this.endpointOf(cluster, infrastructure),
        exec: {
          apiVersion: 'client.authentication.k8s.io/v1beta1',
          command: 'gke-gcloud-auth-plugin',
          // The identity that Terraform itself has, not the one that gcloud happens to have.
          args: ['--use_application_default_credentials'],
        },
      },
    });
    this.releases = topology.releases.map(
      ({ name, chart, secretValuesFile }, index) =>
        new MilvusRelease(this, name, {
          name,
          chart,
          namespace: topology.namespace,
          values: texts[index] ?? '',
          secretValues: secretValuesFile !== undefined,
        }),
    );
    if (stack.adopts) {
      // cdktf's own importFrom runs terraform while synthesizing, to ask for its version.
      this.addOverride(
        'import',
        this.releases.map(({ importBlock }) => importBlock),
      );
    }
  }

  private soundPartsOf(
    id: string,
    environment: Environment,
  ): { topology: Topology; stack: ReleaseStack; cluster: Cluster } {
    try {
      const topology = topologyOf(id, environment);
      const { cluster, terraform } = topology;
      if (terraform.releaseStack && cluster) return { topology, stack: terraform.releaseStack, cluster };
    } catch (error) {
      if (error instanceof UserError) throw new InvalidProps(this.node.path, error.faults);
      throw error;
    }
    return this.refuse({ message: 'the environment has no gcp.helmRelease', cure: 'leave the stack out' });
  }

  private endpointOf(
    { name, location, project, created }: Cluster,
    infrastructure: MilvusGcpStack | undefined,
  ): { host: string; clusterCaCertificate: string } {
    if (!created) {
      new GoogleProvider(this, 'google', { project });
      const { endpoint, masterAuth } = new DataGoogleContainerCluster(this, 'cluster', { name, location, project });
      return access(endpoint, masterAuth.get(0).clusterCaCertificate);
    }
    if (infrastructure?.cluster) {
      this.addDependency(infrastructure);
      const outputs = this.registerIncomingCrossStackReference(infrastructure);
      return access(outputs.getString(CLUSTER_OUTPUTS.endpoint), outputs.getString(CLUSTER_OUTPUTS.caCertificate));
    }
    return this.refuse({
      path: 'infrastructure',
      message: 'required where gcp.cluster says create, but missing',
      cure: 'hand it the MilvusGcpStack of the environment',
    });
  }

  private refuse(fault: Fault): never {
    throw new InvalidProps(this.node.path, [fault]);
  }
}

function access(endpoint: string, caCertificate: string): { host: string; clusterCaCertificate: string } {
  return { host: `https://${endpoint}`, clusterCaCertificate: Fn.base64decode(caCertificate) };
}
