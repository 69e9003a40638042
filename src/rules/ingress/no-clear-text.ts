import { INGRESS } from '../../gke/annotations';
import { mappingOf } from '../../source/plain';
import { NO_CERTIFICATE, frontendConfig, ingress, together } from '../examples';
import { isUnread } from '../item';
import { allowsHttp, hasCertificate } from '../ingress';
import type { Ingress } from '../ingress';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const OPEN = { [INGRESS.allowHttp]: undefined };

export const noClearText: Rule = {
  id: 'no-clear-text',
  severity: 'warning',
  why: 'port 80 serves the same Milvus without TLS: passwords and vectors cross the network readable',
  cure: `Write ${INGRESS.allowHttp}: "false", or redirect with a FrontendConfig.`,
  see: PAGES.features,
  *check({ ingresses, registry }) {
    for (const ingress of ingresses) {
      if (!allowsHttp(ingress)) continue;
      const { frontendConfigName = '' } = ingress;
      const frontend = registry.find('FrontendConfig', frontendConfigName, ingress);
      if (frontend && isUnread(frontend, ['spec', 'redirectToHttps'])) continue;
      if (mappingOf(frontend?.spec['redirectToHttps'])['enabled'] === true) continue;
      const path = ['metadata', 'name'];
      const absent = ['metadata', 'annotations'];
      if (!hasCertificate(ingress)) {
        yield { on: ingress, path, absent, ...WITHOUT_CERTIFICATE, severity: canBeUsed(ingress) ? 'warning' : 'error' };
        continue;
      }
      // One that lives elsewhere may redirect.
      if (frontendConfigName !== '' && !frontend) continue;
      yield { on: ingress, path, absent, message: 'port 80 is open and serves Milvus in clear text' };
    }
  },
  examples: {
    good: [
      ingress(),
      together(
        ingress({ annotations: { ...OPEN, [INGRESS.frontendConfig]: 'milvus-frontend' } }),
        frontendConfig('redirectToHttps: { enabled: true }'),
      ),
    ],
    bad: [ingress({ annotations: OPEN }), ingress({ annotations: { ...OPEN, ...NO_CERTIFICATE } })],
  },
};

const WITHOUT_CERTIFICATE = {
  message: 'names no certificate: there is port 80 alone, to which no gRPC client can speak HTTP/2',
  cure: 'Name a certificate: a ManagedCertificate, a pre-shared one, or a Secret in spec.tls.',
};

/** Inside of a network some do without; REST and web pages need no HTTP/2. */
function canBeUsed({ class: ingressClass, routes }: Ingress): boolean {
  return ingressClass === 'gce-internal' || !routes.some(({ grpc }) => grpc);
}
