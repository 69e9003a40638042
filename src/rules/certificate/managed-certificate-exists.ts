import { INGRESS } from '../../gke/annotations';
import { NO_CERTIFICATE, ingress, managedCertificate, together } from '../examples';
import { quote, titleOf } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const MANAGED = ingress({ annotations: { ...NO_CERTIFICATE, [INGRESS.managedCertificates]: 'milvus-tls' } });
const IN = (namespace: string, object: string) =>
  object.replace('metadata:\n', `metadata:\n  namespace: ${namespace}\n`);
const CERTIFICATE = managedCertificate('domains: [milvus.example.com]');

export const managedCertificateExists: Rule = {
  id: 'managed-certificate-exists',
  severity: 'error',
  why: 'with one missing, none of the managed certificates is bound: port 443 never opens, without an event',
  cure: 'Put it into the namespace of the Ingress, under the name that the annotation has.',
  see: PAGES.managedCertificates,
  *check({ ingresses, registry }) {
    for (const ingress of ingresses) {
      const path = ['metadata', 'annotations', INGRESS.managedCertificates];
      const missing = ingress.managedCertificates.filter((name) => !registry.find('ManagedCertificate', name, ingress));
      const unseen: string[] = [];
      for (const name of missing) {
        const [other] = registry.elsewhere('ManagedCertificate', name, ingress);
        if (other) yield { on: ingress, path, message: `${quote(name)} is ${titleOf(other)}, in another namespace` };
        else unseen.push(quote(name));
      }
      if (unseen.length === 0) continue;
      const message = `not in these files, so that nobody can tell whether it exists: ManagedCertificate ${unseen.join(', ')}`;
      yield { on: ingress, path, message, severity: 'info' };
    }
  },
  examples: {
    good: [together(MANAGED, CERTIFICATE)],
    bad: [together(IN('milvus', MANAGED), IN('default', CERTIFICATE))],
  },
};
