import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { type Fault, refuse } from '../errors';
import { PORT } from '../gke/network';
import { integerFaults, rangeFaults } from '../gke/prop-faults';
import { KubernetesObject, type ObjectProps, metadataOf, objectFaults } from './kubernetes-object';
import { type Labels, labelFaults, selectorFaults } from './label-faults';
import { IntOrString, KubeNetworkPolicy, type NetworkPolicyPeer } from './kube-objects';

/** Who may connect: a range of addresses, or the pods with these labels, all pods where there is no label. */
export type NetworkPolicySource =
  | { readonly cidr: string }
  | {
      readonly podLabels: Labels;

      /**
       * Whether pods of every namespace are meant.
       *
       * @default - those of the policy's own
       */
      readonly anyNamespace?: boolean;

      /**
       * Names of the namespaces whose pods are meant, instead of one's own or all.
       *
       * @default - as `anyNamespace` says
       */
      readonly namespaces?: readonly string[];
    };

/** Lets the sources connect to the ports. */
export interface NetworkPolicyRule {
  /** TCP ports of the pod, 1 to 65535. */
  readonly ports: readonly number[];
  readonly from: readonly NetworkPolicySource[];
}

export interface NetworkPolicyProps extends ObjectProps {
  /** Labels of the pods it protects, at least one. */
  readonly podLabels: Labels;

  /** Everything that may connect to them; an empty list lets nobody. What they connect to is not restricted. */
  readonly ingress: readonly NetworkPolicyRule[];
}

/**
 * Restricts who may connect to some pods. It does nothing on a cluster without Dataplane V2 or network policy
 * enforcement.
 *
 * @throws InvalidProps, with every fault of the props
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class NetworkPolicy extends KubernetesObject {
  readonly kind = 'NetworkPolicy';
  readonly apiObject: ApiObject;

  constructor(scope: Construct, id: string, props: NetworkPolicyProps) {
    super(scope, id);
    const { podLabels, ingress } = props;
    refuse(this, faultsOf(props));

    this.apiObject = new KubeNetworkPolicy(this, 'Resource', {
      metadata: metadataOf(props),
      spec: {
        podSelector: { matchLabels: podLabels },
        policyTypes: ['Ingress'],
        ingress: ingress.map(({ ports, from }) => ({
          ports: ports.map((port) => ({ protocol: 'TCP', port: IntOrString.fromNumber(port) })),
          from: from.map(peerOf),
        })),
      },
    });
  }
}

function peerOf(source: NetworkPolicySource): NetworkPolicyPeer {
  if ('cidr' in source) return { ipBlock: { cidr: source.cidr } };
  const { podLabels, anyNamespace = false, namespaces } = source;
  // An empty selector matches everything; it is the one empty map that has a meaning.
  return {
    ...(anyNamespace && { namespaceSelector: {} }),
    ...(namespaces && {
      namespaceSelector: {
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: [...namespaces] }],
      },
    }),
    podSelector: Object.keys(podLabels).length > 0 ? { matchLabels: podLabels } : {},
  };
}

function faultsOf(props: NetworkPolicyProps): Fault[] {
  const { podLabels, ingress } = props;
  return [
    ...objectFaults(props),
    ...selectorFaults('podLabels', podLabels),
    ...ingress.flatMap((rule, index) => ruleFaults(`ingress[${index}]`, rule)),
  ];
}

function ruleFaults(path: string, { ports, from }: NetworkPolicyRule): Fault[] {
  return [
    ...(ports.length === 0
      ? [{ path: `${path}.ports`, message: 'must be at least one port: none opens every port' }]
      : []),
    ...ports.flatMap((port, index) => integerFaults(`${path}.ports[${index}]`, port, PORT)),
    ...(from.length === 0
      ? [{ path: `${path}.from`, message: 'must be at least one source: none lets everybody in' }]
      : []),
    ...from.flatMap((source, index) =>
      'cidr' in source
        ? rangeFaults(`${path}.from[${index}].cidr`, source.cidr)
        : labelFaults(`${path}.from[${index}].podLabels`, source.podLabels),
    ),
  ];
}
