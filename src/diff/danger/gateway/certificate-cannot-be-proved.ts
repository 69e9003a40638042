import { listOf, mappingOf, valueAt } from '../../../source/plain';
import type { Artifact } from '../../artifact';
import type { Danger } from '../../danger';
import { code, listed } from '../../words';

export const certificateCannotBeProved: Danger = {
  id: 'certificate-cannot-be-proved',
  why: 'Google proves a ManagedCertificate by a call to the host, and DNS leads to the Gateway: until it leads to the Ingress there is no certificate, and from then on TLS fails until there is one, some 50 minutes',
  cure: 'Serve the Ingress with a self-managed certificate (an issuer with DNS-01, or a Secret of your own) or a pre-shared one, until DNS leads to it; google-managed can follow then.',
  see: 'https://cloud.google.com/kubernetes-engine/docs/how-to/managed-certs',
  *check(changes) {
    for (const { before, after } of changes.kept) {
      // Where an Ingress stood beside the Gateway, its certificates are there, or DNS may lead to it.
      if (before.artifacts.some(({ kind }) => kind === 'Ingress')) continue;
      const served = new Set(before.artifacts.filter(({ kind }) => kind === 'Gateway').flatMap(hostsOf));
      for (const certificate of after.artifacts.filter(({ kind }) => kind === 'ManagedCertificate')) {
        const hosts = domainsOf(certificate).filter((host) => served.has(host));
        if (hosts.length === 0) continue;
        yield { on: certificate, message: `only the Gateway served ${listed(hosts.map(code))} so far` };
      }
    }
  },
};

function hostsOf({ value }: Artifact): string[] {
  return listOf(valueAt(value, ['spec', 'listeners'])).flatMap((one) => {
    const { hostname } = mappingOf(one);
    return typeof hostname === 'string' ? [hostname] : [];
  });
}

function domainsOf({ value }: Artifact): string[] {
  return listOf(valueAt(value, ['spec', 'domains'])).map(String);
}
