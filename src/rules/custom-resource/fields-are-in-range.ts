import { backendConfig, ingress, service } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { shapeFaultsIn } from './shape-faults';

export const fieldsAreInRange: Rule = {
  id: 'fields-are-in-range',
  severity: 'error',
  why: 'the API server, the controller or Compute Engine refuses the value: the object is not taken, or the Ingress stays unsynced',
  cure: 'Write a value that is allowed.',
  see: PAGES.features,
  isOfForm: true,
  *check(objects) {
    for (const { kind, ...fault } of shapeFaultsIn(objects)) if (kind === 'value') yield fault;
  },
  examples: {
    good: [backendConfig('healthCheck: { type: HTTP, port: 9091, requestPath: /healthz }')],
    bad: [
      backendConfig('healthCheck: { type: GRPC, port: 9091, requestPath: /healthz }'),
      backendConfig('healthCheck: { type: http, port: 9091, requestPath: /healthz }'),
      backendConfig('healthCheck: { port: 9091 }\nconnectionDraining: { drainingTimeoutSec: 3601 }'),
      backendConfig('healthCheck: { port: 9091 }\nlogging: { enable: true, sampleRate: 10 }'),
      service().replace('type: ClusterIP', 'type: ClusterIp'),
      service().replace('name: my-release-milvus', 'name: my_release_milvus'),
      ingress({ backend: 'service: { name: my-release-milvus, port: { name: milvus_grpc } }' }),
    ],
  },
};
