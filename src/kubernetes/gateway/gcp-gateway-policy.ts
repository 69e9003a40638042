import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import * as crd from '../../../imports/networking.gke.io';
import { type Fault, refuse } from '../../errors';
import { RFC1123_SUBDOMAIN } from '../../gke/names';
import { nameFaults } from '../../gke/prop-faults';
import {
  KubernetesObject,
  type ObjectProps,
  type Reference,
  addReferences,
  metadataOf,
  nameOf,
  objectFaults,
} from '../kubernetes-object';
import { policyNameFaults } from '../policy-name';
import { type GkeGateway } from './gke-gateway';

export interface GcpGatewayPolicyProps extends ObjectProps {
  /** The Gateway it is for, or the name of one that is not of this app. A Gateway takes one; of two the older wins. */
  readonly gateway: Reference<GkeGateway>;

  /**
   * Name of an SSL policy in Compute Engine, of the load balancer's scope, global or of its region; an empty string names
   * none, which was never verified to take one away.
   *
   * @default - Google's own
   */
  readonly sslPolicy?: string;

  /**
   * Whether clients of all regions reach an internal load balancer. Turned on later, it makes the load balancer anew, and
   * nothing answers for up to 15 minutes.
   *
   * @default - only clients of its own region
   */
  readonly allowGlobalAccess?: boolean;
}

/**
 * Settings that a Gateway's load balancer uses towards its clients.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources
 */
export class GcpGatewayPolicy extends KubernetesObject {
  readonly kind = 'GCPGatewayPolicy';
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: GcpGatewayPolicyProps) {
    super(scope, id);
    const { gateway, sslPolicy, allowGlobalAccess } = props;
    refuse(this, faultsOf(props));

    this.apiObject = new crd.GcpGatewayPolicy(this, 'Resource', {
      metadata: metadataOf(props),
      spec: {
        default: { sslPolicy, allowGlobalAccess },
        targetRef: {
          group: crd.GcpGatewayPolicySpecTargetRefGroup.GATEWAY_PERIOD_NETWORKING_PERIOD_K8S_PERIOD_IO,
          kind: crd.GcpGatewayPolicySpecTargetRefKind.GATEWAY,
          name: nameOf(gateway),
        },
      },
    });
    addReferences(this, { gateway });
  }
}

function faultsOf(props: GcpGatewayPolicyProps): Fault[] {
  const { gateway, sslPolicy, allowGlobalAccess } = props;
  const ofClass = typeof gateway === 'string' ? undefined : gateway.reasonAgainst('globalAccess');
  return [
    ...objectFaults(props),
    ...nameFaults('gateway', nameOf(gateway), RFC1123_SUBDOMAIN),
    ...policyNameFaults('sslPolicy', sslPolicy),
    ...(sslPolicy === undefined && allowGlobalAccess === undefined
      ? [{ message: 'must say something: sslPolicy, allowGlobalAccess or both', cure: 'or leave the policy out' }]
      : []),
    ...(allowGlobalAccess === true && ofClass !== undefined
      ? [
          {
            path: 'allowGlobalAccess',
            message: `does not work with the class of the Gateway: ${ofClass}`,
            cure: 'leave it out',
          },
        ]
      : []),
  ];
}
