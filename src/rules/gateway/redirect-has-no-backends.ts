import { TO_MILVUS, route, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const REDIRECT = 'filters: [{ type: RequestRedirect, requestRedirect: { scheme: https, statusCode: 301 } }]';

export const redirectHasNoBackends: Rule = {
  id: 'redirect-has-no-backends',
  severity: 'error',
  why: 'a rule either redirects or leads to a Service: the API server refuses the route',
  cure: 'Write the redirect into a route of its own, attached to the listener on port 80.',
  see: PAGES.gatewaySpec,
  *check({ httpRoutes }) {
    for (const httpRoute of httpRoutes) {
      for (const { filters, backends, path } of httpRoute.rules) {
        const index = filters.findIndex(({ type }) => type === 'RequestRedirect');
        if (index < 0 || backends.length === 0) continue;
        yield { on: httpRoute, path: [...path, 'filters', index], message: 'the rule has backendRefs too' };
      }
    }
  },
  examples: {
    good: [setup() + '---\n' + route({ name: 'redirect', rule: `{ ${REDIRECT} }` })],
    bad: [setup({ route: route({ rule: `{ ${REDIRECT}, ${TO_MILVUS} }` }) })],
  },
};
