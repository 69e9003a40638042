import { INGRESS } from '../../gke/annotations';
import { valueAt } from '../../source/plain';
import { NO_CERTIFICATE, frontendConfig, ingress, together } from '../examples';
import { allowsHttp, hasCertificate } from '../ingress';
import { titleOf } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const NAMED = { [INGRESS.frontendConfig]: 'milvus-frontend' };
const REDIRECT = frontendConfig('redirectToHttps: { enabled: true }');

export const redirectLeadsSomewhere: Rule = {
  id: 'redirect-leads-somewhere',
  severity: 'error',
  why: 'a redirect needs port 80, where it answers, and port 443, to which it leads',
  cure: `Name a certificate in the Ingress, and leave ${INGRESS.allowHttp} out.`,
  see: PAGES.features,
  *check({ frontendConfigs }) {
    for (const config of frontendConfigs) {
      if (valueAt(config.spec, ['redirectToHttps', 'enabled']) !== true) continue;
      for (const ingress of config.ingresses) {
        const path = ['metadata', 'annotations', INGRESS.frontendConfig];
        if (!hasCertificate(ingress)) {
          const message = `redirects to port 443, which ${titleOf(ingress)} has not: it names no certificate`;
          yield { on: ingress, path, message };
        } else if (!allowsHttp(ingress)) {
          const cure = 'Remove the redirect, or open port 80 for it.';
          yield { on: ingress, path, severity: 'warning', message: 'redirects from port 80, which is closed', cure };
        }
      }
    }
  },
  examples: {
    good: [together(ingress({ annotations: { ...NAMED, [INGRESS.allowHttp]: undefined } }), REDIRECT)],
    bad: [
      together(ingress({ annotations: { ...NAMED, ...NO_CERTIFICATE, [INGRESS.allowHttp]: undefined } }), REDIRECT),
      together(ingress({ annotations: NAMED }), REDIRECT),
    ],
  },
};
