import { isHttps } from '../gateway';
import { gateway, route, setup } from '../gateway-examples';
import { listenersFor } from '../http-route';
import { isUnread } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const HTTP = '{ name: http, port: 80, protocol: HTTP }';
const BOTH = gateway({ listeners: [HTTP, '{ name: https, port: 443, protocol: HTTPS }'] });

export const gatewayServesNoClearText: Rule = {
  id: 'gateway-serves-no-clear-text',
  severity: 'warning',
  why: 'the listener serves Milvus without TLS: passwords and vectors cross the network readable, and few gRPC clients can speak to it at all',
  cure: 'Write sectionName in parentRefs, the name of the HTTPS listener, and a redirect for port 80.',
  see: PAGES.gatewaySecure,
  *check({ httpRoutes }) {
    for (const httpRoute of httpRoutes) {
      if (!httpRoute.rules.some(({ backends }) => backends.some(({ milvus }) => milvus))) continue;
      for (const parent of httpRoute.parents) {
        if (isUnread(httpRoute, parent.path)) continue;
        const open = listenersFor(parent, httpRoute).find((listener) => !isHttps(listener));
        if (!open) continue;
        const message = `listener ${open.name ?? ''} on port ${open.port ?? '?'} serves Milvus in clear text`;
        yield { on: httpRoute, path: parent.path, message };
      }
    }
  },
  examples: {
    good: [setup({ gateway: BOTH })],
    bad: [
      setup({ gateway: BOTH, route: route({ parent: '{ name: milvus }' }) }),
      setup({
        gateway: gateway({ listeners: [HTTP] }),
        route: route({ parent: '{ name: milvus, sectionName: http }' }),
      }),
    ],
  },
};
