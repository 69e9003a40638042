import { backendConfig } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { shapeFaults } from './shape-faults';

export const fieldsAreInRange: Rule = {
  id: 'fields-are-in-range',
  severity: 'error',
  why: 'the API server checks types only; the controller or Compute Engine refuses the value, and the Ingress stays unsynced',
  cure: 'Write a value that is allowed.',
  see: PAGES.features,
  *check({ backendConfigs, frontendConfigs, managedCertificates }) {
    for (const item of [...backendConfigs, ...frontendConfigs, ...managedCertificates]) {
      for (const { kind, ...fault } of shapeFaults(item)) if (kind === 'value') yield { on: item, ...fault };
    }
  },
  examples: {
    good: [backendConfig('healthCheck: { type: HTTP, port: 9091, requestPath: /healthz }')],
    bad: [
      backendConfig('healthCheck: { type: GRPC, port: 9091, requestPath: /healthz }'),
      backendConfig('healthCheck: { type: http, port: 9091, requestPath: /healthz }'),
      backendConfig('healthCheck: { port: 9091 }\nconnectionDraining: { drainingTimeoutSec: 3601 }'),
      backendConfig('healthCheck: { port: 9091 }\nlogging: { enable: true, sampleRate: 10 }'),
    ],
  },
};
