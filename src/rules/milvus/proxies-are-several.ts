import { VALUES } from '../../milvus/values';
import { valueAt } from '../../source/plain';
import { hasLoadBalancer } from '../configuration';
import { values } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { isOff, isOn, isValues } from '../values';

const PLAIN = 'common: { security: { tlsMode: 1 } }';
const BY_DEFAULT = { message: "one proxy, the chart's default" };
const AT_LOW_LOAD = {
  message: 'proxy.hpa.minReplicas is 1: at low load there is one proxy',
  cure: 'Write proxy: { hpa: { minReplicas: 2 } } into the values.',
};
const SCALED = 'proxy: { replicas: -1, hpa: { enabled: true, minReplicas: 2 } }';

export const proxiesAreSeveral: Rule = {
  id: 'proxies-are-several',
  severity: 'warning',
  why: 'with one proxy, a lost node and every update is an outage',
  cure: 'Write proxy: { replicas: 2 } into the values.',
  see: PAGES.scaling,
  *check({ configurations, proxies }) {
    for (const configuration of configurations) {
      if (!isValues(configuration)) continue;
      const { value, carrier, complete } = configuration;
      if (isOff(valueAt(value, VALUES.clusterEnabled))) continue;
      const isScaled = isOn(valueAt(value, VALUES.proxyHpaEnabled));
      if (!isScaled && !hasLoadBalancer(configuration)) continue;
      const path = isScaled ? VALUES.proxyHpaMinReplicas : VALUES.proxyReplicas;
      // What cannot be read of a release may say it.
      const fewest = valueAt(value, path) ?? (carrier && !complete ? undefined : 1);
      if (Number(fewest) !== 1) continue;
      yield { on: configuration, path, ...(isScaled ? AT_LOW_LOAD : BY_DEFAULT) };
    }
    for (const proxy of proxies) {
      if (proxy.spec['replicas'] === 1) yield { on: proxy, path: ['spec', 'replicas'], message: 'one proxy' };
    }
  },
  examples: {
    good: [
      values(PLAIN, { more: 'proxy: { replicas: 2 }' }),
      values(PLAIN, { more: 'cluster: { enabled: false }' }),
      values(PLAIN, { more: SCALED }),
    ],
    bad: [
      values(PLAIN),
      values(PLAIN, { more: 'proxy: { replicas: 1 }' }),
      values(PLAIN, { more: SCALED.replace('2', '1') }),
    ],
  },
};
