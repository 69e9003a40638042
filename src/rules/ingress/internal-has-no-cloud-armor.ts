import { INGRESS } from '../../gke/annotations';
import { LOAD_BALANCER_CLASSES } from '../../gke/load-balancer-classes';
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
      const internal = config.ingresses.find((ingress) => ingress.class === 'gce-internal');
      if (!internal || typeof name !== 'string' || name === '') continue;
      const message = `Cloud Armor does not work behind ${titleOf(internal)}, which is internal`;
      yield { on: config, path: ['spec', 'securityPolicy'], message };
    }
  },
  examples: {
    good: [together(ingress(), service(), POLICY)],
    bad: [together(ingress({ annotations: { [INGRESS.class]: 'gce-internal' } }), service(), POLICY)],
  },
};
