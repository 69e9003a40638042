import { TLS_MODE } from '../../milvus/service';
import { USER_YAML } from '../../milvus/values';
import { isTls, pathIn, tlsModeOf } from '../configuration';
import { values, together } from '../examples';
import { gatewayService, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const PLAIN = setup({ service: gatewayService('{ name: milvus, port: 19530, appProtocol: kubernetes.io/h2c }') });
const mode = (word: string) => values(`common: { security: { tlsMode: ${word} } }`).replace(/service:\n(.*\n){4}/, '');

export const tlsModeFitsH2c: Rule = {
  id: 'tls-mode-fits-h2c',
  severity: 'error',
  why: 'kubernetes.io/h2c means HTTP/2 in plain text: a Milvus that wants TLS refuses every call, while health checks stay green',
  cure: 'Write appProtocol: HTTP2 at the port of the Service, or tlsMode: 0.',
  see: PAGES.gatewaySecure,
  *check({ configurations }) {
    for (const configuration of configurations) {
      const plain = configuration.gatewayServices.find(({ grpcPorts }) =>
        grpcPorts.some(({ appProtocol }) => appProtocol === 'kubernetes.io/h2c'),
      );
      const found = tlsModeOf(configuration);
      if (!plain || !isTls(found)) continue;
      const path = pathIn(configuration, USER_YAML.tlsMode);
      const message = `tlsMode must be ${TLS_MODE.off}, got ${found ?? ''}: Service ${plain.serviceName ?? ''} speaks h2c`;
      yield { on: configuration, path, message };
    }
  },
  examples: { good: [together(PLAIN, mode('0'))], bad: [together(PLAIN, mode('1'))] },
};
