import { INGRESS } from '../../gke/annotations';
import { mappingOf } from '../../source/plain';
import { frontendConfig, ingress, together } from '../examples';
import { allowsHttp, hasCertificate } from '../ingress';
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
      // One that lives elsewhere may redirect.
      if (frontendConfigName !== '' && !frontend) continue;
      if (mappingOf(frontend?.spec['redirectToHttps'])['enabled'] === true) continue;
      const message = hasCertificate(ingress)
        ? 'port 80 is open and serves Milvus in clear text'
        : 'names no certificate: everything is served in clear text, on port 80';
      yield { on: ingress, path: ['metadata', 'name'], message };
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
    bad: [ingress({ annotations: OPEN })],
  },
};
