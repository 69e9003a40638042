import { INGRESS } from '../../gke/annotations';
import { ingress } from '../examples';
import { quote } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const ingressClassIsAnAnnotation: Rule = {
  id: 'ingress-class-is-an-annotation',
  severity: 'error',
  why: 'the controller of GKE ignores an Ingress with the field ingressClassName: no load balancer, and no event',
  cure: `Remove the field; write the annotation ${INGRESS.class} instead, or none for an external load balancer.`,
  see: PAGES.ingress,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      const field = ingress.spec['ingressClassName'];
      if (field === undefined || field === null) continue;
      const both = ingress.annotations[INGRESS.class] !== undefined;
      const message = both
        ? `excludes the annotation ${INGRESS.class}: the API server refuses both, got ${quote(field)}`
        : `must not be set, got ${quote(field)}`;
      yield { on: ingress, path: ['spec', 'ingressClassName'], message };
    }
  },
  examples: {
    good: [ingress(), ingress({ annotations: { [INGRESS.class]: 'gce' } })],
    bad: [ingress({ spec: 'ingressClassName: gce' })],
  },
};
