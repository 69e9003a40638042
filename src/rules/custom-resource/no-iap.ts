import { quote } from '../../errors';
import { isMapping, valueAt } from '../../source/plain';
import type { Path } from '../../source/plain';
import type { BackendConfig } from '../backend-config';
import { backendConfig } from '../examples';
import { setup } from '../gateway-examples';
import { PAGES } from '../pages';
import type { Registry } from '../registry';
import type { Rule } from '../rule';

export const noIap: Rule = {
  id: 'no-iap',
  severity: 'error',
  why: 'IAP wants an OIDC token in a header that Milvus itself uses: no client can attach it, every call is refused',
  cure: 'Remove iap; let Milvus ask for user and password.',
  see: PAGES.features,
  *check({ backendConfigs, policies, registry }) {
    for (const config of backendConfigs) {
      const { iap } = config.spec;
      if (!isMapping(iap) || iap['enabled'] !== true) continue;
      if (config.milvus) yield { on: config, path: ['spec', 'iap'], message: 'cannot stand before Milvus' };
      else yield* secretFaults(config, iap, registry);
    }
    for (const policy of policies) {
      if (!policy.milvus || valueAt(policy.settings, ['iap', 'enabled']) !== true) continue;
      yield { on: policy, path: [...policy.settingsPath, 'iap'], message: 'cannot stand before Milvus' };
    }
  },
  examples: {
    good: [backendConfig('healthCheck: { port: 9091 }')],
    bad: [
      backendConfig(
        'healthCheck: { port: 9091 }\niap: { enabled: true, oauthclientCredentials: { secretName: oauth } }',
      ),
      setup().replace('{ timeoutSec: 3600,', '{ iap: { enabled: true, clientID: x }, timeoutSec: 3600,'),
    ],
  },
};

/** Another tenant's: without its Secret nobody on the Ingress is served. */
function* secretFaults(
  config: BackendConfig,
  iap: Readonly<Record<string, unknown>>,
  registry: Registry,
): Generator<{ on: BackendConfig; path: Path; message: string; cure: string }> {
  const { oauthclientCredentials: credentials } = iap;
  const name = isMapping(credentials) ? credentials['secretName'] : undefined;
  const secret = typeof name === 'string' ? registry.find('Secret', name, config) : undefined;
  if (!secret) return;
  const keys = ['data', 'stringData'].flatMap((part) => Object.keys(secret.value[part] ?? {}));
  for (const key of ['client_id', 'client_secret'].filter((one) => !keys.includes(one))) {
    const path = ['spec', 'iap', 'oauthclientCredentials', 'secretName'];
    const message = `Secret ${quote(name)} has no ${key}`;
    yield {
      on: config,
      path,
      message,
      cure: `Put ${key} into the Secret: the controller leaves the whole Ingress unsynced.`,
    };
  }
}
