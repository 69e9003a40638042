import { isIssuedByGoogle } from './frontend';
import { describeLine, placeOf } from './gcloud';
import { capital, prose, snippet, table } from './markdown';
import type { Page, Step } from './section';
import { guarded, waitUntil } from './shell';

export const addressStep: Step = {
  id: 'address',
  title: 'Wait for the address',
  body: ({ topology }) => {
    const { loadBalancer, namespace } = topology;
    const { name, address } = loadBalancer;
    const ip = `kubectl get ingress ${name} --namespace ${namespace} --output jsonpath='{.status.loadBalancer.ingress[*].ip}'`;
    const trouble = `after 20 minutes: kubectl describe ingress ${name} --namespace ${namespace}`;
    if (address.kind === 'ephemeral') {
      return [
        prose(
          'The load balancer finds an address itself, in five to ten minutes. It keeps it as long as the Ingress lives; a new Ingress gets another one.',
        ),
        snippet(
          'bash',
          { id: 'wait-for-address' },
          guarded(waitUntil(ip, '[ -n "$found" ]', 20, `${name} has no address ${trouble}`)),
        ),
        snippet('bash', { id: 'address' }, [`ADDRESS=$(${ip})`, 'export ADDRESS', 'echo "$ADDRESS"']),
      ];
    }
    const read = describeLine(topology, 'addresses', address.name, 'address');
    return [
      prose(`The address is \`${address.name}\`; the load balancer serves it after five to ten minutes.`),
      snippet('bash', { id: 'address' }, [`ADDRESS=$(${read})`, 'export ADDRESS', 'echo "$ADDRESS"']),
      snippet(
        'bash',
        { id: 'wait-for-address' },
        guarded(waitUntil(ip, '[ "$found" = "${ADDRESS:?}" ]', 20, `${name} does not have $ADDRESS ${trouble}`)),
      ),
    ];
  },
};

export const dnsStep: Step = {
  id: 'dns',
  title: 'Point DNS at it',
  body: (page) => {
    const { releases, loadBalancer } = page.topology;
    return [
      ...recordBlocks(page),
      ...(isIssuedByGoogle(loadBalancer)
        ? [
            prose(
              'Google issues a certificate only for a name that leads to this address and nowhere else: no AAAA record, no second A record. A CAA record, if there is one, must allow `pki.goog`.',
            ),
          ]
        : []),
      prose(
        `Then wait until the names lead there${loadBalancer.scheme === 'internal' ? ', as seen from inside' : ''}:`,
      ),
      ...releases.map(({ name, clientHost }) =>
        snippet(
          'bash',
          { id: 'dns-check', release: name },
          guarded(
            waitUntil(
              `dig +short ${clientHost} A | tail -n 1`,
              '[ "$found" = "${ADDRESS:?}" ]',
              10,
              `${clientHost} leads to \${found:-nothing}, not to $ADDRESS`,
            ),
          ),
        ),
      ),
    ];
  },
};

function recordBlocks({ topology, step }: Page): string[] {
  const { releases, terraform, loadBalancer, network, project } = topology;
  const zone = terraform.dnsZone;
  if (zone === undefined) {
    const inside = network && placeOf(network.network, project).name;
    const where = loadBalancer.scheme === 'internal' && inside ? `, which the network \`${inside}\` must see` : '';
    return [
      prose(`By hand, in the zone of each name${where}:`),
      table(
        ['name', 'type', 'TTL', 'data'],
        releases.map(({ host }) => [`\`${host}\``, 'A', '300', 'what `$ADDRESS` holds']),
      ),
    ];
  }
  const asked =
    zone.kind === 'existing' || loadBalancer.scheme === 'internal'
      ? ''
      : `; they are found once the registrar has the zone's name servers, from the same step`;
  return [prose(`${capital(step('terraform'))} has made the A records, in the zone \`${zone.name}\`${asked}.`)];
}
