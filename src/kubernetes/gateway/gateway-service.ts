import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { type Fault, quote, refuse } from '../../errors';
import { LEGACY_SERVICE, SERVICE } from '../../gke/annotations';
import { GATEWAY_APP_PROTOCOLS, type GatewayAppProtocol } from '../../gke/gateway';
import { RFC1035_LABEL, RFC1123_LABEL } from '../../gke/names';
import { PORT } from '../../gke/network';
import { integerFaults, nameFaults } from '../../gke/prop-faults';
import { KubernetesObject, type ObjectProps, metadataOf, objectFaults } from '../kubernetes-object';
import { type Labels, selectorFaults } from '../label-faults';
import { IntOrString, KubeService } from '../kube-objects';

export interface GatewayServiceProps extends ObjectProps {
  /** Name of the object, at most 63 characters. */
  readonly name: string;

  /** Labels of the pods, at least one. */
  readonly podLabels: Labels;

  /** Name of the port, at most 15 lower-case letters, digits and "-". */
  readonly portName: string;

  /** Port of the Service and of the pods, 1 to 65535. The pods need not declare it. */
  readonly port: number;

  /**
   * What the load balancer speaks to the pods: `HTTP2` and `HTTPS` over TLS, whose certificate it does not verify, `HTTP`
   * and `kubernetes.io/h2c` in clear text. The API server takes any word, and the load balancer then speaks HTTP/1.1.
   */
  readonly appProtocol: GatewayAppProtocol;
}

/**
 * A Service that a Gateway of GKE reaches pod by pod. An Ingress must not use it too: GKE supports either.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/secure-gateway#load-balancer-tls
 */
export class GatewayService extends KubernetesObject {
  readonly kind = 'Service';
  readonly apiObject: ApiObject;
  readonly port: number;

  constructor(scope: Construct, id: string, props: GatewayServiceProps) {
    super(scope, id);
    const { podLabels, portName, port, appProtocol } = props;
    refuse(this, faultsOf(props));
    this.port = port;

    this.apiObject = new KubeService(this, 'Resource', {
      metadata: metadataOf(props),
      spec: {
        type: 'ClusterIP',
        selector: podLabels,
        ports: [{ name: portName, protocol: 'TCP', appProtocol, port, targetPort: IntOrString.fromNumber(port) }],
      },
    });
  }
}

function faultsOf(props: GatewayServiceProps): Fault[] {
  return [
    ...objectFaults(props, {
      nameRule: RFC1035_LABEL,
      // The Ingress controller reads them, and the Gateway's makes its own network endpoint groups.
      written: [...Object.values(SERVICE), ...Object.values(LEGACY_SERVICE)],
    }),
    ...selectorFaults('podLabels', props.podLabels),
    ...nameFaults('portName', props.portName, { ...RFC1123_LABEL, maxLength: 15 }),
    ...integerFaults('port', props.port, PORT),
    ...protocolFaults(props.appProtocol),
  ];
}

function protocolFaults(appProtocol: string): Fault[] {
  const words: readonly string[] = GATEWAY_APP_PROTOCOLS;
  if (words.includes(appProtocol)) return [];
  const near = words.find((word) => word.toLowerCase().endsWith(appProtocol.toLowerCase()));
  return [
    {
      path: 'appProtocol',
      message: `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}, got ${quote(appProtocol)}: any other word passes the API server, and calls go out as HTTP/1.1`,
      ...(near !== undefined && { cure: `did you mean ${near}?` }),
    },
  ];
}
