import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { compareVersions } from '../../src/milvus/chart';
import { KEPT_METRICS, METRICS, type MilvusMetric } from '../../src/milvus/metrics';
import { alertsOf } from '../../src/monitoring/alerts';
import { sectionsOf } from '../../src/monitoring/panels';
import { VERSION } from './clients';
import { until } from './ports';
import { CRUD } from './programs';
import { type PodMonitoring, Prometheus } from './prometheus';
import { Site } from './site';

const RELEASE = 'watched';
/** Of the Milvus that runs here. */
const RUNNING = VERSION.replace(/^v|-lite$/g, '');
const ALL: readonly MilvusMetric[] = Object.values(METRICS);
const isNewer = ({ since }: MilvusMetric): boolean => compareVersions(since, RUNNING) > 0;
const seriesNamesOf = ({ name, type }: MilvusMetric): string[] =>
  type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];

const MISSING =
  '\ntry:\n    client.load_collection("never_made", timeout=30)\nexcept Exception as error:\n    print("failed")\n';

if (spawnSync('prometheus', ['--version']).status === 0) {
  describe('a real Prometheus reads Milvus as the PodMonitoring says', () => {
    let site: Site;
    let prometheus: Prometheus;
    const limits = new Map([[RELEASE, [{ component: 'standalone', bytes: 1000 }]]]);

    beforeAll(async () => {
      site = await Site.of('test/e2e/fixtures/watched.yaml');
      await site.install();
      await site.balance();
      const objects = parseAllDocuments(readFileSync(site.path('dist/manifests/watched.k8s.yaml'), 'utf8'));
      const monitoring = objects.map((one) => one.toJS()).find((one) => one?.kind === 'PodMonitoring');
      prometheus = await Prometheus.start(monitoring as PodMonitoring, site.milvus.get(RELEASE)?.ports[9091] ?? 0, {
        project_id: 'example-testing',
        cluster: 'main',
        component: 'standalone',
        pod: 'watched-milvus-standalone-0',
      });
      // A counter tells nothing until it has been read twice: first what makes the series, then what is to be seen.
      for (let call = 0; call < 2; call++) {
        await site.clients.goOn('pymilvus-3.0', CRUD['pymilvus-3.0'] + MISSING, RELEASE);
        await new Promise((resolve) => setTimeout(resolve, 2500));
      }
    });
    afterAll(async () => {
      await prometheus.stop();
      await site.stop();
    });

    const alertNamed = (id: string): string =>
      alertsOf(site.topology, limits).find((one) => one.id === id)?.expr ?? `no ${id}`;
    /** Without what guards low traffic. */
    const panelNamed = (title: string): readonly string[] =>
      sectionsOf(site.topology)
        .flatMap(({ panels }) => panels)
        .find((one) => one.title === title)
        ?.lines.map(({ expr }) => expr) ?? [];

    test.each(ALL.filter((metric) => !isNewer(metric)).flatMap(seriesNamesOf))('%s is there', async (name) => {
      expect(await prometheus.query(name)).not.toEqual([]);
    });

    test.each(ALL.filter(isNewer).map((metric) => [metric.name, metric.since] as const))(
      '%s is marked as newer, of %s, and is not there',
      async (name) => {
        expect(await prometheus.query(`{__name__=~"${name}.*"}`)).toEqual([]);
      },
    );

    test('nothing else is stored', async () => {
      const names = (await prometheus.query('count by (__name__) ({job="watched-milvus"})')).map(
        ({ metric }) => metric['__name__'] ?? '',
      );
      const kept = new RegExp(`^(?:${KEPT_METRICS}|up|scrape_.*)$`);
      expect(names.filter((name) => !kept.test(name))).toEqual([]);
      const [all] = await prometheus.query('scrape_samples_scraped');
      const [stored] = await prometheus.query('scrape_samples_post_metric_relabeling');
      process.stdout.write(`  samples   ${stored?.value ?? 0} of ${all?.value ?? 0} are stored, each time\n`);
      expect(stored?.value ?? 0).toBeLessThan((all?.value ?? 0) / 5);
    });

    test('every expression of Milvus is taken, and names nothing but what is kept', async () => {
      const lines = sectionsOf(site.topology).flatMap(({ panels }) => panels.flatMap((panel) => panel.lines));
      const expressions = [...alertsOf(site.topology, limits), ...lines].map(({ expr }) => expr);
      // It throws where Prometheus does not take one.
      for (const expression of expressions) await prometheus.query(expression);
      const named = expressions.flatMap((expr) => expr.match(/\b(?:milvus|process)_[a-z_]+(?=\{)/g) ?? []);
      const kept = new RegExp(`^(?:${KEPT_METRICS})$`);
      expect([...new Set(named)].filter((name) => !kept.test(name))).toEqual([]);
      expect(new Set(named).size).toBeGreaterThan(5);
    });

    test('the dashboard shows the failed call among the others, latencies, memory and pods', async () => {
      const [succeeded] = await prometheus.query(panelNamed('Is it up?')[0] ?? '');
      expect(succeeded?.value).toBeGreaterThan(10);
      expect(succeeded?.value).toBeLessThan(100);
      const [search, insert] = panelNamed('Is it slow?');
      for (const line of [search, insert]) expect((await prometheus.query(line ?? ''))[0]?.value).toBeGreaterThan(0);
      const [memory, pods] = panelNamed('Pods and memory');
      expect((await prometheus.query(memory ?? ''))[0]?.value).toBeGreaterThan(50_000_000);
      expect(await prometheus.query(pods ?? '')).toEqual([{ metric: { component: 'standalone' }, value: 1 }]);
    });

    test('alerts are silent while it runs, but for memory beyond a tiny limit', async () => {
      for (const id of ['metrics-are-missing', 'calls-are-limited', 'searches-are-slow']) {
        expect(await prometheus.query(alertNamed(id))).toEqual([]);
      }
      expect(await prometheus.query(alertNamed('memory-runs-out'))).toHaveLength(1);
    });

    test('a Milvus that is gone is told of', async () => {
      await site.milvus.get(RELEASE)?.stop();
      const told = await until('metrics that are missing', 20, async () => {
        const [sample] = await prometheus.query(alertNamed('metrics-are-missing'));
        return sample;
      });
      expect(told.metric).toEqual({ job: 'watched-milvus' });
    });
  });
} else {
  console.warn('not run: prometheus is not installed; Debian has it in its package prometheus');
  test.todo('not run: prometheus is not installed');
}
