import { quote } from '../../errors';
import { APP_PROTOCOLS, SERVICE } from '../../gke/annotations';
import { isMapping } from '../../source/plain';
import { service } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { isProtocol } from '../service';
import type { Service } from '../routed-service';

export const appProtocolsIsValid: Rule = {
  id: 'app-protocols-is-valid',
  severity: 'error',
  why: 'the controller cannot read it and leaves the whole Ingress unsynced',
  cure: `Write ${SERVICE.appProtocols}: '{"milvus":"HTTP2"}'; HTTP2 means HTTP/2 over TLS, there is no H2C and no GRPC.`,
  see: PAGES.http2,
  *check({ services }) {
    for (const service of services) {
      const { appProtocols } = service;
      if (typeof appProtocols?.raw !== 'string') continue;
      const { value, raw, path } = appProtocols;
      const cure = cureFor(service);
      if (!isMapping(value)) {
        yield { on: service, path, message: `must be a JSON object of port names, got ${quote(raw)}`, cure };
        continue;
      }
      for (const [port, protocol] of Object.entries(value)) {
        if (isProtocol(protocol)) continue;
        const message = `port "${port}" must speak ${APP_PROTOCOLS.join(', ')}, got ${quote(protocol)}`;
        yield { on: service, path, message, cure };
      }
    }
  },
  examples: {
    good: [service(), service({ [SERVICE.appProtocols]: '{"milvus":"HTTP2","rest":"HTTPS"}' })],
    bad: [
      service({ [SERVICE.appProtocols]: 'HTTP2' }),
      service({ [SERVICE.appProtocols]: '{"milvus":"H2C"}' }),
      service({ [SERVICE.appProtocols]: '{"milvus":"http2"}' }),
    ],
  },
};

function cureFor({ grpcPorts, ports }: Service): string {
  const [port = ports[0]] = grpcPorts;
  return `Write ${SERVICE.appProtocols}: '{"${port?.name ?? 'milvus'}":"HTTP2"}'; HTTP2 means HTTP/2 over TLS, there is no H2C and no GRPC.`;
}
