import { VALUES } from '../../milvus/values';
import { valueAt } from '../../source/plain';
import { values } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { isOff, isOn } from '../values';

const PLAIN = 'common: { security: { tlsMode: 1 } }';

export const proxiesAreSeveral: Rule = {
  id: 'proxies-are-several',
  severity: 'warning',
  why: 'with one proxy, a lost node and every update is an outage',
  cure: 'Write proxy: { replicas: 2 } into the values.',
  see: PAGES.scaling,
  *check({ configurations, proxies }) {
    for (const configuration of configurations) {
      const { kind, value } = configuration;
      if (kind !== 'values' || isOff(valueAt(value, VALUES.clusterEnabled))) continue;
      if (isOn(valueAt(value, VALUES.proxyHpaEnabled))) continue;
      const replicas = valueAt(value, VALUES.proxyReplicas) ?? 1;
      if (Number(replicas) !== 1) continue;
      yield { on: configuration, path: VALUES.proxyReplicas, message: "one proxy, the chart's default" };
    }
    for (const proxy of proxies) {
      if (proxy.spec['replicas'] === 1) yield { on: proxy, path: ['spec', 'replicas'], message: 'one proxy' };
    }
  },
  examples: {
    good: [values(PLAIN, { more: 'proxy: { replicas: 2 }' }), values(PLAIN, { more: 'cluster: { enabled: false }' })],
    bad: [values(PLAIN), values(PLAIN, { more: 'proxy: { replicas: 1 }' })],
  },
};
