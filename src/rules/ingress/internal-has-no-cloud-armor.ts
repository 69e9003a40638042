import { INGRESS } from '../../gke/annotations';
import { LOAD_BALANCER_CLASSES, reasonAgainst } from '../../gke/load-balancer-classes';
import { valueAt } from '../../source/plain';
import { backendConfig, ingress, service, together } from '../examples';
import { titleOf } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const POLICY = backendConfig('securityPolicy: { name: milvus }');

export const internalHasNoCloudArmor: Rule = {
  id: 'internal-has-no-cloud-armor',
  severity: 'error',
  why: LOAD_BALANCER_CLASSES['gce-internal'].cannotHave.securityPolicy,
  cure: 'Remove securityPolicy; let firewall rules or a NetworkPolicy say who may come in.',
  see: PAGES.ingressInternal,
  *check({ backendConfigs }) {
    for (const config of backendConfigs) {
      const name = valueAt(config.spec, ['securityPolicy', 'name']);
      const refusing = config.ingresses.find((one) => reasonAgainst('securityPolicy', one.class) !== undefined);
      if (!refusing || typeof name !== 'string' || name === '') continue;
      const message = `Cloud Armor does not work behind ${titleOf(refusing)}, of class ${refusing.class}`;
      yield { on: config, path: ['spec', 'securityPolicy'], message };
    }
  },
  examples: {
    good: [together(ingress(), service(), POLICY)],
    bad: [
      together(ingress({ annotations: { [INGRESS.class]: 'gce-internal' } }), service(), POLICY),
      together(ingress({ annotations: { [INGRESS.class]: 'gce-regional-external' } }), service(), POLICY),
    ],
  },
};
