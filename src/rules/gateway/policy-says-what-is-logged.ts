import { UNSAID_LOGGING } from '../../gke/gateway-policies';
import { isMapping } from '../../source/plain';
import { SETTINGS, setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

const logging = (words: string) => setup().replace(SETTINGS, `{ timeoutSec: 3600, ${words} }`);

export const policySaysWhatIsLogged: Rule = {
  id: 'policy-says-what-is-logged',
  severity: 'warning',
  why: 'a GCPBackendPolicy without logging turns the logs off, and one without sampleRate logs every call: a bill that grows with the traffic',
  cure: 'Write logging: { enabled: true, sampleRate: 100000 }, in millionths: every tenth call.',
  see: PAGES.gatewayPolicies,
  *check({ policies }) {
    for (const policy of policies) {
      if (policy.kind !== 'GCPBackendPolicy' || !policy.milvus) continue;
      const { settings, settingsPath } = policy;
      const { logging: written } = settings;
      if (written === undefined || written === null) {
        yield { on: policy, path: settingsPath, message: 'logging is missing: the policy turns the logs off' };
        continue;
      }
      if (!isMapping(written)) continue;
      const path = [...settingsPath, 'logging'];
      const { enabled, sampleRate = UNSAID_LOGGING.sampleRate } = written;
      if (enabled === undefined) yield { on: policy, path, message: 'enabled is missing: the logs are off' };
      else if (enabled === true && sampleRate === UNSAID_LOGGING.sampleRate) {
        yield { on: policy, path, message: 'every call is logged' };
      } else if (
        enabled === true &&
        Number.isInteger(sampleRate) &&
        Number(sampleRate) > 0 &&
        Number(sampleRate) <= 100
      ) {
        const message = `sampleRate is in millionths: ${String(sampleRate)} logs next to nothing`;
        yield { on: policy, path: [...path, 'sampleRate'], message };
      }
    }
  },
  examples: {
    good: [setup(), logging('logging: { enabled: false }')],
    bad: [
      setup().replace(SETTINGS, '{ timeoutSec: 3600 }'),
      logging('logging: { enabled: true }'),
      logging('logging: { sampleRate: 100000 }'),
      logging('logging: { enabled: true, sampleRate: 1 }'),
    ],
  },
};
