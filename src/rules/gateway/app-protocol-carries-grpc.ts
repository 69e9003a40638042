import { quote } from '../../errors';
import { SERVICE } from '../../gke/annotations';
import { APP_PROTOCOL } from '../../gke/core-objects';
import { GATEWAY_APP_PROTOCOLS } from '../../gke/gateway';
import { GRPC_APP_PROTOCOLS } from '../../gke/gateway-limits';
import { gatewayService, setup } from '../gateway-examples';
import type { GatewayService } from '../gateway-service';
import { isUnread } from '../item';
import { PAGES } from '../pages';
import type { Problem, Rule } from '../rule';
import type { ServicePort } from '../service';

const spoken = (appProtocol: string) =>
  setup({ service: gatewayService(`{ name: milvus, port: 19530, appProtocol: ${appProtocol} }`) });

export const appProtocolCarriesGrpc: Rule = {
  id: 'app-protocol-carries-grpc',
  severity: 'error',
  why: 'the load balancer talks HTTP/1.1 to the pod: every gRPC call fails while health checks stay green',
  cure: 'Write appProtocol: HTTP2 at the port of the Service; kubernetes.io/h2c where Milvus has no TLS.',
  see: PAGES.gatewaySecure,
  *check({ gatewayServices }) {
    for (const service of gatewayServices) {
      for (const port of service.routedPorts) {
        const fault = faultOf(port, service);
        if (fault) yield fault;
      }
    }
  },
  examples: {
    good: [setup(), spoken('kubernetes.io/h2c')],
    bad: [
      setup({ service: gatewayService('{ name: milvus, port: 19530 }') }),
      spoken('HTTPS'),
      spoken('h2c'),
      spoken('http2'),
      spoken('grpc'),
    ],
  },
};

function faultOf(port: ServicePort, service: GatewayService): Problem | undefined {
  const { appProtocol, name, number, grpc } = port;
  const title = `port ${name === undefined ? String(number ?? '?') : quote(name)}`;
  // What the API server refuses is told as that.
  if (appProtocol !== undefined && !APP_PROTOCOL.pattern.test(appProtocol)) return undefined;
  const isKnown = (GATEWAY_APP_PROTOCOLS as readonly (string | undefined)[]).includes(appProtocol);
  if (!grpc) {
    if (appProtocol === undefined || isKnown) return undefined;
    const message = `${title} speaks ${GATEWAY_APP_PROTOCOLS.join(', ')}, spelt so, got ${quote(appProtocol)}`;
    return {
      on: service,
      path: [...port.path, 'appProtocol'],
      message,
      severity: 'warning',
      cure: 'Write one of them.',
    };
  }
  if (appProtocol !== undefined && GRPC_APP_PROTOCOLS.includes(appProtocol)) return undefined;
  if (service.kind === 'values') {
    const message = `the chart's Service cannot say appProtocol, which a Gateway wants of ${title}`;
    const cure =
      'Write a Service of your own with the labels of the proxies as its selector, and lead the route to it.';
    return { on: service, path: ['service'], message, cure };
  }
  if (appProtocol !== undefined) {
    const message = `${title} must be ${GRPC_APP_PROTOCOLS.join(' or ')}, got ${quote(appProtocol)}`;
    return { on: service, path: [...port.path, 'appProtocol'], message };
  }
  if (isUnread(service, [...port.path, 'appProtocol'])) return undefined;
  const found = service.appProtocols ? `: a Gateway does not read ${SERVICE.appProtocols}` : '';
  return { on: service, path: port.path, message: `${title} has no appProtocol${found}` };
}
