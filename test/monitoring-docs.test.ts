import { readFileSync } from 'node:fs';
import type { Environment } from '../src/config/environment';
import { METRICS } from '../src/milvus/metrics';
import { alertsOf } from '../src/monitoring/alerts';
import { sectionsOf } from '../src/monitoring/panels';
import { CAUGHT } from '../src/monitoring/reports';
import { TROUBLES } from '../src/report/troubles';
import type { MemoryLimits } from '../src/topology/monitoring';
import { topologyOf } from '../src/topology/topology-of';

const { DOCS_ENVIRONMENT, DOCS_LIMITS, monitoringDocs } = jest.requireActual<{
  DOCS_ENVIRONMENT: Environment;
  DOCS_LIMITS: MemoryLimits;
  monitoringDocs: (monitoring: object) => string;
}>('../scripts/monitoring-docs');

const topology = topologyOf('production', DOCS_ENVIRONMENT);
const alerts = alertsOf(topology, DOCS_LIMITS);

test('docs/monitoring.md is what src/monitoring says (else: npm run generate)', () => {
  const monitoring = { metrics: METRICS, alerts, sections: sectionsOf(topology), caught: CAUGHT };
  expect(readFileSync('docs/monitoring.md', 'utf8')).toBe(monitoringDocs(monitoring));
});

test('the page has all sixteen alerts, each once', () => {
  expect(new Set(alerts.map(({ id }) => id)).size).toBe(16);
  expect(alerts).toHaveLength(16);
});

test('what an alert would have told of is a report of docs/troubleshooting.md, and every alert has a heading there', () => {
  const symptoms = Object.values(TROUBLES).flatMap((troubles) => troubles.map(({ symptom }) => symptom));
  expect(Object.values(CAUGHT).flatMap((all) => all.filter((one) => !symptoms.includes(one)))).toEqual([]);
  expect(Object.keys(CAUGHT).filter((id) => !alerts.some((alert) => alert.id === id))).toEqual([]);
  expect(alerts.map(({ heading }) => heading).filter((heading) => !(heading in TROUBLES))).toEqual([]);
});

test('every metric of Milvus that an expression names is collected', () => {
  const lines = sectionsOf(topology).flatMap(({ panels }) => panels.flatMap((panel) => panel.lines));
  const named = [...alerts, ...lines].flatMap(({ expr }) => expr.match(/\b(?:milvus|process)_[a-z_]+(?=\{)/g) ?? []);
  const known: readonly string[] = Object.values(METRICS).map(({ name }) => name);
  const used = new Set(named.map((name) => (known.includes(name) ? name : name.replace(/_(bucket|sum|count)$/, ''))));
  expect([...used].sort()).toEqual([...known].sort());
});
