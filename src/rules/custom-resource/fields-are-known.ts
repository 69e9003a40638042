import { backendConfig, ingress } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { shapeFaultsIn } from './shape-faults';

export const fieldsAreKnown: Rule = {
  id: 'fields-are-known',
  severity: 'error',
  why: 'kubectl refuses an object with a field that is none; what does not ask for that drops the field, and its value is lost',
  cure: 'Write the field as it is called.',
  see: PAGES.features,
  isOfForm: true,
  *check(objects) {
    for (const { kind, ...fault } of shapeFaultsIn(objects)) if (kind === 'key') yield fault;
  },
  examples: {
    good: [backendConfig('healthCheck: { port: 9091, requestPath: /healthz }')],
    bad: [
      backendConfig('healthCheck: { port: 9091, path: /healthz }'),
      ingress({ spec: 'backend: { serviceName: my-release-milvus, servicePort: 19530 }' }),
    ],
  },
};
