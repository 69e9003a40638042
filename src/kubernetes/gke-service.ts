import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { type Fault, refuse } from '../errors';
import { LEGACY_SERVICE, SERVICE } from '../gke/annotations';
import { PORT_NAME, RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../gke/names';
import { PORT } from '../gke/network';
import { APP_PROTOCOLS, type AppProtocol, serviceAnnotationsOf } from '../gke/service-annotations';
import { choiceFaults, integerFaults, nameFaults } from '../gke/prop-faults';
import { type BackendConfig } from './backend-config';
import {
  KubernetesObject,
  type ObjectProps,
  type Reference,
  addReferences,
  metadataOf,
  nameOf,
  objectFaults,
} from './kubernetes-object';
import { type Labels, selectorFaults } from './label-faults';
import { IntOrString, KubeService } from './kube-objects';

export interface GkeServiceProps extends ObjectProps {
  /** Name of the object, at most 63 characters. */
  readonly name: string;

  /** Labels of the pods, at least one. */
  readonly podLabels: Labels;

  /** Name of the port, at most 15 lower-case letters, digits and "-"; the annotations call it by that. */
  readonly portName: string;

  /** Port of the Service and of the pods, 1 to 65535. The pods need not declare it. */
  readonly port: number;

  /** What the load balancer speaks to the pods; `HTTP2` and `HTTPS` are over TLS, whose certificate it does not verify. */
  readonly appProtocol: AppProtocol;

  /** The BackendConfig, or the name of one that is not of this app: one that is missing stops the whole Ingress. */
  readonly backendConfig: Reference<BackendConfig>;
}

/**
 * A Service that a load balancer of GKE reaches pod by pod (container-native): inside the cluster, a ClusterIP.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/container-native-load-balancing
 */
export class GkeService extends KubernetesObject {
  readonly kind = 'Service';
  readonly apiObject: ApiObject;
  readonly port: number;
  readonly backendConfig: Reference<BackendConfig>;

  constructor(scope: Construct, id: string, props: GkeServiceProps) {
    super(scope, id);
    const { podLabels, portName, port, appProtocol, backendConfig } = props;
    refuse(this, faultsOf(props));
    this.port = port;
    this.backendConfig = backendConfig;

    this.apiObject = new KubeService(this, 'Resource', {
      metadata: metadataOf(props, serviceAnnotationsOf(portName, nameOf(backendConfig), appProtocol)),
      spec: {
        type: 'ClusterIP',
        selector: podLabels,
        ports: [{ name: portName, protocol: 'TCP', port, targetPort: IntOrString.fromNumber(port) }],
      },
    });
    addReferences(this, { backendConfig });
  }
}

function faultsOf(props: GkeServiceProps): Fault[] {
  return [
    ...objectFaults(props, {
      nameRule: RFC1035_LABEL,
      written: [...Object.values(SERVICE), ...Object.values(LEGACY_SERVICE)],
    }),
    ...selectorFaults('podLabels', props.podLabels),
    ...nameFaults('portName', props.portName, PORT_NAME),
    ...integerFaults('port', props.port, PORT),
    ...choiceFaults('appProtocol', props.appProtocol, APP_PROTOCOLS),
    ...nameFaults('backendConfig', nameOf(props.backendConfig), RFC1123_SUBDOMAIN),
  ];
}
