import type { DnsZone, Topology } from '../topology/topology';
import { infrastructureTexts, isProtected } from './destroy';
import { stackFolder } from './files';
import { certificateNamesOf, isIssuedByGoogle } from './frontend';
import { placeOf } from './gcloud';
import { bullets, list, prose, snippet } from './markdown';
import { securityPolicyText, sslPolicyText } from './policies';
import type { Page, Step } from './section';
import { guarded, indented } from './shell';

export const terraformStep: Step = {
  id: 'terraform',
  title: 'Create what Terraform owns',
  needed: ({ terraform }) => terraform.stackName !== undefined,
  body: (page) => {
    const { topology } = page;
    const { stackName = '' } = topology.terraform;
    const folder = stackFolder(stackName);
    return [
      prose(`The stack \`${stackName}\` enables the Google APIs that are needed and makes`),
      bullets(madeBy(page)),
      prose(
        `This comes before the manifests: a load balancer for which something is missing that they name is made in part. ${stateText(topology, stackName)}`,
      ),
      ...stateBucket(topology),
      ...recordsText(page),
      prose('Either with cdktf, which synthesizes the stack again and asks before it changes anything:'),
      snippet('bash', { id: 'cdktf-deploy' }, [`npx --yes cdktf-cli@0.21.0 deploy ${stackName}`]),
      prose('or with Terraform alone, from the JSON as it was reviewed; after cdktf it finds nothing left to do:'),
      snippet('bash', { id: 'terraform-plan' }, [`terraform -chdir=${folder} init && terraform -chdir=${folder} plan`]),
      snippet('bash', { id: 'terraform-apply' }, [`terraform -chdir=${folder} apply`]),
      ...(isProtected(topology)
        ? [
            prose(
              `Does a first apply fail, and the next plan say \`prevent_destroy\`? Then what was made is marked as tainted: once Google calls it sound, \`terraform -chdir=${folder} untaint ADDRESS\`, and apply again.`,
            ),
          ]
        : []),
      ...outputBlocks(topology),
      ...nameServerBlocks(topology),
    ];
  },
};

function madeBy({ topology, step }: Page): string[] {
  const { loadBalancer, network, project, releases, terraform } = topology;
  const { scheme, address, sslPolicy, securityPolicy, certificate } = loadBalancer;
  const made: string[] = [...infrastructureTexts(topology)];
  if (address.kind === 'reserved') {
    const subnet = scheme === 'internal' && network ? placeOf(network.subnetwork, project).name : undefined;
    made.push(
      `the static address \`${address.name}\`${subnet === undefined ? '' : `, an internal one of the subnetwork \`${subnet}\``};`,
    );
  }
  if (typeof sslPolicy === 'object' && sslPolicy.kind === 'created') {
    made.push(`${sslPolicyText(sslPolicy)};`);
  }
  if (typeof securityPolicy === 'object' && securityPolicy.kind === 'created') {
    made.push(`${securityPolicyText(securityPolicy)};`);
  }
  if (certificate.kind === 'pre-shared' && certificate.created) {
    made.push(
      `for the hosts the certificates ${list(certificateNamesOf(topology))}, which Google issues in ${step('active')};`,
    );
  }
  if (terraform.dnsZone) {
    made.push(
      ...zoneText(topology, terraform.dnsZone),
      `${releases.length > 1 ? 'A records' : 'an A record'} for ${list(releases.map(({ host }) => host))};`,
    );
  }
  return made.map((text, index) => (index === made.length - 1 ? text.replace(/;$/, '.') : text));
}

function zoneText({ loadBalancer, network, project }: Topology, zone: DnsZone): string[] {
  if (zone.kind === 'existing') return [];
  const inside = network && placeOf(network.network, project).name;
  if (loadBalancer.scheme === 'internal' && inside !== undefined)
    return [`the private zone \`${zone.name}\` of \`${zone.dnsName}\`, which the network \`${inside}\` sees;`];
  return [`the zone \`${zone.name}\` of \`${zone.dnsName}\`;`];
}

