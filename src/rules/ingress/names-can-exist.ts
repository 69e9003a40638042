import { INGRESS } from '../../gke/annotations';
import { backendConfig, ingress, service, together } from '../examples';
import { PAGES } from '../pages';
import { nameFault, referencesIn } from '../references';
import type { Rule } from '../rule';

export const namesCanExist: Rule = {
  id: 'names-can-exist',
  severity: 'error',
  why: 'nothing can have that name: what is referred to is never found, and the load balancer is not set up, or without it',
  cure: 'Write the name alone, as the object or the resource has it.',
  see: PAGES.features,
  *check(objects) {
    for (const reference of referencesIn(objects)) {
      const fault = nameFault(reference);
      if (fault) yield { on: reference.on, path: reference.path, ...fault };
    }
  },
  examples: {
    good: [
      together(ingress({ annotations: { [INGRESS.globalStaticIpName]: 'milvus' } }), service()),
      ingress({ annotations: { [INGRESS.managedCertificates]: 'one-tls, two-tls' } }),
    ],
    bad: [
      together(service({ 'cloud.google.com/backend-config': '{"default":"vectors/my-config"}' }), backendConfig('{}')),
      ingress({ annotations: { [INGRESS.globalStaticIpName]: '203.0.113.10' } }),
      ingress({ annotations: { [INGRESS.managedCertificates]: 'one-tls;two-tls' } }),
      ingress({ annotations: { [INGRESS.preSharedCertificates]: 'projects/p/global/sslCertificates/milvus' } }),
      ingress({ spec: 'tls: [{ secretName: Milvus-TLS }]' }),
    ],
  },
};
