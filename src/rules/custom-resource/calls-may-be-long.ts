import { BACKEND_CONFIG } from '../../gke/backend-config';
import { backendConfig } from '../examples';
import { SETTINGS, setup } from '../gateway-examples';
import { backendSettingsOf, cureFor } from '../gateway-policy';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const { default: GOOGLES, max: DAY } = BACKEND_CONFIG.timeoutSec;
const HEALTHY = 'healthCheck: { type: HTTP, port: 9091, requestPath: /healthz }';

export const callsMayBeLong: Rule = {
  id: 'calls-may-be-long',
  severity: 'warning',
  why: 'a call or stream that takes longer ends as UNAVAILABLE, and pymilvus repeats it 75 times in silence',
  cure: 'Write timeoutSec: 3600 into the BackendConfig.',
  see: PAGES.timeouts,
  *check({ backendConfigs, policies, gatewayServices, unclear }) {
    for (const config of backendConfigs) {
      if (!config.milvus) continue;
      const { timeoutSec } = config.spec;
      const absent = timeoutSec === undefined || timeoutSec === null;
      if (!absent && typeof timeoutSec !== 'number') continue;
      const path = absent ? ['spec'] : ['spec', 'timeoutSec'];
      const effective = absent || timeoutSec === 0 ? GOOGLES : timeoutSec;
      if (effective > DAY && effective <= 2_147_483_647) {
        const cure = `Write at most ${DAY}.`;
        const message = `${effective} seconds are longer than a day, after which Google restarts its proxies`;
        yield { on: config, path, message, cure };
      } else if (effective > 0 && effective <= GOOGLES) {
        const found = absent ? 'timeoutSec is missing: ' : '';
        yield {
          on: config,
          path,
          absent: ['spec', 'timeoutSec'],
          message: `${found}no call may take longer than ${effective} seconds`,
        };
      }
    }
    for (const { on, settings, settingsPath } of backendSettingsOf(policies, gatewayServices, unclear)) {
      const { timeoutSec = GOOGLES } = settings;
      if (typeof timeoutSec !== 'number' || timeoutSec < 1) continue;
      const path = settings['timeoutSec'] === undefined ? settingsPath : [...settingsPath, 'timeoutSec'];
      const cure = `${cureFor(on)}timeoutSec: 3600.`;
      if (timeoutSec <= GOOGLES) {
        yield { on, path, message: `no call may take longer than ${timeoutSec} seconds`, cure };
      } else if (timeoutSec > DAY && timeoutSec <= 2_147_483_647) {
        const message = `${timeoutSec} seconds are longer than a day, after which Google restarts its proxies`;
        yield { on, path, message, cure: `Write at most ${DAY}.` };
      }
    }
  },
  examples: {
    good: [setup(), backendConfig(`${HEALTHY}\ntimeoutSec: 3600`)],
    bad: [
      backendConfig(HEALTHY),
      backendConfig(`${HEALTHY}\ntimeoutSec: 0`),
      backendConfig(`${HEALTHY}\ntimeoutSec: 30`),
      setup().replace(SETTINGS, '{ logging: { enabled: false } }'),
    ],
  },
};
