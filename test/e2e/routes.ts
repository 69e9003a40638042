import { type BackendService } from './backend-service';
import type { Json } from './envoy-json';
import { type Backend, type Ingress, NotSynced, type Path, type Rule } from './objects';

/** The URL map: a virtual host for each host, the longest path first, 404 for all else. */
export function virtualHostsOf({ spec }: Ingress, serviceOf: (backend: Backend) => BackendService): Json[] {
  const fallback: Json =
    spec.defaultBackend === undefined ? { direct_response: { status: 404 } } : serviceOf(spec.defaultBackend).route;
  const all = { match: { prefix: '/' }, ...fallback };
  // The same host in two rules: the last one replaces the paths of the first.
  const rules = new Map<string, Rule>((spec.rules ?? []).map((rule) => [rule.host ?? '*', rule]));
  if (!rules.has('*')) rules.set('*', { http: { paths: [] } });
  return [...rules].map(([host, { http }]) => ({
    name: host,
    domains: [host],
    routes: [
      ...[...http.paths]
        .sort((a, b) => (b.path ?? '').length - (a.path ?? '').length)
        .flatMap((path) => matchesOf(path).map((match) => ({ match, ...serviceOf(path.backend).route }))),
      all,
    ],
  }));
}

/** Prefix goes by segments: `/x` is `/x` and `/x/…`, not `/xy`. Everything else is exact. */
function matchesOf({ path = '/', pathType }: Path): Json[] {
  if (path.includes('*') && pathType !== 'ImplementationSpecific') throw new NotSynced(`invalid wildcard in ${path}`);
  if (pathType !== 'Prefix') return path.endsWith('/*') ? [{ prefix: path.slice(0, -1) }] : [{ path }];
  const segments = path.replace(/\/$/, '');
  return segments === '' ? [{ prefix: '/' }] : [{ path_separated_prefix: segments }];
}
