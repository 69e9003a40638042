import { quote } from '../../errors';
import { INGRESS } from '../../gke/annotations';
import { frontendConfig, ingress, inNamespace, together } from '../examples';
import { PAGES } from '../pages';
import { referencesTo } from '../references';
import type { Rule } from '../rule';
import { isInInput, missingFault } from '../whereabouts';

const NAMED = { [INGRESS.frontendConfig]: 'milvus-frontend' };
const CONFIG = frontendConfig('sslPolicy: modern');

export const frontendConfigExists: Rule = {
  id: 'frontend-config-exists',
  severity: 'error',
  why: 'the load balancer is built without it: no redirect, no SSL policy',
  cure: 'Put it into the namespace of the Ingress, under the name that the annotation has.',
  see: PAGES.features,
  *check(objects) {
    for (const reference of referencesTo('FrontendConfig', objects)) {
      const { on, path, name } = reference;
      if (isInInput(reference, objects)) continue;
      const message = `FrontendConfig ${quote(name)} is not in these files: cannot tell whether it exists`;
      yield missingFault(reference, objects) ?? { on, path, message, severity: 'info' };
    }
  },
  examples: {
    good: [together(ingress({ annotations: NAMED }), CONFIG)],
    bad: [
      together(inNamespace('milvus', ingress({ annotations: NAMED })), inNamespace('default', CONFIG)),
      together(ingress({ annotations: NAMED }), CONFIG.replace('name: milvus-frontend', 'name: milvus-frontend-prod')),
    ],
  },
};
