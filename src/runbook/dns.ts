import { type Api, FRONT_KIND } from '../gke/load-balancer-classes';
import type { Topology } from '../topology/topology';
import { FRONT_RESOURCE, isIssuedAfterDns } from './frontend';
import { capital, commands, list, prose } from './markdown';
import { placeOf } from './place';
import type { Page, Step } from './section';

export const dnsStep: Step = {
  id: 'dns',
  title: 'Point DNS at the address',
  body: (page) => {
    const { loadBalancer, environment } = page.topology;
    return [
      prose(addressText(page)),
      commands([
        `ADDRESS=$(${addressCommand(page.topology, page.topology.loadBalancer.api)}) && export ADDRESS && echo "$ADDRESS"`,
      ]),
      ...(isIssuedAfterDns(loadBalancer)
        ? []
        : [
            prose("Before DNS leads there, go a client's way by IP:"),
            commands([`npx milvus-l7 verify ${environment} --address "\${ADDRESS:?}"`]),
          ]),
      ...recordBlocks(page),
    ];
  },
};

function addressText({ topology: { loadBalancer }, step }: Page): string {
  if (loadBalancer.address.kind === 'ephemeral') {
    return `The load balancer finds an address itself and keeps it as long as the ${FRONT_KIND[loadBalancer.api]} lives. Prints none: it is not up yet, see ${step('restart')}.`;
  }
  const where = loadBalancer.address.kind === 'reserved' ? step('terraform') : step('preflight');
  return `The address is \`${loadBalancer.address.name}\`. Prints none: it is not there, see ${where}.`;
}

/** Where its object has the address. */
const ADDRESS_PATH = { ingress: '.status.loadBalancer.ingress[*].ip', gateway: '.status.addresses[*].value' } as const;

/** Prints the address of an API's load balancer; a regional one's is in its region. */
export function addressCommand({ loadBalancer, namespace, project, region }: Topology, api: Api): string {
  const { name, scheme } = loadBalancer;
  const address = loadBalancer[api]?.address ?? loadBalancer.address;
  if (address.kind === 'ephemeral') {
    return `kubectl get ${FRONT_RESOURCE[api]} ${name} --namespace ${namespace} --output jsonpath='{${ADDRESS_PATH[api]}}'`;
  }
  const scope = scheme === 'external' ? '--global' : `--region ${region}`;
  return `gcloud compute addresses describe ${address.name} ${scope} --project ${project} --format='value(address)'`;
}

function recordBlocks({ topology, step }: Page): string[] {
  const { releases, terraform, loadBalancer, network, project } = topology;
  const google = isIssuedAfterDns(loadBalancer)
    ? ' Google issues a certificate only for a name with no AAAA and no second A record, and no CAA record but one that allows `pki.goog`.'
    : '';
  const zone = terraform.dnsZone;
  if (zone) {
    const asked =
      zone.kind === 'existing' || loadBalancer.scheme === 'internal'
        ? ''
        : `; they are found once the registrar has the zone's name servers, from the same step`;
    return [
      prose(
        `${capital(step('terraform'))} has made the A records of ${list(releases.map(({ host }) => host))} in the zone \`${zone.name}\`${asked}.${google}`,
      ),
    ];
  }
  const inside = network && placeOf(network.network, project).name;
  const where = loadBalancer.scheme === 'internal' && inside ? `, which the network \`${inside}\` must see` : '';
  return [
    prose(
      `Then A records with TTL 300 that lead there, by hand${where}: ${list(releases.map(({ host }) => host))}.${google}`,
    ),
  ];
}
