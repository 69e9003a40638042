import type { Ingress } from '../../../rules/objects';
import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { ingressesIn } from '../../edge';
import { listed } from '../../words';

export const certificateTypeChanges: Danger = {
  id: 'certificate-type-changes',
  why: 'the old certificate leaves the load balancer when the change is applied, whether or not the new one is ready: a managed one takes up to an hour, and without any there is no port 443',
  cure: 'Put the new certificate beside the old one first (an Ingress takes both: pre-shared and managed ones are served before those in Secrets), wait until it is served, then remove the old one.',
  see: PAGES.ingressExternal,
  *check(changes) {
    for (const { before, after, on } of ingressesIn(changes)) {
      const [from, to] = [typesOf(before), typesOf(after)];
      if (from.join() === to.join()) continue;
      // A second type beside the first is the way out that we recommend.
      if (from.every((type) => to.includes(type))) continue;
      yield { on, message: `certificates change from ${words(from)} to ${words(to)}` };
    }
  },
};

function typesOf({ managedCertificates, preSharedCertificates, tls }: Ingress): string[] {
  return [
    ...(managedCertificates.length > 0 ? ['managed by Google'] : []),
    ...(preSharedCertificates.length > 0 ? ['pre-shared'] : []),
    ...(tls.length > 0 ? ['in Secrets'] : []),
  ];
}

function words(types: readonly string[]): string {
  return types.length === 0 ? 'none' : listed(types);
}
