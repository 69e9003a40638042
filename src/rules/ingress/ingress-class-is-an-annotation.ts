import { quote } from '../../errors';
import { INGRESS } from '../../gke/annotations';
import { ALL_INGRESS_CLASSES, isIngressClass } from '../../gke/load-balancer-classes';
import { ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const ingressClassIsAnAnnotation: Rule = {
  id: 'ingress-class-is-an-annotation',
  severity: 'error',
  why: 'the controller of GKE reads the class from the annotation alone, exactly as it is spelled: otherwise no load balancer, and no event',
  cure: `Remove the field; write the annotation ${INGRESS.class} instead, or none for an external load balancer.`,
  see: PAGES.ingress,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      const field = ingress.spec['ingressClassName'] ?? undefined;
      const annotation = ingress.annotations[INGRESS.class];
      const inAnnotation = ['metadata', 'annotations', INGRESS.class];
      if (typeof annotation === 'string' && annotation !== '' && !isIngressClass(annotation)) {
        const message = `must be ${ALL_INGRESS_CLASSES.join(', ')}, got ${quote(annotation)}: nobody handles the Ingress`;
        yield { on: ingress, path: inAnnotation, message, cure: `Write ${ingress.class}.` };
      } else if (field !== undefined && annotation === undefined) {
        yield { on: ingress, path: ['spec', 'ingressClassName'], message: `must not be set, got ${quote(field)}` };
      } else if (field !== undefined && field !== annotation) {
        const message = `must be the same as in the annotation, ${quote(annotation)}, got ${quote(field)}: the API server refuses two classes`;
        yield { on: ingress, path: ['spec', 'ingressClassName'], message, cure: 'Remove the field.' };
      }
    }
  },
  examples: {
    good: [
      ingress(),
      ingress({ annotations: { [INGRESS.class]: 'gce' } }),
      ingress({ annotations: { [INGRESS.class]: 'gce' }, spec: 'ingressClassName: gce' }),
    ],
    bad: [
      ingress({ spec: 'ingressClassName: gce' }),
      ingress({ annotations: { [INGRESS.class]: 'GCE' } }),
      ingress({ annotations: { [INGRESS.class]: 'gce' }, spec: 'ingressClassName: nginx' }),
    ],
  },
};
