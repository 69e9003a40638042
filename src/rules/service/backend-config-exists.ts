import { quote } from '../../errors';
import { backendConfig, inNamespace, service, together } from '../examples';
import type { Item } from '../item';
import { PAGES } from '../pages';
import { referencesTo } from '../references';
import type { Rule } from '../rule';
import { namesInUse } from '../routed-service';
import { isInInput, missingFault } from '../whereabouts';

const CONFIG = backendConfig('healthCheck: { type: HTTP, port: 9091, requestPath: /healthz }');

export const backendConfigExists: Rule = {
  id: 'backend-config-exists',
  severity: 'error',
  why: '"no BackendConfig for service port exists": the controller leaves the whole Ingress unsynced',
  cure: 'Put it into the namespace of the Service, under the name that the annotation has.',
  see: PAGES.features,
  *check(objects) {
    const used = new Map(objects.services.map((service): [Item, string[]] => [service, namesInUse(service)]));
    for (const reference of referencesTo('BackendConfig', objects)) {
      const { on, path, name } = reference;
      if (!used.get(on)?.includes(name) || isInInput(reference, objects)) continue;
      const message = `BackendConfig ${quote(name)} is not in these files: cannot tell whether it exists`;
      yield missingFault(reference, objects) ?? { on, path, message, severity: 'info' };
    }
  },
  examples: {
    good: [together(service(), CONFIG)],
    bad: [
      together(inNamespace('milvus', service()), inNamespace('default', CONFIG)),
      together(service(), CONFIG.replace('name: my-config', 'name: prod-my-config')),
    ],
  },
};
