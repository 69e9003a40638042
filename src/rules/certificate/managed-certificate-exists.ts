import { quote } from '../../errors';
import { INGRESS } from '../../gke/annotations';
import { NO_CERTIFICATE, ingress, inNamespace, managedCertificate, together } from '../examples';
import type { Ingress } from '../ingress';
import type { Item } from '../item';
import { PAGES } from '../pages';
import { referencesTo } from '../references';
import type { Rule } from '../rule';
import { isInInput, missingFault } from '../whereabouts';
import type { MayBeMeant } from '../whereabouts';
import { listOf } from '../../source/plain';

const MANAGED = ingress({ annotations: { ...NO_CERTIFICATE, [INGRESS.managedCertificates]: 'milvus-tls' } });
const CERTIFICATE = managedCertificate('domains: [milvus.example.com]');

export const managedCertificateExists: Rule = {
  id: 'managed-certificate-exists',
  severity: 'error',
  why: 'with one missing, none of the managed certificates is bound: port 443 never opens, without an event',
  cure: 'Put it into the namespace of the Ingress, under the name that the annotation has.',
  see: PAGES.managedCertificates,
  *check(objects) {
    const unseen = new Map<Item, string[]>();
    for (const reference of referencesTo('ManagedCertificate', objects)) {
      const { on, name } = reference;
      if (isInInput(reference, objects)) continue;
      const fault = missingFault(reference, objects, hasHostOf(objects.ingresses));
      if (fault) yield fault;
      else unseen.set(on, [...(unseen.get(on) ?? []), quote(name)]);
    }
    for (const [on, names] of unseen) {
      const path = ['metadata', 'annotations', INGRESS.managedCertificates];
      const message = `not in these files, so that nobody can tell whether it exists: ManagedCertificate ${names.join(', ')}`;
      yield { on, path, message, severity: 'info' };
    }
  },
  examples: {
    good: [together(MANAGED, CERTIFICATE)],
    bad: [
      together(inNamespace('milvus', MANAGED), inNamespace('default', CERTIFICATE)),
      together(MANAGED, CERTIFICATE.replace('name: milvus-tls', 'name: milvus-tls-eu')),
    ],
  },
};

/** A certificate for none of its hosts is that of another load balancer. */
function hasHostOf(ingresses: readonly Ingress[]): MayBeMeant {
  return ({ spec }, { on }) => {
    const domains = listOf(spec['domains']);
    const hosts = ingresses.find((ingress) => ingress === on)?.routes.flatMap(({ host }) => host ?? []) ?? [];
    return (
      domains.length === 0 || hosts.length === 0 || hosts.some((host) => domains.some((one) => isBelow(one, host)))
    );
  };
}

function isBelow(domain: unknown, host: string): boolean {
  return domain === host || (host.startsWith('*.') && String(domain).endsWith(host.slice(1)));
}
