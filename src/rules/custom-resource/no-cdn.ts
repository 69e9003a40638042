import { isMapping, mappingOf } from '../../source/plain';
import { backendConfig } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';

export const noCdn: Rule = {
  id: 'no-cdn',
  severity: 'warning',
  why: 'calls to Milvus are POSTs that no cache may answer; with IAP beside it the controller refuses both',
  cure: 'Remove cdn.',
  see: PAGES.features,
  *check({ backendConfigs }) {
    for (const config of backendConfigs) {
      const { cdn, iap } = config.spec;
      if (!isMapping(cdn) || cdn['enabled'] !== true) continue;
      const both = mappingOf(iap)['enabled'] === true;
      if (both) {
        const message = 'excludes iap: the controller leaves the whole Ingress unsynced';
        yield { on: config, path: ['spec', 'cdn'], message, severity: 'error' };
      } else if (config.milvus) yield { on: config, path: ['spec', 'cdn'], message: 'does nothing for Milvus' };
    }
  },
  examples: {
    good: [backendConfig('healthCheck: { port: 9091 }')],
    bad: [
      backendConfig('healthCheck: { port: 9091 }\ncdn: { enabled: true }'),
      backendConfig('healthCheck: { port: 9091 }\ncdn: { enabled: true }\niap: { enabled: true }'),
    ],
  },
};
