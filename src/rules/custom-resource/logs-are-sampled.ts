import { isMapping } from '../../source/plain';
import { backendConfig } from '../examples';
import { isUnread } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const HEALTHY = 'healthCheck: { type: HTTP, port: 9091, requestPath: /healthz }';

export const logsAreSampled: Rule = {
  id: 'logs-are-sampled',
  severity: 'warning',
  why: 'unless told otherwise, the load balancer logs every call: a bill that grows with the traffic',
  cure: 'Write logging: { enable: true, sampleRate: 0.1 }, or enable: false.',
  see: PAGES.features,
  *check({ backendConfigs }) {
    for (const config of backendConfigs) {
      if (!config.milvus || isUnread(config, ['spec', 'logging'])) continue;
      const { logging } = config.spec;
      const { enable, sampleRate = 1 } = isMapping(logging) ? logging : {};
      if (enable === false || sampleRate !== 1) continue;
      const path = logging === undefined ? ['spec'] : ['spec', 'logging'];
      const message = 'every call is logged';
      if (config.apiVersion === 'cloud.google.com/v1') yield { on: config, path, message };
      else {
        const cure = 'Write apiVersion: cloud.google.com/v1, and logging: { enable: true, sampleRate: 0.1 }.';
        yield { on: config, path, message, cure };
      }
    }
  },
  examples: {
    good: [
      backendConfig(`${HEALTHY}\nlogging: { enable: true, sampleRate: 0.1 }`),
      backendConfig(`${HEALTHY}\nlogging: { enable: false }`),
    ],
    bad: [backendConfig(HEALTHY), backendConfig(`${HEALTHY}\nlogging: { enable: true }`)],
  },
};
