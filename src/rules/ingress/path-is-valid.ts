import { quote } from '../../errors';
import { REFUSED_IN_PATH } from '../../gke/ingress';
import { ingress } from '../examples';
import type { Route } from '../ingress';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const pathIsValid: Rule = {
  id: 'path-is-valid',
  severity: 'error',
  why: 'the controller, the API server or Compute Engine refuses it: nothing of this Ingress is set up',
  cure: 'Write path: / with pathType: Prefix: that is everything below it, without a star.',
  see: PAGES.ingressExternal,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      for (const route of ingress.routes) {
        const message = pathFault(route);
        if (message !== undefined) yield { on: ingress, path: [...route.at, 'path'], message };
      }
    }
  },
  examples: {
    good: [ingress(), ingress({ path: 'path: /*, pathType: ImplementationSpecific' })],
    bad: [
      ingress({ path: 'path: /*, pathType: Prefix' }),
      ingress({ path: 'path: /milvus*, pathType: ImplementationSpecific' }),
      ingress({ path: 'pathType: Prefix' }),
      ingress({ path: 'path: milvus, pathType: Prefix' }),
      ingress({ path: 'path: "/search?q=1", pathType: ImplementationSpecific' }),
    ],
  },
};

/** Undefined for a path that is fine. */
export function pathFault({ path, pathType }: Route): string | undefined {
  if (path === undefined) return undefined;
  if (path === '') {
    return pathType === 'Prefix' || pathType === 'Exact'
      ? `is required with pathType ${pathType}, but missing`
      : undefined;
  }
  if (/[?#]/.test(path)) return `must have no "?" and no "#", got ${quote(path)}`;
  if (!path.startsWith('/')) return `must start with "/", got ${quote(path)}`;
  if (pathType === 'ImplementationSpecific') {
    const fine = !path.replace(/\/\*$/, '').includes('*');
    return fine ? undefined : `may have a star only as its end, "/*", got ${quote(path)}`;
  }
  if (path.includes('*')) return `must have no star with pathType ${pathType ?? 'Prefix'}, got ${quote(path)}`;
  return REFUSED_IN_PATH.test(path) ? `must not have //, /./, /../ or %2f, got ${quote(path)}` : undefined;
}
