import { scopeOfClass } from '../../gke/load-balancer-classes';
import { together } from '../examples';
import { backendPolicy, gateway, route, setup } from '../gateway-examples';
import type { GatewayService } from '../gateway-service';
import { titleOf } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const INTERNAL = gateway({
  class: 'gke-l7-rilb',
  annotations: '{}',
  listeners: ['{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: milvus-tls }] } }'],
}).replace('name: milvus', 'name: internal');
const BEHIND_BOTH = together(setup({ route: route({ parent: '{ name: milvus }, { name: internal }' }) }), INTERNAL);
const ARMOR = backendPolicy(
  '{ timeoutSec: 3600, connectionDraining: { drainingTimeoutSec: 60 }, logging: { enabled: true, sampleRate: 1000 }, securityPolicy: milvus }',
);

export const securityPolicyHasOneScope: Rule = {
  id: 'security-policy-has-one-scope',
  severity: 'error',
  why: 'a policy of Cloud Armor is global or of a region, as the load balancer is: one Service cannot have it behind both',
  cure: 'Write a second Service with the same selector for one of the Gateways, with policies of its own.',
  see: PAGES.gatewayPolicies,
  *check({ policies }) {
    for (const policy of policies) {
      const { kind, service, settings, settingsPath } = policy;
      if (kind !== 'GCPBackendPolicy' || !service || !settings['securityPolicy']) continue;
      const [global, regional] = [gatewayOf(service, 'global'), gatewayOf(service, 'regional')];
      if (!global || !regional) continue;
      const message = `its Service is behind ${titleOf(global)}, which is global, and ${titleOf(regional)}, which is not`;
      yield { on: policy, path: [...settingsPath, 'securityPolicy'], message };
    }
  },
  examples: {
    good: [BEHIND_BOTH, together(setup().replace(backendPolicy(), ARMOR))],
    bad: [BEHIND_BOTH.replace(backendPolicy(), ARMOR)],
  },
};

function gatewayOf({ gateways }: GatewayService, scope: 'global' | 'regional') {
  return gateways.find(({ classLike }) => classLike !== undefined && scopeOfClass(classLike) === scope);
}
