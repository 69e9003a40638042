import { VALUES } from '../../milvus/values';
import { valueAt } from '../../source/plain';
import { ingress, together, values } from '../examples';
import { titleOf } from '../item';
import { PAGES } from '../pages';
import type { Rule } from '../rule';
import { isOn } from '../values';

const PLAIN = 'common: { security: { tlsMode: 1 } }';
const LEFT_ON = values(PLAIN, { more: 'ingress: { enabled: true }' });

export const chartIngressIsOff: Rule = {
  id: 'chart-ingress-is-off',
  severity: 'warning',
  why: "the chart's own Ingress has the Service's name, annotations of nginx and a default backend for any host: of two objects with one name, the last one applied wins",
  cure: 'Remove ingress.enabled from the values.',
  see: PAGES.chart,
  *check({ configurations, registry }) {
    for (const configuration of configurations) {
      if (configuration.kind !== 'values' || !isOn(valueAt(configuration.value, VALUES.ingressEnabled))) continue;
      const path = VALUES.ingressEnabled;
      const names = configuration.services.flatMap(({ serviceName }) => serviceName ?? []);
      const same = names.flatMap((name) => registry.find('Ingress', name, configuration) ?? [])[0];
      if (same) yield { on: configuration, path, severity: 'error', message: `makes ${titleOf(same)} a second time` };
      else yield { on: configuration, path, message: "the chart's own Ingress is on" };
    }
  },
  examples: {
    good: [values(PLAIN)],
    bad: [LEFT_ON, together(LEFT_ON, ingress())],
  },
};
