import { customHeaderFaults } from '../../gke/custom-headers';
import { listOf, mappingOf } from '../../source/plain';
import { backendConfig } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const headersAreAccepted: Rule = {
  id: 'headers-are-accepted',
  severity: 'error',
  why: 'Compute Engine refuses the backend service: it is left as it was, or not made',
  cure: 'Write each header as name:value, under a name that is not reserved and stands once.',
  see: PAGES.customHeaders,
  *check({ backendConfigs }) {
    for (const config of backendConfigs) {
      for (const field of ['customRequestHeaders', 'customResponseHeaders']) {
        for (const { index, message } of customHeaderFaults(listOf(mappingOf(config.spec[field])['headers']))) {
          yield { on: config, path: ['spec', field, 'headers', index], message };
        }
      }
    }
  },
  examples: {
    good: [
      backendConfig('healthCheck: { port: 9091 }\ncustomRequestHeaders: { headers: ["X-Region:{client_region}"] }'),
    ],
    bad: [
      backendConfig('healthCheck: { port: 9091 }\ncustomRequestHeaders: { headers: ["X-Region"] }'),
      backendConfig('healthCheck: { port: 9091 }\ncustomResponseHeaders: { headers: ["Connection:close"] }'),
    ],
  },
};
