import { together } from '../examples';
import { gateway, gatewayService, route, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const ofKind = (kind: string) =>
  together(gateway(), route().replace('kind: HTTPRoute', `kind: ${kind}`), gatewayService());

export const routeKindIsServed: Rule = {
  id: 'route-kind-is-served',
  severity: 'error',
  why: 'Gateways of GKE take HTTPRoute only: nothing is set up for a route of another kind, and no call reaches Milvus by it',
  cure: 'Write kind: HTTPRoute, to an HTTPS listener: the load balancer ends TLS, and carries gRPC where the port of the Service has appProtocol: HTTP2.',
  see: PAGES.gateway,
  *check({ unservedRoutes }) {
    for (const on of unservedRoutes) {
      const message = `no Gateway of GKE serves a ${on.kind}`;
      yield { on, path: ['kind'], message, ...(on.kind === 'GRPCRoute' && { cure: OF_GRPC }) };
    }
  },
  examples: {
    good: [setup()],
    bad: [ofKind('GRPCRoute'), ofKind('TLSRoute'), ofKind('TCPRoute')],
  },
};

const OF_GRPC =
  'Write kind: HTTPRoute, which carries gRPC where the port of the Service has appProtocol: HTTP2, and leave matches by method out.';
