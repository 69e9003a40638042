import { INGRESS } from '../../gke/annotations';
import { LOAD_BALANCER_CLASSES, reasonAgainst } from '../../gke/load-balancer-classes';
import { ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const { managedCertificates: MANAGED } = INGRESS;

export const internalHasNoManagedCertificate: Rule = {
  id: 'internal-has-no-managed-certificate',
  severity: 'error',
  why: LOAD_BALANCER_CLASSES['gce-internal'].cannotHave.googleManagedCertificate,
  cure: 'Name a Secret in spec.tls, or a pre-shared certificate of the region.',
  see: PAGES.managedCertificates,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      const reason = reasonAgainst('googleManagedCertificate', ingress.class);
      if (reason === undefined || ingress.managedCertificates.length === 0) continue;
      const message = `a ManagedCertificate does nothing on an Ingress of class ${ingress.class}`;
      yield { on: ingress, path: ['metadata', 'annotations', MANAGED], message };
    }
  },
  examples: {
    good: [
      ingress({ annotations: { [INGRESS.class]: 'gce-internal' } }),
      ingress({ annotations: { [MANAGED]: 'milvus-tls' } }),
    ],
    bad: [
      ingress({ annotations: { [INGRESS.class]: 'gce-internal', [MANAGED]: 'milvus-tls' } }),
      ingress({ annotations: { [INGRESS.class]: 'gce-regional-external', [MANAGED]: 'milvus-tls' } }),
    ],
  },
};
