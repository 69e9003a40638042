import { quote } from '../../errors';
import { ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const TYPES = ['Prefix', 'Exact', 'ImplementationSpecific'];

export const pathTypeIsWritten: Rule = {
  id: 'path-type-is-written',
  severity: 'error',
  why: 'networking.k8s.io/v1 has no default for it: the API server refuses the Ingress',
  cure: 'Write pathType: Prefix.',
  see: PAGES.kubernetesIngress,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      if (ingress.apiVersion !== 'networking.k8s.io/v1') continue;
      for (const { at, path, pathType } of ingress.routes) {
        if (path === undefined || TYPES.includes(pathType ?? '')) continue;
        const message = `must be ${TYPES.join(', ')}, ${pathType === undefined ? 'but is missing' : `got ${quote(pathType)}`}`;
        yield { on: ingress, path: [...at, 'pathType'], message };
      }
    }
  },
  examples: {
    good: [ingress(), ingress({ path: 'path: /*, pathType: ImplementationSpecific' })],
    bad: [ingress({ path: 'path: /' }), ingress({ path: 'path: /, pathType: prefix' })],
  },
};
