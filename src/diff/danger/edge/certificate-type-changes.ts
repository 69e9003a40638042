import { TLS_OPTIONS } from '../../../gke/gateway';
import type { Gateway, Ingress } from '../../../rules/objects';
import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { gatewaysIn, ingressesIn } from '../../edge';
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
    for (const { before, after, on } of gatewaysIn(changes)) {
      const [from, to] = [waysOf(before), waysOf(after)];
      if (from.join() === to.join()) continue;
      yield { on, message: `certificates change from ${words(from)} to ${words(to)}`, cure: OF_A_GATEWAY };
    }
  },
};

const OF_A_GATEWAY =
  'Let the new certificates be there first: a certificate map and `tls` exclude each other, so it is one step. Google makes its own ACTIVE by DNS authorization before any Gateway names them.';

function waysOf({ certificateMap, listeners }: Gateway): string[] {
  const options = listeners.flatMap(({ certificateNames }) => Object.keys(certificateNames));
  return [
    ...(certificateMap === undefined ? [] : ['in a certificate map']),
    ...(options.includes(TLS_OPTIONS.certificateManager) ? ['of Certificate Manager'] : []),
    ...(options.includes(TLS_OPTIONS.preSharedCertificates) ? ['pre-shared'] : []),
    ...(listeners.some(({ secretRefs }) => secretRefs.length > 0) ? ['in Secrets'] : []),
  ];
}

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
