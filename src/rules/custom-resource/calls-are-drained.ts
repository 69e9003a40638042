import { isMapping } from '../../source/plain';
import { backendConfig } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const HEALTHY = 'healthCheck: { type: HTTP, port: 9091, requestPath: /healthz }';

export const callsAreDrained: Rule = {
  id: 'calls-are-drained',
  severity: 'warning',
  why: 'a proxy that leaves takes its running calls with it: every update shows as errors at the clients',
  cure: 'Write connectionDraining: { drainingTimeoutSec: 60 }.',
  see: PAGES.features,
  *check({ backendConfigs }) {
    for (const config of backendConfigs) {
      const { connectionDraining } = config.spec;
      if (!config.milvus) continue;
      const seconds = isMapping(connectionDraining) ? (connectionDraining['drainingTimeoutSec'] ?? 0) : 0;
      if (seconds !== 0) continue;
      const path = connectionDraining === undefined ? ['spec'] : ['spec', 'connectionDraining'];
      const absent = ['spec', 'connectionDraining', 'drainingTimeoutSec'];
      yield { on: config, path, absent, message: 'running calls are cut off: drainingTimeoutSec is 0' };
    }
  },
  examples: {
    good: [backendConfig(`${HEALTHY}\nconnectionDraining: { drainingTimeoutSec: 60 }`)],
    bad: [backendConfig(HEALTHY), backendConfig(`${HEALTHY}\nconnectionDraining: { drainingTimeoutSec: 0 }`)],
  },
};
