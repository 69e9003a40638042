import { TLS_UPGRADE_FAULT, chartLineOf } from '../milvus/chart';
import type { Topology } from '../topology/topology';
import { commands, list, prose } from './markdown';
import type { Step } from './section';

export const preflightStep: Step = {
  id: 'preflight',
  title: 'Preflight',
  body: ({ topology, docs }) => [
    prose(
      `Reads only: is this the right cluster, VPC-native and with the load balancing add-on, what of the live release would be lost, who is cut off, where does DNS lead${namedText(topology)}. It ends with go or stop. After a stop do as it says, \`npx milvus-l7 synth\`, and begin here again. It finds no release where you expect one: another cluster or namespace ([more](${docs}/troubleshooting.md#before-the-upgrade)).${upgradeText(topology)}`,
    ),
    commands([`npx milvus-l7 preflight ${topology.environment}`]),
  ],
};

/** What others make, which a load balancer that misses it is made without, in part. */
function namedText({ loadBalancer, terraform }: Topology): string {
  const { ingress, gateway, sslPolicy, securityPolicy, certificate } = loadBalancer;
  const names = [
    ...[ingress, gateway].flatMap((front) => (front?.address.kind === 'existing' ? [front.address.name] : [])),
    ...(typeof sslPolicy === 'object' && sslPolicy.kind === 'existing' ? [sslPolicy.name] : []),
    ...(typeof securityPolicy === 'object' && securityPolicy.kind === 'existing' ? [securityPolicy.name] : []),
    ...(certificate.kind === 'pre-shared' && !certificate.created ? certificate.names : []),
    ...(terraform.dnsZone?.kind === 'existing' ? [terraform.dnsZone.name] : []),
  ];
  return names.length === 0 ? '' : `, is there what others make: ${list(names)}`;
}

/** Said where it can happen, and nowhere else. */
function upgradeText({ releases }: Topology): string {
  const { from, to, mendedIn, issue } = TLS_UPGRADE_FAULT;
  const affected = releases.some(({ mode, chart }) => {
    const known = chartLineOf(chart);
    return mode === 'cluster' && known !== 'unknown' && known.line.milvus === to;
  });
  if (!affected) return '';
  return ` Upgrade Milvus to another line by itself, before: from ${from} to one before ${mendedIn}, a rolling upgrade with TLS on fails (${issue}).`;
}
