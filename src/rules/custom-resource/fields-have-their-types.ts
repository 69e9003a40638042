import { backendConfig, frontendConfig, ingress, together } from '../examples';
import { INGRESS } from '../../gke/annotations';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { shapeFaults } from './shape-faults';

const INGRESS_OF_IT = ingress({ annotations: { [INGRESS.frontendConfig]: 'milvus-frontend' } });

export const fieldsHaveTheirTypes: Rule = {
  id: 'fields-have-their-types',
  severity: 'error',
  why: 'the API server refuses the object',
  cure: 'Write a value of that type, without quotes where it is a number.',
  see: PAGES.features,
  *check({ backendConfigs, frontendConfigs, managedCertificates }) {
    for (const item of [...backendConfigs, ...frontendConfigs, ...managedCertificates]) {
      for (const { kind, ...fault } of shapeFaults(item)) if (kind === 'type') yield { on: item, ...fault };
    }
  },
  examples: {
    good: [backendConfig('healthCheck: { port: 9091 }')],
    bad: [
      backendConfig('healthCheck: { port: "9091" }'),
      backendConfig('healthCheck: { port: 9091 }\ntimeoutSec: 1h'),
      together(INGRESS_OF_IT, frontendConfig('redirectToHttps: { responseCodeName: FOUND }')),
    ],
  },
};
