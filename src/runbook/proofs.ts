import { scopeOfClass } from '../gke/load-balancer-classes';
import { dnsAuthorizationsOf } from '../topology/gateway-share';
import type { Topology } from '../topology/topology';
import { stackFolder } from './files';
import { isIssuedByProof } from './frontend';
import { commands, list, prose } from './markdown';
import type { Page } from './section';

/** The certificates of a Gateway that Google issues by a record in DNS, among what Terraform makes. */
export function proofText(topology: Topology): string[] {
  const { loadBalancer, releases } = topology;
  if (!isIssuedByProof(loadBalancer)) return [];
  const names = list(releases.flatMap(({ gateway }) => gateway?.certificate?.name ?? []));
  const map = loadBalancer.gateway?.certificateMapName;
  const inMap = map === undefined ? '' : `, in the certificate map \`${map}\``;
  return [`the certificates ${names} of Certificate Manager${inMap}, with the authorizations that prove the hosts`];
}

/** How the hosts are proven, and how one sees that they are. */
export function proofBlocks({ topology, docs }: Page): string[] {
  const { loadBalancer, terraform, project, region } = topology;
  const { gateway } = loadBalancer;
  if (!gateway || !isIssuedByProof(loadBalancer)) return [];
  const { dnsZone, stackName = '' } = terraform;
  const made = dnsZone !== undefined && loadBalancer.scheme !== 'internal';
  const domains = list(dnsAuthorizationsOf(topology).map(({ domain }) => domain));
  const location = scopeOfClass(gateway.className) === 'regional' ? ` --location ${region}` : '';
  const isPrivate = loadBalancer.scheme === 'internal' ? ', in public DNS though the hosts are inside' : '';
  return [
    ...(made
      ? [prose(`The proofs of ${domains} are CNAME records in the zone \`${dnsZone.name}\`.`)]
      : [
          prose(
            `The proofs of ${domains} are CNAME records, made by hand${isPrivate}, each alone at its name; they stay as long as the certificates are renewed:`,
          ),
          commands([`terraform -chdir=${stackFolder(stackName)} output dns_authorizations`]),
        ]),
    prose(
      `Google issues by them, wherever the hosts lead; a CAA record must allow \`pki.goog\`. Go on when each is ACTIVE, mostly within minutes ([else](${docs}/gateway.md#certificates)):`,
    ),
    commands([
      `gcloud certificate-manager certificates list${location} --project ${project} --format='table(name.basename(), managed.state, managed.authorizationAttemptInfo[].state)'`,
    ]),
  ];
}
