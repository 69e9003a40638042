import type { Network } from '../topology/infrastructure';
import type { Topology } from '../topology/topology';
import { describeLine, placeOf } from './gcloud';
import { bullets, prose, snippet } from './markdown';
import type { Step } from './section';
import { guarded, indented, stop } from './shell';

export const existingStep: Step = {
  id: 'existing',
  title: 'Check what must be there',
  needed: (topology) => proxiesElsewhere(topology) || namedIn(topology).length > 0,
  body: ({ topology }) => [...networkBlocks(topology), ...namedBlocks(topology)],
};

/** Something in Google Cloud that the environment names and nobody here makes. */
interface Named {
  readonly line: string;
  /** What to look for in what the line prints. */
  readonly note: string;
}

function namedBlocks(topology: Topology): string[] {
  const named = namedIn(topology);
  if (named.length === 0) return [];
  return [
    prose(
      'The environment names what others made in Google Cloud. This prints it, and ends at the first that is not found:',
    ),
    snippet('bash', { id: 'existing' }, guarded(named.map(({ line }) => line))),
    bullets([...new Set(named.map(({ note }) => note))]),
    prose(
      'Not found? Make it, or correct its name in the environment and synthesize again: a load balancer for which one of these is missing is made in part, perhaps with port 80 only.',
    ),
  ];
}

function namedIn(topology: Topology): Named[] {
  const { project, loadBalancer, terraform } = topology;
  const { address, sslPolicy, securityPolicy, certificate } = loadBalancer;
  const named: Named[] = [];
  if (address.kind === 'existing') {
    named.push({
      line: describeLine(topology, 'addresses', address.name, 'name,address,status'),
      note: `\`${address.name}\`: \`RESERVED\` is free; \`IN_USE\` is right only where this Ingress has it already, because an address serves one Ingress.`,
    });
  }
  if (typeof sslPolicy === 'object' && sslPolicy.kind === 'existing') {
    named.push({
      line: describeLine(topology, 'ssl-policies', sslPolicy.name, 'name,minTlsVersion,profile'),
      note: `\`${sslPolicy.name}\`: the oldest TLS that clients may speak, and Google's choice of ciphers.`,
    });
  }
  if (typeof securityPolicy === 'object' && securityPolicy.kind === 'existing') {
    named.push({
      line: describeLine(topology, 'security-policies', securityPolicy.name, 'name,type'),
      note: `\`${securityPolicy.name}\`: must be of type \`CLOUD_ARMOR\`, which is the one for backends.`,
    });
  }
  if (certificate.kind === 'pre-shared' && !certificate.created) {
    for (const name of certificate.names) {
      named.push({
        line: describeLine(topology, 'ssl-certificates', name, 'name,type,expireTime,subjectAlternativeNames'),
        note: 'The certificates: together they must cover every host; the date is when they end.',
      });
    }
  }
  if (terraform.dnsZone?.kind === 'existing') {
    const { name } = terraform.dnsZone;
    named.push({
      line: `gcloud dns managed-zones describe ${name} --project ${project} --format='value(name,dnsName,visibility)'`,
      note: `\`${name}\`: every host must lie below its DNS name; clients must be where it is seen.`,
    });
  }
  return named;
}

/** Whether an internal load balancer's proxy-only subnet is one that others made. */
function proxiesElsewhere({ loadBalancer, network }: Topology): boolean {
  return loadBalancer.scheme === 'internal' && network !== undefined && network.created === undefined;
}

function networkBlocks(topology: Topology): string[] {
  const { network, region } = topology;
  if (!proxiesElsewhere(topology) || network === undefined) return [];
  const { name } = placeOf(network.network, topology.project);
  return [
    prose(
      `The load balancer is internal: clients must be inside the VPC network \`${name}\` and in the region \`${region}\`, or come in there by VPN or Interconnect; a GKE Ingress cannot give it global access. Its proxies live in the region's proxy-only subnet, without which it gets no address:`,
    ),
    snippet('bash', { id: 'proxy-only-subnet' }, guarded(subnetLines(topology, network))),
    prose(
      `After a STOP, correct \`gcp.network.existing\` in the environment; or, where the subnet is missing, have it made by whoever keeps the network, with the command that stands above the STOP. A network has one for each region, in a range that nothing else uses.`,
    ),
  ];
}

function subnetLines({ project, region }: Topology, { network, subnetwork, proxyOnlyRange = '' }: Network): string[] {
  const vpc = placeOf(network, project);
  const subnet = placeOf(subnetwork, project);
  const make = [
    `gcloud compute networks subnets create ${vpc.name}-proxy-only --project ${vpc.project} --network ${vpc.name}`,
    `--region ${region} --purpose REGIONAL_MANAGED_PROXY --role ACTIVE --range ${proxyOnlyRange}`,
  ];
  return [
    `gcloud compute networks subnets describe ${subnet.name} --region ${region} --project ${subnet.project} --format='value(name,ipCidrRange)'`,
    `found=$(gcloud compute networks subnets list --network ${vpc.name} --regions ${region} --project ${vpc.project} \\`,
    `  --filter='purpose=REGIONAL_MANAGED_PROXY AND role=ACTIVE' --format='value(ipCidrRange)')`,
    `if [ "$found" != ${proxyOnlyRange} ]; then`,
    `  [ -n "$found" ] || echo '${make.join(' ')}' >&2`,
    ...indented(stop(`the proxy-only subnet of ${vpc.name} in ${region} is \${found:-missing}, not ${proxyOnlyRange}`)),
    'fi',
  ];
}
