import { INGRESS } from '../../gke/annotations';
import { frontendConfig, ingress, together } from '../examples';
import { quote, titleOf } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const NAMED = { [INGRESS.frontendConfig]: 'milvus-frontend' };
const IN = (namespace: string, object: string) =>
  object.replace('metadata:\n', `metadata:\n  namespace: ${namespace}\n`);
const CONFIG = frontendConfig('sslPolicy: modern');

export const frontendConfigExists: Rule = {
  id: 'frontend-config-exists',
  severity: 'error',
  why: 'the load balancer is built without it: no redirect, no SSL policy',
  cure: 'Put it into the namespace of the Ingress, under the name that the annotation has.',
  see: PAGES.features,
  *check({ ingresses, registry }) {
    for (const ingress of ingresses) {
      const { frontendConfigName: name } = ingress;
      if (name === undefined || registry.find('FrontendConfig', name, ingress)) continue;
      const [other] = registry.elsewhere('FrontendConfig', name, ingress);
      const path = ['metadata', 'annotations', INGRESS.frontendConfig];
      if (other) yield { on: ingress, path, message: `${quote(name)} is ${titleOf(other)}, in another namespace` };
      else {
        const message = `FrontendConfig ${quote(name)} is not in these files: cannot tell whether it exists`;
        yield { on: ingress, path, message, severity: 'info' };
      }
    }
  },
  examples: {
    good: [together(ingress({ annotations: NAMED }), CONFIG)],
    bad: [together(IN('milvus', ingress({ annotations: NAMED })), IN('default', CONFIG))],
  },
};
