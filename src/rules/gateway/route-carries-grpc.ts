import { quote } from '../../errors';
import { GRPC_METHOD_PATH } from '../../milvus/service';
import { TO_MILVUS, route, setup } from '../gateway-examples';
import type { RouteRule } from '../http-route';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const routeCarriesGrpc: Rule = {
  id: 'route-carries-grpc',
  severity: 'error',
  why: `gRPC calls have paths such as ${GRPC_METHOD_PATH}: they miss the rule and get 404`,
  cure: 'Leave matches out, or write path: { type: PathPrefix, value: / }.',
  see: PAGES.gatewaySpec,
  *check({ httpRoutes }) {
    for (const httpRoute of httpRoutes) {
      const leading = httpRoute.rules.filter(({ backends }) => backends.some(({ grpc }) => grpc));
      const [first] = leading;
      if (!first || leading.some((rule) => rule.paths.some(takesGrpc))) continue;
      const [{ type, value, path } = { type: '', value: '', path: first.path }] = first.paths;
      yield { on: httpRoute, path, message: `${quote(value)} as ${type} does not take gRPC calls to Milvus` };
    }
  },
  examples: {
    good: [
      setup(),
      setup({
        route: route({ rule: `{ matches: [{ path: { value: /milvus.proto.milvus.MilvusService } }], ${TO_MILVUS} }` }),
      }),
    ],
    bad: [
      setup({ route: route({ rule: `{ matches: [{ path: { type: Exact, value: / } }], ${TO_MILVUS} }` }) }),
      setup({ route: route({ rule: `{ matches: [{ path: { type: PathPrefix, value: /milvus } }], ${TO_MILVUS} }` }) }),
    ],
  },
};

/** What an expression takes is not looked into. */
function takesGrpc({ type, value }: RouteRule['paths'][number]): boolean {
  if (type === 'PathPrefix') return `${GRPC_METHOD_PATH}/`.startsWith(`${value.replace(/\/$/, '')}/`);
  return type !== 'Exact' || value === GRPC_METHOD_PATH;
}
