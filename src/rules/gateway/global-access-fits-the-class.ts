import { reasonAgainst } from '../../gke/load-balancer-classes';
import { gateway, gatewayPolicy, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const POLICY = gatewayPolicy('{ allowGlobalAccess: true }');
const INTERNAL = gateway({
  class: 'gke-l7-rilb',
  annotations: '{}',
  listeners: ['{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: milvus-tls }] } }'],
});

export const globalAccessFitsTheClass: Rule = {
  id: 'global-access-fits-the-class',
  severity: 'warning',
  why: 'only an internal load balancer of one region opens itself to the other regions of its network',
  cure: 'Remove allowGlobalAccess, or write gatewayClassName: gke-l7-rilb.',
  see: PAGES.gatewayPolicies,
  *check({ policies }) {
    for (const policy of policies) {
      const { gateway: target, settings, settingsPath } = policy;
      if (settings['allowGlobalAccess'] !== true || !target?.classLike) continue;
      const reason = reasonAgainst('globalAccess', target.classLike);
      if (reason === undefined) continue;
      const message = `does nothing for class ${target.class}: ${reason}`;
      yield { on: policy, path: [...settingsPath, 'allowGlobalAccess'], message };
    }
  },
  examples: {
    good: [`${setup({ gateway: INTERNAL })}---\n${POLICY}`],
    bad: [`${setup()}---\n${POLICY}`],
  },
};
