import { INGRESS } from '../../gke/annotations';
import { listOf } from '../../source/plain';
import { NO_CERTIFICATE, ingress, managedCertificate, together } from '../examples';
import type { Ingress } from '../ingress';
import { quote } from '../item';
import { PAGES } from '../pages';
import type { Registry } from '../registry';
import type { Rule } from '../rule';
import { tlsSecret } from './example-certificates';
import { coversHost, tlsSecretOf } from './tls-secret';

const TLS = ingress({ annotations: NO_CERTIFICATE, spec: 'tls: [{ secretName: milvus-tls }]' });
const MANAGED = ingress({ annotations: { ...NO_CERTIFICATE, [INGRESS.managedCertificates]: 'milvus-tls' } });

export const certificateCoversHost: Rule = {
  id: 'certificate-covers-host',
  severity: 'error',
  why: 'the load balancer shows a certificate of another name: every client refuses the connection',
  cure: 'Name a certificate that is made out to this host.',
  see: PAGES.secretCertificates,
  *check({ ingresses, registry }) {
    for (const ingress of ingresses) {
      const covers = coverageOf(ingress, registry);
      if (covers === undefined) continue;
      const told = new Set<string>();
      for (const { host, at, milvus } of ingress.routes) {
        // Another tenant may do without TLS.
        if (host === undefined || !milvus || told.has(host) || covers(host)) continue;
        told.add(host);
        // spec.rules[i]
        yield { on: ingress, path: [...at.slice(0, 3), 'host'], message: `no certificate covers ${quote(host)}` };
      }
    }
  },
  examples: {
    good: [together(TLS, tlsSecret(['good'])), together(MANAGED, managedCertificate('domains: [milvus.example.com]'))],
    bad: [together(TLS, tlsSecret(['other'])), together(MANAGED, managedCertificate('domains: [other.example.com]'))],
  },
};

/** Whether a host is covered; undefined where some certificate cannot be looked into, or where there is none. */
function coverageOf(ingress: Ingress, registry: Registry): ((host: string) => boolean) | undefined {
  const { managedCertificates, preSharedCertificates, tls } = ingress;
  if (preSharedCertificates.length > 0 || tls.length + managedCertificates.length === 0) return undefined;
  const managed = managedCertificates.map((name) => registry.find('ManagedCertificate', name, ingress));
  const secrets = tls.map(({ secretName = '' }) => registry.find('Secret', secretName, ingress));
  const domains = new Set(managed.flatMap((item) => listOf(item?.spec['domains'])));
  const read = secrets.flatMap((item) => (item ? tlsSecretOf(item) : []));
  const known =
    [...managed, ...secrets].every(Boolean) && read.every(({ chain, placeholder }) => chain[0] && !placeholder);
  if (!known) return undefined;
  return (host) => domains.has(host) || read.some(({ chain }) => chain.some((one) => coversHost(one, host)));
}
