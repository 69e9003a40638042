import { together } from '../examples';
import { gateway, gatewayService, route, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const GRPC_ROUTE = route().replace('kind: HTTPRoute', 'kind: GRPCRoute');

export const grpcRouteIsNotServed: Rule = {
  id: 'grpc-route-is-not-served',
  severity: 'error',
  why: 'Gateways of GKE take HTTPRoute only: nothing is set up for a GRPCRoute, and its calls get 404',
  cure: 'Write kind: HTTPRoute, which carries gRPC where the port of the Service has appProtocol: HTTP2, and leave matches by method out.',
  see: PAGES.gateway,
  *check({ grpcRoutes }) {
    for (const on of grpcRoutes) {
      yield { on, path: ['kind'], message: 'no Gateway of GKE serves a GRPCRoute' };
    }
  },
  examples: {
    good: [setup()],
    bad: [together(gateway(), GRPC_ROUTE, gatewayService())],
  },
};
