import type { Facts, HostRecords } from '../live/preflight/facts';
import type { Topology } from '../topology/topology';
import { type Finding, Findings } from './finding';

/** Google's own authority, which a CAA record must allow. */
const GOOGLE_AUTHORITY = 'pki.goog';

/** What each host says today, and what of it keeps a certificate from being issued. */
export function dnsFindings({ loadBalancer }: Topology, { dns }: Facts): Finding[] {
  const byGoogle = loadBalancer.certificate.kind === 'google-managed';
  // For a Gateway alone Google issues by a record of its own, wherever the host leads.
  const whereItLeads = byGoogle && loadBalancer.ingress !== undefined;
  return dns.flatMap((records) => findingsOf(records, byGoogle, whereItLeads));
}

function findingsOf({ host, a, aaaa, caa }: HostRecords, byGoogle: boolean, whereItLeads: boolean): Finding[] {
  const findings = new Findings('dns', host);
  findings.of('A', a, (addresses) => {
    if (addresses.length === 0) findings.ok('has no A record yet');
    else
      findings.note(
        `leads to ${addresses.join(', ')} today`,
        'clients stay there until DNS is changed; lower its TTL before',
      );
  });
  findings.of('AAAA', aaaa, (addresses) => {
    if (addresses.length === 0) return;
    const message = `has the AAAA record ${addresses.join(', ')}, and this load balancer has no IPv6 address`;
    if (whereItLeads)
      findings.note(message, 'remove it when DNS is changed: Google issues no certificate, and clients go elsewhere');
    else findings.note(message, 'remove it when DNS is changed: clients go elsewhere');
  });
  findings.of('CAA', caa, (authorities) => {
    if (authorities.length === 0) return;
    if (byGoogle && !authorities.includes(GOOGLE_AUTHORITY)) {
      findings.stop(
        `its CAA record allows ${authorities.join(', ')} only, so Google issues no certificate`,
        `add 0 issue "${GOOGLE_AUTHORITY}"`,
      );
    } else findings.ok(`its CAA record allows ${authorities.join(', ')}`);
  });
  return findings.all;
}