/** Where the state of a stack is. */
export function stateText({ terraform: { state } }: Topology, stack: string): string {
  if (state === 'local') {
    return `Its state is the file \`terraform.${stack}.tfstate\` in this folder, which git ignores: keep it, Terraform knows what it made only from there. A team keeps it in a bucket (\`gcp.state.gcs\`).`;
  }
  return `Its state is in \`gs://${state.gcs.bucket}/${state.gcs.prefix}/${stack}\`.`;
}

/** The bucket that keeps the state, which no stack can make. */
export function stateBucket({ project, region, terraform: { state } }: Topology): string[] {
  if (state === 'local') return [];
  const { bucket } = state.gcs;
  return [
    prose('The bucket must be there before; old versions of the state are kept in it:'),
    snippet(
      'bash',
      { id: 'state-bucket' },
      guarded([
        `if ! gcloud storage buckets describe gs://${bucket} --format='value(name)'; then`,
        ...indented([
          `gcloud storage buckets create gs://${bucket} --project ${project} --location ${region} \\`,
          '  --uniform-bucket-level-access --public-access-prevention',
          `gcloud storage buckets update gs://${bucket} --versioning`,
        ]),
        'fi',
      ]),
    ),
  ];
}

/** A record that is moved cuts its clients off; one that exists is not taken over. */
function recordsText({ topology, step }: Page): string[] {
  const zone = topology.terraform.dnsZone;
  if (zone === undefined) return [];
  const moved = `From then on the name leads to the new address, where nothing answers before ${step('address')}.`;
  if (zone.kind === 'created') {
    const hidden =
      topology.loadBalancer.scheme === 'internal'
        ? 'Inside the network the zone hides'
        : 'Once it is asked, the zone stands for';
    return [
      prose(
        `${hidden} everything at and below \`${zone.dnsName}\`: names there that others use need their records in it too. Do clients use a host already? Then this step belongs into the window. ${moved}`,
      ),
    ];
  }
  return [
    prose(
      `A host that has a record already makes Terraform stop (\`already exists\`): delete the record in the window and apply again. ${moved}`,
    ),
  ];
}

function outputBlocks({ loadBalancer, terraform, cluster, storage }: Topology): string[] {
  const { address, sslPolicy, securityPolicy } = loadBalancer;
  const created = (policy: typeof sslPolicy | typeof securityPolicy): boolean =>
    typeof policy === 'object' && policy.kind === 'created';
  const outputs = [
    ...(address.kind === 'reserved' ? ['address'] : []),
    ...(terraform.dnsZone?.kind === 'created' ? ['name_servers'] : []),
    ...(created(sslPolicy) ? ['ssl_policy'] : []),
    ...(created(securityPolicy) ? ['security_policy'] : []),
    ...(cluster?.created ? ['cluster'] : []),
    ...(storage ? ['bucket'] : []),
  ];
  if (outputs.length === 0) return [];
  return [
    prose(`${list(outputs)} can be read at any time:`),
    snippet('bash', { id: 'terraform-output' }, [`terraform -chdir=${stackFolder(terraform.stackName ?? '')} output`]),
  ];
}

function nameServerBlocks({ loadBalancer, terraform }: Topology): string[] {
  const { dnsZone, stackName = '' } = terraform;
  if (dnsZone?.kind !== 'created' || loadBalancer.scheme === 'internal') return [];
  const why = isIssuedByGoogle(loadBalancer) ? ', and Google issues no certificate' : '';
  return [
    prose(
      `Nobody asks the new zone before its name servers stand where \`${dnsZone.dnsName}\` is registered, or as NS records in the zone above it. Enter these now, it may take a day; until then the hosts lead nowhere${why}:`,
    ),
    snippet('bash', { id: 'name-servers' }, [`terraform -chdir=${stackFolder(stackName)} output name_servers`]),
  ];
}
