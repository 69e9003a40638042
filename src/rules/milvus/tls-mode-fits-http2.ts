import { TLS_MODE } from '../../milvus/service';
import { USER_YAML } from '../../milvus/values';
import { pathIn, tlsModeOf } from '../configuration';
import type { Configuration } from '../configuration';
import { values } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { isValues } from '../values';
import { protocolOf } from '../service';

export const tlsModeFitsHttp2: Rule = {
  id: 'tls-mode-fits-http2',
  severity: 'error',
  why: 'HTTP2 to the backend means HTTP/2 over TLS: Milvus in plain text stays green in the health check, and every call fails as UNAVAILABLE',
  cure: 'Write common.security.tlsMode: 1 into user.yaml.',
  see: PAGES.tls,
  *check({ configurations }) {
    const known = configurations.some((one) => !['0', undefined].includes(tlsModeOf(one)));
    for (const configuration of configurations) {
      if (!expectsTls(configuration) || configuration.faults.length > 0) continue;
      const mode = tlsModeOf(configuration);
      const path = pathIn(configuration, USER_YAML.tlsMode);
      if (mode === TLS_MODE.off) yield { on: configuration, path, message: 'tlsMode must be 1, got 0 or nothing' };
      else if (mode === undefined && !known && !isPartOf(configuration)) {
        const message = 'user.yaml is not in these files: cannot tell whether Milvus speaks TLS';
        yield { on: configuration, path, message, severity: 'info' };
      }
    }
  },
  examples: {
    good: [values('common: { security: { tlsMode: 1 } }')],
    bad: [values('common: { security: { tlsMode: 0 } }'), values('log: { level: info }')],
  },
};

/** Whether something brings more values than can be read: that is told where they are named. */
function isPartOf(configuration: Configuration): boolean {
  return isValues(configuration) && configuration.carrier !== undefined && !configuration.complete;
}

/** Where the annotations are not in the input, somebody makes them: HTTP2, for nothing else carries gRPC. */
function expectsTls({ services, gatewayServices }: Configuration): boolean {
  if (gatewayServices.some(({ grpcPorts }) => grpcPorts.some(({ appProtocol }) => appProtocol === 'HTTP2')))
    return true;
  return services.some(
    (service) =>
      service.appProtocols === undefined || service.grpcPorts.some((port) => protocolOf(service, port) === 'HTTP2'),
  );
}
