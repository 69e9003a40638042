import { quote } from '../../errors';
import { ALL_GATEWAY_CLASSES } from '../../gke/gateway-limits';
import { nearest } from '../../source/did-you-mean';
import { gateway, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const gatewayClassIsKnown: Rule = {
  id: 'gateway-class-is-known',
  severity: 'warning',
  why: 'the API server takes any class, and nothing is set up for one that the cluster does not have',
  cure: 'Write a class that "kubectl get gatewayclass" tells.',
  see: PAGES.gatewayClasses,
  *check({ gateways }) {
    for (const one of gateways) {
      if (ALL_GATEWAY_CLASSES.includes(one.class)) continue;
      const near = nearest(one.class, ALL_GATEWAY_CLASSES);
      const message = `is no class that is known of GKE, got ${quote(one.class)}`;
      const cure = near === undefined ? {} : { cure: `Did you mean ${near}?` };
      yield { on: one, path: ['spec', 'gatewayClassName'], message, ...cure };
    }
  },
  examples: { good: [setup()], bad: [setup({ gateway: gateway({ class: 'gke-l7-global-external' }) })] },
};
