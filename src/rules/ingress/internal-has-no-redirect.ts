import { INGRESS } from '../../gke/annotations';
import { LOAD_BALANCER_CLASSES, reasonAgainst } from '../../gke/load-balancer-classes';
import { valueAt } from '../../source/plain';
import { frontendConfig, ingress, together } from '../examples';
import { titleOf } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const NAMED = { [INGRESS.frontendConfig]: 'milvus-frontend', [INGRESS.allowHttp]: undefined };
const REGIONAL = { [INGRESS.class]: 'gce-internal', [INGRESS.regionalStaticIpName]: 'milvus' };
const REDIRECT = frontendConfig('redirectToHttps: { enabled: true }');

export const internalHasNoRedirect: Rule = {
  id: 'internal-has-no-redirect',
  severity: 'error',
  why: LOAD_BALANCER_CLASSES['gce-internal'].cannotHave.redirect,
  cure: `Remove redirectToHttps and write ${INGRESS.allowHttp}: "false".`,
  see: PAGES.ingressInternal,
  *check({ frontendConfigs }) {
    for (const config of frontendConfigs) {
      const refusing = config.ingresses.find((one) => reasonAgainst('redirect', one.class) !== undefined);
      if (!refusing || valueAt(config.spec, ['redirectToHttps', 'enabled']) !== true) continue;
      const message = `does not work on ${titleOf(refusing)}, of class ${refusing.class}`;
      yield { on: config, path: ['spec', 'redirectToHttps'], message };
    }
  },
  examples: {
    good: [together(ingress({ annotations: NAMED }), REDIRECT)],
    bad: [together(ingress({ annotations: { ...NAMED, ...REGIONAL } }), REDIRECT)],
  },
};
