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
      for (const name of ingress.managedCertificates) {
        if (registry.find('ManagedCertificate', name, ingress)) continue;
        const [other] = registry.elsewhere('ManagedCertificate', name, ingress);
        if (other) {
          yield { on: ingress, path, message: `${quote(name)} is ${titleOf(other)}, in another namespace` };
          continue;
        }
        const message = `ManagedCertificate ${quote(name)} is not in these files: cannot tell whether it exists`;
        yield { on: ingress, path, message, severity: 'info' };
      }
    }
  },
  examples: {
    good: [together(MANAGED, CERTIFICATE)],
    bad: [together(IN('milvus', MANAGED), IN('default', CERTIFICATE))],
  },
};
