import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { quote, refuse } from '../errors';
import { WORKLOAD_IDENTITY_ANNOTATION } from '../gke/annotations';
import { serviceAccountEmailFault } from '../gke/storage';
import { KubernetesObject, type ObjectProps, metadataOf, objectFaults } from './kubernetes-object';
import { KubeServiceAccount } from './kube-objects';

export interface ServiceAccountProps extends ObjectProps {
  /** Address of the Google service account that its pods are: `NAME@PROJECT.iam.gserviceaccount.com`. */
  readonly googleServiceAccount: string;
}

/**
 * Who pods are in the cluster, and by workload identity in Google Cloud. Whether they get a token of the cluster is not
 * said: Kubernetes and the pods decide.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 */
export class ServiceAccount extends KubernetesObject {
  readonly kind = 'ServiceAccount';
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: ServiceAccountProps) {
    super(scope, id);
    const { googleServiceAccount } = props;
    const fault = serviceAccountEmailFault(googleServiceAccount);
    refuse(this, [
      ...objectFaults(props, { written: [WORKLOAD_IDENTITY_ANNOTATION] }),
      ...(fault === undefined
        ? []
        : [{ path: 'googleServiceAccount', message: `${fault}, got ${quote(googleServiceAccount)}` }]),
    ]);

    this.apiObject = new KubeServiceAccount(this, 'Resource', {
      metadata: metadataOf(props, { [WORKLOAD_IDENTITY_ANNOTATION]: googleServiceAccount }),
    });
  }
}
