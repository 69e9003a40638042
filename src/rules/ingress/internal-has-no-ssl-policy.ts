import { quote } from '../../errors';
import { INGRESS } from '../../gke/annotations';
import { LOAD_BALANCER_CLASSES, reasonAgainst } from '../../gke/load-balancer-classes';
import { frontendConfig, ingress, together } from '../examples';
import { titleOf } from '../item';
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
      const refusing = config.ingresses.find((one) => reasonAgainst('sslPolicy', one.class) !== undefined);
      if (!refusing || typeof sslPolicy !== 'string' || sslPolicy === '') continue;
      const message = `${quote(sslPolicy)} does not work on ${titleOf(refusing)}, of class ${refusing.class}`;
      yield { on: config, path: ['spec', 'sslPolicy'], message };
    }
  },
  examples: {
    good: [together(ingress({ annotations: NAMED }), POLICY)],
    bad: [together(ingress({ annotations: { ...NAMED, [INGRESS.class]: 'gce-internal' } }), POLICY)],
  },
};
