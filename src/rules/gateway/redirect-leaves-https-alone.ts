import { isHttps } from '../gateway';
import { gateway, route, setup } from '../gateway-examples';
import { listenersFor } from '../http-route';
import type { RouteRule } from '../http-route';
import { mappingOf } from '../../source/plain';
import { isUnread } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const BOTH = gateway({
  listeners: ['{ name: http, port: 80, protocol: HTTP }', '{ name: https, port: 443, protocol: HTTPS }'],
});
const RULE = '{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }';
const redirect = (parent: string) =>
  setup({ gateway: BOTH }) + '---\n' + route({ name: 'redirect', parent, rule: RULE });

export const redirectLeavesHttpsAlone: Rule = {
  id: 'redirect-leaves-https-alone',
  severity: 'warning',
  why: 'a redirect to https that the HTTPS listener takes too leads back to itself: whether it or the other route counts, the age of both decides',
  cure: 'Write sectionName, the name of the listener on port 80, in its parentRefs.',
  see: PAGES.gatewaySecure,
  *check({ httpRoutes }) {
    for (const httpRoute of httpRoutes) {
      if (!httpRoute.rules.some(leadsToItself)) continue;
      for (const parent of httpRoute.parents) {
        if (isUnread(httpRoute, parent.path)) continue;
        const listener = listenersFor(parent, httpRoute).find(isHttps);
        if (!listener) continue;
        const name = listener.name ?? String(listener.port);
        yield { on: httpRoute, path: parent.path, message: `the redirect is attached to HTTPS listener ${name} too` };
      }
    }
  },
  examples: {
    good: [redirect('{ name: milvus, sectionName: http }')],
    bad: [redirect('{ name: milvus }'), redirect('{ name: milvus, sectionName: https }')],
  },
};

/** To the same host and path, by https. */
function leadsToItself({ filters, backends }: RouteRule): boolean {
  // One with backends too is refused, and told as that.
  if (backends.length > 0) return false;
  return filters.some(({ requestRedirect }) => {
    const { scheme, hostname, path, port } = mappingOf(requestRedirect);
    return scheme === 'https' && hostname === undefined && path === undefined && (port ?? 443) === 443;
  });
}
