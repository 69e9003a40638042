import { listOf, valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { pairsOf } from '../../edge';
import type { Artifact } from '../../artifact';
import { code, listed } from '../../words';

export const certificateIsMadeAnew: Danger = {
  id: 'certificate-is-made-anew',
  why: 'Google deletes the certificate and makes a new one: TLS fails for every host on it until the new one is Active, some 50 minutes, and longer where DNS does not point here yet',
  cure: 'Plan a window of an hour, with DNS in place before. To add a host, give it a ManagedCertificate of its own; to do without the gap, serve a pre-shared or self-managed certificate in the meantime.',
  see: 'https://github.com/GoogleCloudPlatform/gke-managed-certs/issues/77',
  *check(changes) {
    for (const { before, after } of pairsOf(changes, 'ManagedCertificate')) {
      const [from, to] = [domainsOf(before), domainsOf(after)];
      if (from.join() !== to.join()) {
        yield { on: after, message: `the domains change from ${words(from)} to ${words(to)}` };
      } else if (before.name !== after.name || before.place !== after.place) {
        const [old, current] = [before, after].map(({ place, name }) => code(`${place}/${name}`));
        const message = `the certificate for ${words(to)} is renamed from ${old} to ${current}`;
        const why =
          'one of another name is another certificate: TLS fails for its hosts until it is Active, some 50 minutes after the load balancer has it';
        yield { on: after, message, why };
      }
    }
  },
};

/** Their order means nothing. */
function domainsOf({ value }: Artifact): string[] {
  return listOf(valueAt(value, ['spec', 'domains']))
    .map(String)
    .sort();
}

function words(domains: readonly string[]): string {
  return domains.length === 0 ? 'none' : listed(domains.map(code));
}
