import { managedCertificate } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const managedCertificateHasOneDomain: Rule = {
  id: 'managed-certificate-has-one-domain',
  severity: 'warning',
  why: 'a change of the list deletes the certificate and makes a new one: every host on it is down until that is active, some 50 minutes (gke-managed-certs#77)',
  cure: 'Make one ManagedCertificate per host, and name them all in the Ingress.',
  see: PAGES.managedCertificates,
  *check({ managedCertificates }) {
    for (const certificate of managedCertificates) {
      const { domains } = certificate.spec;
      if (!Array.isArray(domains) || domains.length < 2) continue;
      yield { on: certificate, path: ['spec', 'domains'], message: `${domains.length} domains share one certificate` };
    }
  },
  examples: {
    good: [managedCertificate('domains: [milvus.example.com]')],
    bad: [managedCertificate('domains: [a.example.com, b.example.com]')],
  },
};
