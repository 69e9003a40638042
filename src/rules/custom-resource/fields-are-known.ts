import { backendConfig } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { shapeFaults } from './shape-faults';

export const fieldsAreKnown: Rule = {
  id: 'fields-are-known',
  severity: 'warning',
  why: 'the API server drops a field that it does not know, or refuses the object where validation is strict',
  cure: 'Write the field as it is called.',
  see: PAGES.features,
  *check({ backendConfigs, frontendConfigs, managedCertificates }) {
    for (const item of [...backendConfigs, ...frontendConfigs, ...managedCertificates]) {
      for (const { kind, ...fault } of shapeFaults(item)) if (kind === 'key') yield { on: item, ...fault };
    }
  },
  examples: {
    good: [backendConfig('healthCheck: { port: 9091, requestPath: /healthz }')],
    bad: [backendConfig('healthCheck: { port: 9091, path: /healthz }')],
  },
};
