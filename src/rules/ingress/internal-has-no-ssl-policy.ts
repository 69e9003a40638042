import { INGRESS } from '../../gke/annotations';
import { LOAD_BALANCER_CLASSES } from '../../gke/load-balancer-classes';
import { frontendConfig, ingress, together } from '../examples';
import { quote, titleOf } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const NAMED = { [INGRESS.frontendConfig]: 'milvus-frontend' };
const POLICY = frontendConfig('sslPolicy: modern');

export const internalHasNoSslPolicy: Rule = {
  id: 'internal-has-no-ssl-policy',
  severity: 'error',
  why: LOAD_BALANCER_CLASSES['gce-internal'].cannotHave.sslPolicy,
  cure: 'Remove sslPolicy.',
  see: PAGES.ingressInternal,
  *check({ frontendConfigs }) {
    for (const config of frontendConfigs) {
      const { sslPolicy } = config.spec;
      const internal = config.ingresses.find((ingress) => ingress.class === 'gce-internal');
      if (!internal || typeof sslPolicy !== 'string' || sslPolicy === '') continue;
      const message = `${quote(sslPolicy)} does not work on ${titleOf(internal)}, which is internal`;
      yield { on: config, path: ['spec', 'sslPolicy'], message };
    }
  },
  examples: {
    good: [together(ingress({ annotations: NAMED }), POLICY)],
    bad: [together(ingress({ annotations: { ...NAMED, [INGRESS.class]: 'gce-internal' } }), POLICY)],
  },
};
