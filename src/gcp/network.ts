import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network';
import { ComputeRouter } from '@cdktf/provider-google/lib/compute-router';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork';
import { Construct } from 'constructs';
import { type Fault, refuse } from '../errors';
import { FLOW_LOG_INTERVALS, FLOW_SAMPLING, MTU, PREFIX } from '../gke/network';
import { choiceFaults, integerFaults, nameFaults, rangeFaults } from '../gke/prop-faults';
import { ipv4RangeFault } from '../gke/ranges';
import type { FlowLogs } from '../topology/infrastructure';
import type { OrderedProps } from './ordered';

export interface VpcNetworkProps extends OrderedProps {
  /** RFC 1035 label of at most 63 characters. */
  readonly name: string;
  readonly region: string;
  /** Largest packet, in bytes, 1300 to 8896. */
  readonly mtu: number;
  /** Whether Cloud Routers learn routes of their own region only. */
  readonly routingMode: 'REGIONAL' | 'GLOBAL';
  /**
   * The subnet of the nodes, with private Google access.
   *
   * @default - auto mode: Google makes a subnet in every region
   */
  readonly subnetwork?: SubnetworkProps;
  /**
   * A subnet that the region's Envoy proxies take their addresses from; internal load balancers need it.
   *
   * @default - there is none
   */
  readonly proxyOnly?: { readonly name: string; readonly ipCidrRange: string };
  /** The Cloud Router, and the NAT on it by which nodes without an address of their own reach the internet. */
  readonly router: { readonly name: string; readonly natName: string };
}

export interface SubnetworkProps {
  readonly name: string;
  readonly ipCidrRange: string;
  /** Secondary ranges of a VPC-native cluster, by their names. */
  readonly secondaryRanges: Readonly<Record<string, string>>;
  /**
   * VPC Flow Logs.
   *
   * @default - there are none
   */
  readonly flowLogs?: FlowLogs;
}

/**
 * A VPC network for one cluster in one region: subnet, secondary ranges, Cloud NAT and, when asked for, the proxy-only
 * subnet.
 *
 * @throws InvalidProps with all faults: neither `terraform validate` nor `plan` finds them
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips
 * @see https://cloud.google.com/nat/docs/gke-example
 */
export class VpcNetwork extends Construct {
  readonly resource: ComputeNetwork;
  /** There is one unless the network is in auto mode. */
  readonly subnetwork?: ComputeSubnetwork;
  /** There is one where it was asked for. */
  readonly proxyOnlySubnetwork?: ComputeSubnetwork;
  /** What nodes need before they can fetch an image. */
  readonly nat: ComputeRouterNat;

  constructor(scope: Construct, id: string, props: VpcNetworkProps) {
    super(scope, id);
    const { name, region, mtu, routingMode, subnetwork, proxyOnly, router, dependsOn } = props;
    refuse(this, faultsOf(props));
    this.resource = new ComputeNetwork(this, 'network', {
      name,
      autoCreateSubnetworks: subnetwork === undefined,
      mtu,
      routingMode,
      ...(dependsOn && { dependsOn }),
    });
    const network = this.resource.id;
    if (subnetwork) {
      const { secondaryRanges, ipCidrRange, flowLogs } = subnetwork;
      this.subnetwork = new ComputeSubnetwork(this, 'subnetwork', {
        name: subnetwork.name,
        network,
        region,
        ipCidrRange,
        secondaryIpRange: Object.entries(secondaryRanges).map(([rangeName, range]) => ({
          rangeName,
          ipCidrRange: range,
        })),
        privateIpGoogleAccess: true,
        ...(flowLogs && { logConfig: { ...flowLogs, metadata: 'INCLUDE_ALL_METADATA' } }),
      });
    }
    if (proxyOnly) {
      this.proxyOnlySubnetwork = new ComputeSubnetwork(this, 'proxy-only', {
        name: proxyOnly.name,
        network,
        region,
        ipCidrRange: proxyOnly.ipCidrRange,
        purpose: 'REGIONAL_MANAGED_PROXY',
        role: 'ACTIVE',
      });
    }
    const cloudRouter = new ComputeRouter(this, 'router', { name: router.name, network, region });
    this.nat = new ComputeRouterNat(this, 'nat', {
      name: router.natName,
      router: cloudRouter.name,
      region,
      natIpAllocateOption: 'AUTO_ONLY',
      sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
      logConfig: { enable: true, filter: 'ERRORS_ONLY' },
    });
  }
}

function faultsOf({ name, mtu, subnetwork, proxyOnly, router }: VpcNetworkProps): Fault[] {
  return [
    ...nameFaults('name', name),
    ...integerFaults('mtu', mtu, MTU),
    ...(subnetwork ? subnetworkFaults(subnetwork) : []),
    ...nameFaults('proxyOnly.name', proxyOnly?.name),
    ...rangeFaults('proxyOnly.ipCidrRange', proxyOnly?.ipCidrRange, (range) => ipv4RangeFault(range, PREFIX.proxyOnly)),
    ...nameFaults('router.name', router.name),
    ...nameFaults('router.natName', router.natName),
  ];
}

function subnetworkFaults({ name, ipCidrRange, secondaryRanges, flowLogs }: SubnetworkProps): Fault[] {
  const sampling = flowLogs?.flowSampling ?? FLOW_SAMPLING.max;
  return [
    ...nameFaults('subnetwork.name', name),
    ...rangeFaults('subnetwork.ipCidrRange', ipCidrRange, (range) => ipv4RangeFault(range, PREFIX.subnet)),
    ...Object.entries(secondaryRanges).flatMap(([key, range]) => [
      ...nameFaults('subnetwork.secondaryRanges', key),
      ...rangeFaults(`subnetwork.secondaryRanges.${key}`, range, ipv4RangeFault),
    ]),
    ...choiceFaults('subnetwork.flowLogs.aggregationInterval', flowLogs?.aggregationInterval, FLOW_LOG_INTERVALS),
    ...(sampling > FLOW_SAMPLING.above && sampling <= FLOW_SAMPLING.max
      ? []
      : [{ path: 'subnetwork.flowLogs.flowSampling', message: `must be above 0, and at most 1, got ${sampling}` }]),
  ];
}
