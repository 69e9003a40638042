import { backendConfig, frontendConfig, ingress, service, together } from '../examples';
import { INGRESS } from '../../gke/annotations';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { shapeFaultsIn } from './shape-faults';

const INGRESS_OF_IT = ingress({ annotations: { [INGRESS.frontendConfig]: 'milvus-frontend' } });

export const fieldsHaveTheirTypes: Rule = {
  id: 'fields-have-their-types',
  severity: 'error',
  why: 'the API server refuses the object',
  cure: 'Write a value of that type, without quotes where it is a number.',
  see: PAGES.features,
  isOfForm: true,
  *check(objects) {
    for (const { kind, ...fault } of shapeFaultsIn(objects)) {
      if (kind === 'type') yield fault;
      else if (kind === 'off') yield { ...fault, severity: 'warning' };
    }
  },
  examples: {
    good: [backendConfig('healthCheck: { port: 9091 }')],
    bad: [
      backendConfig('healthCheck: { port: "9091" }'),
      backendConfig('healthCheck: { port: 9091 }\ntimeoutSec: 1h'),
      ingress({ backend: 'service: { name: my-release-milvus, port: { number: "19530" } }' }),
      ingress({ spec: 'tls: { secretName: milvus-tls }' }),
      service().replace('[{ name: milvus, port: 19530 }]', '{ name: milvus, port: 19530 }'),
      together(INGRESS_OF_IT, frontendConfig('redirectToHttps: { responseCodeName: FOUND }')),
    ],
  },
};
