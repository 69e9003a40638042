import { quote } from '../../errors';
import { GRPC_METHOD_PATH } from '../../milvus/service';
import { ingress } from '../examples';
import type { Ingress, LostRoute, Route } from '../ingress';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { pathFault } from './path-is-valid';

export const pathCarriesGrpc: Rule = {
  id: 'path-carries-grpc',
  severity: 'error',
  why: `gRPC calls have paths such as ${GRPC_METHOD_PATH}: they miss the rule and get the default backend's 404`,
  cure: 'Write path: / with pathType: Prefix.',
  see: PAGES.kubernetesIngress,
  *check({ ingresses }) {
    for (const ingress of ingresses) {
      for (const [host, routes] of byHost(ingress)) {
        const leading = routes.find(({ grpc }) => grpc) ?? lostOf(host, ingress);
        if (!leading || (bestFor(routes) ?? defaultOf(ingress))?.grpc) continue;
        const { at, path = '', pathType = '' } = leading;
        // What is no path at all has a rule of its own.
        if (pathFault(leading) !== undefined) continue;
        const message =
          'winner' in leading
            ? `${quote(path)} does not lead to Milvus: it stands again further down, and the last one counts`
            : `${quote(path)} with pathType ${pathType} does not take gRPC calls to Milvus`;
        const cure = 'winner' in leading ? { cure: 'Keep the path that leads to Milvus.' } : {};
        yield { on: ingress, path: [...at, 'path'], message, ...cure };
      }
    }
  },
  examples: {
    good: [ingress(), ingress({ path: 'path: /milvus.proto.milvus.MilvusService, pathType: Prefix' })],
    bad: [
      ingress({ path: 'path: /, pathType: Exact' }),
      ingress({ path: 'path: /, pathType: ImplementationSpecific' }),
      ingress({ path: 'path: /milvus, pathType: Prefix' }),
      ingress() +
        '          - { path: /, pathType: Prefix, backend: { service: { name: attu, port: { number: 80 } } } }\n',
    ],
  },
};

function lostOf(host: string, { lostRoutes }: Ingress): LostRoute | undefined {
  return lostRoutes.find((route) => route.grpc && (route.host ?? '*') === host);
}

function byHost({ routes }: Ingress): Iterable<[string, Route[]]> {
  const hosts = new Map<string, Route[]>();
  for (const route of routes) {
    if (route.path === undefined) continue;
    const host = route.host ?? '*';
    hosts.set(host, [...(hosts.get(host) ?? []), route]);
  }
  return hosts;
}

function defaultOf({ routes }: Ingress): Route | undefined {
  return routes.find(({ path }) => path === undefined);
}

/** The longest path wins. */
function bestFor(routes: readonly Route[]): Route | undefined {
  const matching = routes.filter(takesGrpc);
  return matching.sort((a, b) => (b.path ?? '').length - (a.path ?? '').length)[0];
}

/** Of a path that another rule refuses, what was meant by it counts. */
function takesGrpc({ path = '', pathType = 'Prefix' }: Route): boolean {
  if (path === '' || path.endsWith('*')) return GRPC_METHOD_PATH.startsWith(path.replace(/\*$/, ''));
  if (pathType !== 'Exact' && pathType !== 'ImplementationSpecific') {
    return GRPC_METHOD_PATH.startsWith(`${path.replace(/\/$/, '')}/`) || !path.startsWith('/');
  }
  return path === GRPC_METHOD_PATH;
}
