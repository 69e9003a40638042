import { quote } from '../../errors';
import { MANAGED_CERTIFICATE, managedDomainFault } from '../../gke/certificates';
import { isMapping } from '../../source/plain';
import { managedCertificate } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const managedDomainsAreAccepted: Rule = {
  id: 'managed-domains-are-accepted',
  severity: 'error',
  why: 'the object is refused, or accepted and never becomes active: port 443 never opens',
  cure: 'Write full domain names in lower case; for a wildcard, use a certificate of your own.',
  see: PAGES.managedCertificates,
  *check({ managedCertificates }) {
    const { domainsMax } = MANAGED_CERTIFICATE;
    for (const certificate of managedCertificates) {
      const { spec, value } = certificate;
      const { domains } = spec;
      if (!Array.isArray(domains)) continue;
      const path = ['spec', 'domains'];
      if (isMapping(value['spec']) && domains.length === 0) {
        yield { on: certificate, path, message: 'must be at least one domain, got none' };
      }
      if (domains.length > domainsMax) {
        yield { on: certificate, path, message: `must be at most ${domainsMax} domains, got ${domains.length}` };
      }
      for (const [index, domain] of domains.entries()) {
        const fault = typeof domain === 'string' ? managedDomainFault(domain)?.message : undefined;
        if (fault === undefined) continue;
        yield { on: certificate, path: [...path, index], message: `${fault}, got ${quote(domain)}` };
      }
    }
  },
  examples: {
    good: [managedCertificate('domains: [milvus.example.com]')],
    bad: [
      managedCertificate('domains: []'),
      managedCertificate('domains: ["*.example.com"]'),
      managedCertificate('domains: [Milvus.example.com]'),
      managedCertificate(`domains: [${'a'.repeat(60)}.example.com]`),
    ],
  },
};
