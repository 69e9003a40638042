import { quote } from '../../errors';
import { ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const pathStandsOnce: Rule = {
  id: 'path-stands-once',
  severity: 'warning',
  why: 'of one path twice in a host the last one counts, without an event',
  cure: 'Remove the path that does not count.',
  see: PAGES.kubernetesIngress,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      for (const { at, path, winner } of ingress.lostRoutes) {
        const message = `${quote(path)} does not count: the path further down leads to ${winner.serviceName ?? 'another backend'}`;
        yield { on: ingress, path: [...at, 'path'], message };
      }
    }
  },
  examples: {
    good: [ingress()],
    bad: [`${ingress()}${ingress().split('\n').at(-2) ?? ''}\n`],
  },
};
