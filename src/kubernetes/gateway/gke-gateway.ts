import { type ApiObject, Lazy } from 'cdk8s';
import { type Construct } from 'constructs';
import * as crd from '../../../imports/gateway.networking.k8s.io';
import { type Fault, describeFault, refuse } from '../../errors';
import { INGRESS } from '../../gke/annotations';
import { CERTIFICATE_MAP_ANNOTATION, GATEWAY_ADDRESSES_ANNOTATION } from '../../gke/gateway';
import {
  GATEWAY_CLASS_OF,
  type GatewayClass,
  type LoadBalancerFeature,
  reasonAgainst,
  scopeOfClass,
} from '../../gke/load-balancer-classes';
import { RFC1035_LABEL } from '../../gke/names';
import { choiceFaults, nameFaults } from '../../gke/prop-faults';
import {
  KubernetesObject,
  type ObjectProps,
  foreignAnnotationFaults,
  metadataOf,
  objectFaults,
} from '../kubernetes-object';
import { type GatewayListener, listenerOf, listenersFaults } from './gateway-listener';

export interface GkeGatewayProps extends ObjectProps {
  /**
   * `gke-l7-global-external-managed`: on the internet, global. `gke-l7-regional-external-managed`: on the internet, of a
   * region. `gke-l7-rilb`: inside the network. The latter two need a proxy-only subnet.
   *
   * @default 'gke-l7-global-external-managed'
   */
  readonly class?: GatewayClass;

  /**
   * Name of a static address in Compute Engine, of the class's scope: global, or of the region.
   *
   * @default - the load balancer finds an address itself
   */
  readonly address?: string;

  /**
   * Name of a certificate map of Certificate Manager, beside which no listener has certificates; only of the global class.
   *
   * @default - listeners have their certificates
   */
  readonly certificateMap?: string;

  /**
   * At least one, here or by `addListener`.
   *
   * @default - none yet
   */
  readonly listeners?: readonly GatewayListener[];
}

/**
 * A Layer-7 load balancer by GKE's Gateway controller.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/gateway-api
 */
export class GkeGateway extends KubernetesObject {
  readonly kind = 'Gateway';
  readonly apiObject: ApiObject;
  readonly class: GatewayClass;
  private readonly certificateMap: string | undefined;
  private readonly added: GatewayListener[] = [];

  constructor(scope: Construct, id: string, props: GkeGatewayProps) {
    super(scope, id);
    const { class: gatewayClass = GATEWAY_CLASS_OF.external, address, certificateMap, listeners = [] } = props;
    refuse(this, faultsOf(props, gatewayClass));
    this.class = gatewayClass;
    this.certificateMap = certificateMap;

    this.apiObject = new crd.Gateway(this, 'Resource', {
      metadata: metadataOf(props, certificateMap === undefined ? {} : { [CERTIFICATE_MAP_ANNOTATION]: certificateMap }),
      spec: {
        gatewayClassName: CLASS_MEMBERS[gatewayClass],
        addresses:
          address === undefined ? undefined : [{ type: crd.GatewaySpecAddressesType.NAMED_ADDRESS, value: address }],
        listeners: Lazy.any({ produce: () => this.added.map(listenerOf) }) as crd.GatewaySpecListeners[],
      },
    });
    this.addListener(...listeners);
    this.node.addValidation({ validate: () => this.finalFaults().map(describeFault) });
  }

  /** Where it listens. */
  get listeners(): readonly GatewayListener[] {
    return this.added;
  }

  /**
   * Adds listeners.
   *
   * @throws InvalidProps, with every fault of the listeners
   */
  addListener(...listeners: readonly GatewayListener[]): void {
    const ways = { certificateMap: this.certificateMap, isRegional: scopeOfClass(this.class) === 'regional' };
    refuse(this, listenersFaults([...this.added, ...listeners], ways));
    this.added.push(...listeners);
  }

  /** Why the class cannot have something; undefined where it can. */
  reasonAgainst(feature: LoadBalancerFeature): string | undefined {
    return reasonAgainst(feature, this.class);
  }

  private finalFaults(): Fault[] {
    if (this.added.length > 0) return [];
    return [{ path: 'listeners', message: 'must be at least one listener, got none', cure: 'use addListener' }];
  }
}

/** The generated members spell a dash out. */
const CLASS_MEMBERS: Readonly<Record<GatewayClass, crd.GatewaySpecGatewayClassName>> = {
  'gke-l7-global-external-managed':
    crd.GatewaySpecGatewayClassName.GKE_HYPHEN_L7_HYPHEN_GLOBAL_HYPHEN_EXTERNAL_HYPHEN_MANAGED,
  'gke-l7-regional-external-managed':
    crd.GatewaySpecGatewayClassName.GKE_HYPHEN_L7_HYPHEN_REGIONAL_HYPHEN_EXTERNAL_HYPHEN_MANAGED,
  'gke-l7-rilb': crd.GatewaySpecGatewayClassName.GKE_HYPHEN_L7_HYPHEN_RILB,
};

const NO_MANAGED_CERTIFICATES = {
  message: 'does nothing on a Gateway: ManagedCertificates are for an Ingress',
  cure: 'name a certificate map of Certificate Manager in certificateMap, or certificates in the listeners',
} as const;

function faultsOf(props: GkeGatewayProps, gatewayClass: GatewayClass): Fault[] {
  const classFaults = choiceFaults('class', gatewayClass, Object.values(GATEWAY_CLASS_OF));
  const noMap = classFaults.length > 0 ? undefined : reasonAgainst('certificateMap', gatewayClass);
  return [
    ...objectFaults(props, { written: [CERTIFICATE_MAP_ANNOTATION, GATEWAY_ADDRESSES_ANNOTATION] }),
    ...foreignAnnotationFaults(props, INGRESS.managedCertificates, NO_MANAGED_CERTIFICATES),
    ...classFaults,
    ...nameFaults('address', props.address, RFC1035_LABEL),
    ...nameFaults('certificateMap', props.certificateMap, RFC1035_LABEL),
    ...(props.certificateMap !== undefined && noMap !== undefined
      ? [
          {
            path: 'certificateMap',
            message: `does not work with class ${gatewayClass}: ${noMap}`,
            cure: 'name the certificates in certificateManagerCertificates of each listener',
          },
        ]
      : []),
  ];
}
