import { CHART, CHART_LINES, chartLineOf, compareVersions, minorLineOf } from '../milvus/chart';
import type { Release, Topology } from '../topology/topology';
import { prose, snippet } from './markdown';
import type { Step } from './section';
import { guarded, indented, stop } from './shell';

export const chartStep: Step = {
  id: 'chart',
  title: 'Read the installed chart',
  body: ({ topology, step }) => [
    prose(
      `The chart's version is Milvus' version. This page moves within one minor line only; ${step('helm')} asks again before it changes anything.`,
    ),
    ...topology.releases.map(({ name, chart }) =>
      snippet(
        'bash',
        { id: 'installed-chart', release: name },
        guarded([
          ...checkChart(topology, { name, chart }),
          `echo "${name} runs \${chart:-nothing}, ${step('helm')} makes it ${CHART.name}-${chart}"`,
        ]),
      ),
    ),
    prose(
      `"runs nothing" means that ${step('helm')} installs the release. You expected one? Then this is another cluster or namespace: back to ${step('prerequisites')}.`,
    ),
    prose(
      `After a STOP, write the installed version into the environment as \`chart:\` and synthesize again; or, where it is the older one, upgrade Milvus to the line of this page first, by itself and as its release notes say. Do not combine the two: from Milvus 2.5 to 2.6 a rolling upgrade with TLS on fails (milvus-io/milvus#48224).${milvusChangeText(topology)}`,
    ),
  ],
};

/** Lines that stop unless the release is absent or of our minor line and no newer; they leave its chart in `$chart`. */
export function checkChart({ namespace, environment }: Topology, release: Pick<Release, 'name' | 'chart'>): string[] {
  const { name, chart } = release;
  const line = minorLineOf(chart);
  const patch = chart.slice(line.length + 1);
  return [
    `live=$(helm list --namespace ${namespace} --filter '^${name}$' --output json)`,
    `chart=$(sed -n 's/.*"chart": *"\\([^"]*\\)".*/\\1/p' <<<"$live")`,
    'case $chart in',
    `  '' | ${CHART.name}-${line}.*) ;;`,
    '  *)',
    ...indented(indented(stop(`${name} runs $chart, ${environment} is made for ${CHART.name}-${line}.x`))),
    '    ;;',
    'esac',
    `if [ -n "$chart" ] && [ "\${chart##*.}" -gt ${patch} ]; then`,
    ...indented(stop(`${name} runs $chart, newer than ${CHART.name}-${chart}: Milvus would be taken back`)),
    'fi',
  ];
}

/** Milvus' own minor version may change inside one line of the chart. */
function milvusChangeText({ releases }: Topology): string {
  const texts = releases.flatMap(({ name, chart }) => {
    const known = chartLineOf(chart);
    if (known === 'unknown') return [];
    const { from, milvus } = known.line;
    return CHART_LINES.some(({ to }) => minorLineOf(to) === minorLineOf(from) && compareVersions(to, from) < 0)
      ? [
          ` \`${name}\`: a chart before ${from} is an earlier Milvus than ${milvus}; that, too, is an upgrade by itself.`,
        ]
      : [];
  });
  return texts.join('');
}
