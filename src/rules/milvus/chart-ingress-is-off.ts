import { VALUES } from '../../milvus/values';
import { valueAt } from '../../source/plain';
import { hasLoadBalancer } from '../configuration';
import { ingress, together, values } from '../examples';
import { titleOf, together as seeEachOther } from '../item';
import type { Item } from '../item';
import type { Objects } from '../objects';
import { PAGES } from '../pages';
import type { Problem, Rule } from '../rule';
import { isOn, isValues, versionIn } from '../values';

const PLAIN = 'common: { security: { tlsMode: 1 } }';
const LEFT_ON = values(PLAIN, { more: 'ingress: { enabled: true }' });
const RENDERED = ingress().replace('  annotations:', '  labels: { helm.sh/chart: milvus-5.0.19 }\n  annotations:');

export const chartIngressIsOff: Rule = {
  id: 'chart-ingress-is-off',
  severity: 'warning',
  why: "the chart's own Ingress has the Service's name; of two with one name, helm and kubectl undo each other's changes, and the load balancer is built of whatever came last",
  cure: "Remove ingress.enabled from the values, or keep the chart's Ingress alone: with class, host and certificate in ingress.annotations and ingress.rules.",
  see: PAGES.chart,
  *check(objects) {
    yield* inValues(objects);
    yield* rendered(objects);
  },
  examples: {
    good: [values(PLAIN), ingress()],
    bad: [LEFT_ON, together(LEFT_ON, ingress()), together(RENDERED, ingress())],
  },
};

function* inValues({ configurations, ingresses, registry }: Objects): Generator<Problem> {
  for (const configuration of configurations) {
    if (!isValues(configuration) || !isOn(valueAt(configuration.value, VALUES.ingressEnabled))) continue;
    const path = VALUES.ingressEnabled;
    const { serviceNames = [] } = configuration;
    const other = registry
      .ofKind('Ingress')
      .find((one) => serviceNames.includes(one.name ?? '') && !isOfTheChart(one) && seeEachOther(one, configuration));
    if (other) {
      yield { on: configuration, path, severity: 'error', message: `makes ${titleOf(other)} a second time` };
    } else if (
      hasLoadBalancer(configuration) &&
      !ingresses.some(({ part, origin }) => origin && part === configuration.part)
    ) {
      yield { on: configuration, path, message: "the chart's own Ingress is on, and not for this load balancer" };
    }
  }
}

/** One that the chart made, beside one of the same name that it did not. */
function* rendered({ registry }: Objects): Generator<Problem> {
  const all = registry.ofKind('Ingress');
  for (const own of all.filter(isOfTheChart)) {
    const other = all.find((one) => one.name === own.name && !isOfTheChart(one) && seeEachOther(one, own));
    if (!other) continue;
    const message = `has the name of the chart's own Ingress, which stands in ${own.part.file}`;
    yield { on: other, path: ['metadata', 'name'], severity: 'error', message };
  }
}

function isOfTheChart({ labels }: Item): boolean {
  return versionIn(labels['helm.sh/chart']) !== undefined;
}
