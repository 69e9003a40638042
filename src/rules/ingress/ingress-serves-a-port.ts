import { INGRESS } from '../../gke/annotations';
import { NO_CERTIFICATE, ingress } from '../examples';
import { allowsHttp, hasCertificate } from '../ingress';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const ingressServesAPort: Rule = {
  id: 'ingress-serves-a-port',
  severity: 'error',
  why: 'without a certificate there is no port 443, without HTTP no port 80: nothing is set up',
  cure: 'Name a certificate: a ManagedCertificate, a pre-shared one, or a Secret in spec.tls.',
  see: PAGES.ingressExternal,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      if (allowsHttp(ingress) || hasCertificate(ingress)) continue;
      yield {
        on: ingress,
        path: ['metadata', 'annotations', INGRESS.allowHttp],
        absent: ['spec', 'tls'],
        message: 'must not be "false" where no certificate is named: both HTTP and HTTPS are disabled',
      };
    }
  },
  examples: { good: [ingress()], bad: [ingress({ annotations: NO_CERTIFICATE })] },
};
