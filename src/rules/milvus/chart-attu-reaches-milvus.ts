import { VALUES } from '../../milvus/values';
import { valueAt } from '../../source/plain';
import { isTls, tlsModeOf } from '../configuration';
import { values } from '../examples';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { isOn, isValues } from '../values';

const WITH_TLS = 'common: { security: { tlsMode: 1 } }';

export const chartAttuReachesMilvus: Rule = {
  id: 'chart-attu-reaches-milvus',
  severity: 'warning',
  why: 'the chart gives its Attu the address http://…:19530 and no certificate: with TLS on it reaches Milvus no more',
  cure: 'Remove attu.enabled, and run an Attu of your own: it speaks TLS with ROOT_CERT_PATH and SERVER_NAME.',
  see: PAGES.attu,
  *check({ configurations }) {
    for (const configuration of configurations) {
      if (!isValues(configuration) || !isOn(valueAt(configuration.value, VALUES.attuEnabled))) continue;
      const mode = tlsModeOf(configuration);
      if (!isTls(mode)) continue;
      const message = `the chart's own Attu speaks no TLS, and tlsMode is ${mode}`;
      yield { on: configuration, path: VALUES.attuEnabled, message };
    }
  },
  examples: {
    good: [values(WITH_TLS), values('common: { security: { tlsMode: 0 } }', { more: 'attu: { enabled: true }' })],
    bad: [values(WITH_TLS, { more: 'attu: { enabled: true }' })],
  },
};
