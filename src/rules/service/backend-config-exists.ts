import { backendConfig, service, together } from '../examples';
import { quote, titleOf } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { namesInUse } from '../routed-service';

const IN = (namespace: string, object: string) =>
  object.replace('metadata:\n', `metadata:\n  namespace: ${namespace}\n`);
const CONFIG = backendConfig('healthCheck: { type: HTTP, port: 9091, requestPath: /healthz }');

export const backendConfigExists: Rule = {
  id: 'backend-config-exists',
  severity: 'error',
  why: '"no BackendConfig for service port exists": the controller leaves the whole Ingress unsynced',
  cure: 'Put it into the namespace of the Service, under the name that the annotation has.',
  see: PAGES.features,
  *check({ services, registry }) {
    for (const service of services) {
      if (!service.backendConfig) continue;
      const { path } = service.backendConfig;
      for (const name of namesInUse(service)) {
        if (registry.find('BackendConfig', name, service)) continue;
        const [other] = registry.elsewhere('BackendConfig', name, service);
        if (other) {
          yield { on: service, path, message: `${quote(name)} is ${titleOf(other)}, in another namespace` };
          continue;
        }
        const message = `BackendConfig ${quote(name)} is not in these files: cannot tell whether it exists`;
        yield { on: service, path, message, severity: 'info' };
      }
    }
  },
  examples: {
    good: [together(service(), CONFIG)],
    bad: [together(IN('milvus', service()), IN('default', CONFIG))],
  },
};
