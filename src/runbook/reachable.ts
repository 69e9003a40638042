import type { Topology } from '../topology/topology';
import { bullets, prose, snippet, table } from './markdown';
import type { Step } from './section';
import { guarded, waitUntil } from './shell';

export const addressStep: Step = {
  id: 'address',
  title: 'Wait for the address',
  body: ({ topology }) => {
    const { loadBalancer, namespace, project } = topology;
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
    const read = `gcloud compute addresses describe ${address.name} --global --project ${project} --format='value(address)'`;
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
  body: ({ topology: { releases, loadBalancer } }) => [
    prose('By hand, in the zone of each name:'),
    table(
      ['name', 'type', 'TTL', 'data'],
      releases.map(({ host }) => [`\`${host}\``, 'A', '300', 'what `$ADDRESS` holds']),
    ),
    ...(loadBalancer.certificate === 'google-managed'
      ? [
          prose(
            'Google issues a certificate only for a name that leads to this address and nowhere else: no AAAA record, no second A record. A CAA record, if there is one, must allow `pki.goog`.',
          ),
        ]
      : []),
    prose('Then wait until the names lead there:'),
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
  ],
};

export const activeStep: Step = {
  id: 'active',
  title: 'Wait for the certificate',
  needed: ({ loadBalancer }) => loadBalancer.certificate === 'google-managed',
  body: ({ topology }) => [
    prose(
      'Only now can it become Active: it hangs on the load balancer and its name leads there. Mostly 15 minutes, at worst an hour and more.',
    ),
    ...topology.releases.map(({ name, certificateName }) =>
      snippet('bash', { id: 'certificate-active', release: name }, [activeLine(topology, certificateName)]),
    ),
    prose(
      `Meanwhile, \`kubectl get managedcertificates --namespace ${topology.namespace}\` and, for each domain, \`kubectl describe managedcertificate\` show:`,
    ),
    bullets([
      '`Provisioning`: Google is at it. Wait.',
      "`FailedNotVisible`: the domain does not lead to the load balancer's address yet, as Google sees it. Check the A and AAAA records; it tries again by itself.",
      '`FailedCaaChecking`, `FailedCaaForbidden`: a CAA record forbids it, or could not be read. Allow `pki.goog`.',
      '`FailedRateLimited`: too many certificates for the domain in a short time. Wait.',
      '`ProvisioningFailed`, `ProvisioningFailedPermanently`: something else; the events of the ManagedCertificate say more.',
      '`Active`: issued. It may take some more minutes until every frontend of Google serves it. The window ends.',
    ]),
  ],
};

function activeLine({ namespace }: Topology, certificateName: string): string {
  return `kubectl wait --for=jsonpath='{.status.certificateStatus}'=Active managedcertificates.networking.gke.io/${certificateName} --namespace ${namespace} --timeout=90m`;
}
