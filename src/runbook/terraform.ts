import { FRONT_KIND } from '../gke/load-balancer-classes';
import type { DnsZone, Topology } from '../topology/topology';
import { stackFolder } from './files';
import { certificateNamesOf, isIssuedAfterDns, isIssuedByProof } from './frontend';
import { proofBlocks, proofText } from './proofs';
import { commands, list, prose } from './markdown';
import { placeOf } from './place';
import { securityPolicyText, sslPolicyText } from './policies';
import type { Page, Step } from './section';

export const terraformStep: Step = {
  id: 'terraform',
  title: 'Create what Terraform owns',
  needed: ({ terraform }) => terraform.stackName !== undefined,
  body: (page) => {
    const { topology, docs } = page;
    const { stackName = '' } = topology.terraform;
    const folder = stackFolder(stackName);
    return [
      prose(
        `First, because a load balancer that misses what it names is made in part. The stack \`${stackName}\` makes ${madeBy(page).join('; ')}. ${stateText(topology, stackName)}${recordsText(page)} It shows the plan and asks ([if it stops](${docs}/troubleshooting.md#terraform)). Where there is a \`cdktf.json\`, \`npx --yes cdktf-cli@0.21.0 deploy ${stackName}\` does the same.`,
      ),
      ...stateBucket(topology),
      commands([`terraform -chdir=${folder} init`, `terraform -chdir=${folder} apply`]),
      ...nameServerBlocks(topology),
      ...proofBlocks(page),
    ];
  },
};

function madeBy({ topology, step }: Page): string[] {
  const { loadBalancer, network, project, releases, terraform } = topology;
  const { scheme, ingress, gateway, sslPolicy, securityPolicy, certificate } = loadBalancer;
  const made: string[] = [...infrastructureTexts(topology)];
  for (const address of [ingress?.address, gateway?.address]) {
    if (address?.kind !== 'reserved') continue;
    const subnet = scheme === 'internal' && network ? placeOf(network.subnetwork, project).name : undefined;
    made.push(
      `the static address \`${address.name}\`${subnet === undefined ? '' : `, an internal one of the subnetwork \`${subnet}\``}`,
    );
  }
  if (typeof sslPolicy === 'object' && sslPolicy.kind === 'created') {
    made.push(sslPolicyText(sslPolicy));
  }
  if (typeof securityPolicy === 'object' && securityPolicy.kind === 'created') {
    made.push(securityPolicyText(securityPolicy));
  }
  if (certificate.kind === 'pre-shared' && certificate.created) {
    made.push(`the certificates ${list(certificateNamesOf(topology))}, which Google issues after ${step('dns')}`);
  }
  made.push(...proofText(topology));
  if (terraform.dnsZone) {
    made.push(
      ...zoneText(topology, terraform.dnsZone),
      `${releases.length > 1 ? 'A records' : 'an A record'} for ${list(releases.map(({ host }) => host))}`,
    );
  }
  return made;
}

function infrastructureTexts({ network, cluster, storage }: Topology): string[] {
  const texts: string[] = [];
  if (network?.created) {
    texts.push(`the VPC network \`${network.network}\`, with a subnet, Cloud NAT and two firewall rules`);
  }
  if (network?.healthCheckRule) {
    const { name, project } = network.healthCheckRule;
    texts.push(`the firewall rule \`${name}\` in the project \`${project}\`, which shares the network`);
  }
  if (cluster?.created) {
    const { name, location, created } = cluster;
    texts.push(
      `the cluster \`${name}\` in \`${location}\` and its node pool \`${created.nodePool.name}\`, in some 15 minutes`,
    );
  }
  if (storage) {
    const accounts = list(storage.accounts.map(({ email }) => email));
    texts.push(`the bucket \`${storage.bucketName}\`, and who may use it: ${accounts}`);
  }
  return texts;
}

function zoneText({ loadBalancer, network, project }: Topology, zone: DnsZone): string[] {
  if (zone.kind === 'existing') return [];
  const inside = network && placeOf(network.network, project).name;
  if (loadBalancer.scheme === 'internal' && inside !== undefined)
    return [`the private zone \`${zone.name}\` of \`${zone.dnsName}\`, which the network \`${inside}\` sees`];
  return [`the zone \`${zone.name}\` of \`${zone.dnsName}\``];
}

/** Where the state of a stack is. */
export function stateText({ terraform: { state } }: Topology, stack: string): string {
  if (state === 'local') {
    return `Its state is the file \`terraform.${stack}.tfstate\` in this folder: keep it, out of git; a team has it in a bucket (\`gcp.state.gcs\`).`;
  }
  return `Its state is in \`gs://${state.gcs.bucket}/${state.gcs.prefix}/${stack}\`.`;
}

/** The bucket that keeps the state, which no stack can make. */
export function stateBucket({ project, region, terraform: { state } }: Topology): string[] {
  if (state === 'local') return [];
  const bucket = `gs://${state.gcs.bucket}`;
  return [
    prose('Once, where `gcloud storage ls` prints none, make the bucket; it keeps old versions of the state:'),
    commands([
      `gcloud storage ls --buckets ${bucket}`,
      `gcloud storage buckets create ${bucket} --project ${project} --location ${region} --uniform-bucket-level-access --public-access-prevention`,
      `gcloud storage buckets update ${bucket} --versioning`,
    ]),
  ];
}

/** A record that is moved cuts its clients off; one that exists is not taken over. */
function recordsText({ topology, step }: Page): string {
  const zone = topology.terraform.dnsZone;
  if (zone === undefined) return '';
  const { api, also } = topology.loadBalancer;
  const moved = also
    ? `The names lead to the ${FRONT_KIND[api]} from then on: do clients use one already, it must answer before, see *Move*.`
    : `From then on the names lead to the new address, where nothing answers before ${step('restart')}: do clients use one already, this belongs into the window.`;
  if (zone.kind === 'existing') return ` ${moved}`;
  const inside = topology.loadBalancer.scheme === 'internal' ? 'Inside the network the' : 'The';
  return ` ${inside} zone stands for everything at and below \`${zone.dnsName}\`: what others use there needs its records in it too. ${moved}`;
}

function nameServerBlocks({ loadBalancer, terraform }: Topology): string[] {
  const { dnsZone, stackName = '' } = terraform;
  if (dnsZone?.kind !== 'created' || loadBalancer.scheme === 'internal') return [];
  const why =
    isIssuedAfterDns(loadBalancer) || isIssuedByProof(loadBalancer) ? ', and Google issues no certificate' : '';
  return [
    prose(
      `Enter the new zone's name servers where \`${dnsZone.dnsName}\` is registered, or as NS records in the zone above it. It may take a day; until then the hosts lead nowhere${why}:`,
    ),
    commands([`terraform -chdir=${stackFolder(stackName)} output name_servers`]),
  ];
}
