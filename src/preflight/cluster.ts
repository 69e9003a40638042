import { type PodRoutes, podRoutesOf } from '../gke/pod-routes';
import type { Asked } from '../live/preflight/asked';
import type { Facts } from '../live/preflight/facts';
import type { LiveObject } from '../live/resources';
import { listOf, mappingOf, textOf } from '../source/plain';
import type { Topology } from '../topology/topology';
import { type Finding, Findings } from './finding';
import { COLLECTION, loadBalancing } from './load-balancing';

/** Whether the cluster can do what the manifests ask of it. */
export function clusterFindings(topology: Topology, facts: Facts, kinds: readonly string[]): Finding[] {
  const findings = new Findings('cluster');
  loadBalancing(findings, topology, facts, kinds);
  const { hasGateWebhook } = facts;
  vpcNative(findings, facts);
  findings.of('readiness gates', hasGateWebhook, (there) => {
    if (there) findings.ok('pods get the readiness gate of the load balancer');
    else
      findings.note(
        'nothing gives pods the readiness gate of the load balancer',
        'updates do not wait for it; is it a GKE cluster?',
      );
  });
  if (topology.releases.some(({ networkPolicy }) => networkPolicy)) networkPolicies(findings, facts);
  if (topology.monitoring.podMonitoring) managedCollection(findings, facts);
  proxyOnlySubnet(findings, topology, facts);
  return findings.all;
}

/** Each node tells how its pods are reached; where they do not, all alike, gcloud does. */
function vpcNative(findings: Findings, { nodes, gke }: Facts): void {
  const told = 'value' in nodes ? nodes.value.map(podRoutesOfNode) : [];
  const [first] = told;
  const byNodes = first !== undefined && told.every((one) => one === first) ? first : undefined;
  const byGcloud: Asked<PodRoutes> =
    'value' in gke
      ? { value: gke.value.ipAllocationPolicy?.useIpAliases ? 'vpc-native' : 'routes-based' }
      : { notRun: `the nodes do not tell; ${gke.notRun}` };
  findings.of('VPC-native', byNodes ? { value: byNodes } : byGcloud, (routes) => {
    if (routes === 'vpc-native') findings.ok('VPC-native: the load balancer reaches pods');
    else
      findings.stop(
        'the cluster is routes-based, and the load balancer reaches no pods in it',
        'it takes a new, VPC-native cluster',
      );
  });
}

function podRoutesOfNode({ spec, status }: LiveObject): PodRoutes | undefined {
  // Without a range of its own nothing leads to its pods yet.
  if (textOf(mappingOf(spec)['podCIDR']) === undefined) return undefined;
  const condition = listOf(mappingOf(status)['conditions'])
    .map(mappingOf)
    .find(({ type }) => type === 'NetworkUnavailable');
  return condition?.['status'] === 'False' ? podRoutesOf(textOf(condition['message']) ?? '') : undefined;
}

function networkPolicies(findings: Findings, { gke }: Facts): void {
  findings.of('network policies', gke, ({ networkConfig, networkPolicy }) => {
    if (networkConfig?.datapathProvider === 'ADVANCED_DATAPATH' || networkPolicy?.enabled)
      findings.ok('network policies are enforced');
    else
      findings.stop(
        'the environment has a network policy, and the cluster enforces none',
        'it takes Dataplane V2 (--enable-dataplane-v2, in a new cluster), or leave networkPolicy out',
      );
  });
}

function managedCollection(findings: Findings, { gke }: Facts): void {
  findings.of('managed collection of metrics', gke, ({ monitoringConfig }) => {
    if (monitoringConfig?.managedPrometheusConfig?.enabled) findings.ok('managed collection of metrics is on');
    else
      findings.note(
        'the cluster has managed collection off: no metric arrives, and every alert that metrics are missing fires',
        COLLECTION,
      );
  });
}

function proxyOnlySubnet(findings: Findings, { network, region }: Topology, { proxyOnly }: Facts): void {
  if (!proxyOnly) return;
  findings.of('proxy-only subnet', proxyOnly, (subnets) => {
    const own =
      network && subnets.filter(({ network: url }) => url === undefined || nameOf(url) === nameOf(network.network));
    const ranges = (own ?? subnets).map(({ ipCidrRange }) => ipCidrRange ?? '');
    const wanted = network?.proxyOnlyRange;
    if (ranges.length === 0) {
      findings.stop(
        `there is no proxy-only subnet in ${region}, and an internal load balancer gets no address without`,
        'have one made: gcloud compute networks subnets create --purpose REGIONAL_MANAGED_PROXY --role ACTIVE',
      );
    } else if (wanted !== undefined && !ranges.includes(wanted)) {
      findings.stop(
        `the proxy-only subnet in ${region} has ${ranges.join(', ')}; the environment has ${wanted}`,
        'correct proxyOnlyRange in the environment',
      );
    } else findings.ok(`proxy-only subnet ${ranges.join(', ')}`);
  });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
