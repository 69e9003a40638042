import { isMapping, valueAt } from '../../source/plain';
import { backendSettingsOf, cureFor } from '../gateway-policy';
import { backendConfig } from '../examples';
import { SETTINGS, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const MESSAGE = 'running calls are cut off: drainingTimeoutSec is 0';
const HEALTHY = 'healthCheck: { type: HTTP, port: 9091, requestPath: /healthz }';

export const callsAreDrained: Rule = {
  id: 'calls-are-drained',
  severity: 'warning',
  why: 'a proxy that leaves takes its running calls with it: every update shows as errors at the clients',
  cure: 'Write connectionDraining: { drainingTimeoutSec: 60 }.',
  see: PAGES.features,
  *check({ backendConfigs, policies, gatewayServices, unclear }) {
    for (const config of backendConfigs) {
      const { connectionDraining } = config.spec;
      if (!config.milvus) continue;
      const seconds = isMapping(connectionDraining) ? (connectionDraining['drainingTimeoutSec'] ?? 0) : 0;
      if (seconds !== 0) continue;
      const path = connectionDraining === undefined ? ['spec'] : ['spec', 'connectionDraining'];
      const absent = ['spec', 'connectionDraining', 'drainingTimeoutSec'];
      yield { on: config, path, absent, message: MESSAGE };
    }
    for (const { on, settings, settingsPath } of backendSettingsOf(policies, gatewayServices, unclear)) {
      const seconds = valueAt(settings, ['connectionDraining', 'drainingTimeoutSec']) ?? 0;
      if (seconds !== 0) continue;
      const path =
        settings['connectionDraining'] === undefined ? settingsPath : [...settingsPath, 'connectionDraining'];
      const absent = [...settingsPath, 'connectionDraining', 'drainingTimeoutSec'];
      const cure = `${cureFor(on)}connectionDraining: { drainingTimeoutSec: 60 }.`;
      yield { on, path, absent, message: MESSAGE, cure };
    }
  },
  examples: {
    good: [setup(), backendConfig(`${HEALTHY}\nconnectionDraining: { drainingTimeoutSec: 60 }`)],
    bad: [
      backendConfig(HEALTHY),
      backendConfig(`${HEALTHY}\nconnectionDraining: { drainingTimeoutSec: 0 }`),
      setup().replace(SETTINGS, '{ timeoutSec: 3600 }'),
    ],
  },
};
