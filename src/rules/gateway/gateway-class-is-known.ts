import { quote } from '../../errors';
import { ALL_GATEWAY_CLASSES } from '../../gke/gateway-limits';
import { GATEWAY_CLASS_OF } from '../../gke/load-balancer-classes';
import { nearest } from '../../source/did-you-mean';
import { together } from '../examples';
import { gateway, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

/** As several guides have it. */
const OWN_CLASS = `apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: { name: milvus }
spec: { controllerName: networking.gke.io/gateway }
`;

const OF_GKE = `Write one of GKE's own classes, such as ${GATEWAY_CLASS_OF.external}: that anything is made for another one was never seen.`;

export const gatewayClassIsKnown: Rule = {
  id: 'gateway-class-is-known',
  severity: 'warning',
  why: 'the API server takes any class, and nothing is set up for one that the cluster does not have',
  cure: 'Write a class that "kubectl get gatewayclass" tells.',
  see: PAGES.gatewayClasses,
  *check({ gateways, registry }) {
    for (const one of gateways) {
      if (ALL_GATEWAY_CLASSES.includes(one.class)) continue;
      const near = nearest(one.class, ALL_GATEWAY_CLASSES);
      const message = `is no class that is known of GKE, got ${quote(one.class)}`;
      const isMade = registry.ofKind('GatewayClass').some(({ name }) => name === one.class);
      const cure = near !== undefined ? { cure: `Did you mean ${near}?` } : isMade ? { cure: OF_GKE } : {};
      yield { on: one, path: ['spec', 'gatewayClassName'], message, ...cure };
    }
  },
  examples: {
    good: [setup()],
    bad: [
      setup({ gateway: gateway({ class: 'gke-l7-global-external' }) }),
      together(setup({ gateway: gateway({ class: 'milvus' }) }), OWN_CLASS),
    ],
  },
};
