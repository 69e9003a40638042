import { CHART, minorLineOf } from '../milvus/chart';
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
          ...readChart(topology, name),
          'case $chart in',
          `  '') echo "${name} is not installed: ${step('helm')} installs ${CHART.name}-${chart}" ;;`,
          `  ${ourLine(chart)}) echo "${name} runs $chart: ${step('helm')} makes it ${CHART.name}-${chart}" ;;`,
          ...otherLine(topology, { name, chart }),
          'esac',
        ]),
      ),
    ),
    prose(
      `After a STOP, either write the installed version into the environment as \`chart:\` and synthesize again, or upgrade Milvus to the line of this page first, by itself and as its release notes say. Do not combine the two: from Milvus 2.5 to 2.6 a rolling upgrade with TLS on fails (milvus-io/milvus#48224). Does it run a newer patch than this page's? Raise \`chart:\`, or ${step('helm')} takes Milvus back.`,
    ),
  ],
};

/** Lines that stop unless the release is absent or of our minor line; they leave its chart in `$chart`. */
export function checkChart(topology: Topology, release: Pick<Release, 'name' | 'chart'>): string[] {
  return [
    ...readChart(topology, release.name),
    'case $chart in',
    `  '' | ${ourLine(release.chart)}) ;;`,
    ...otherLine(topology, release),
    'esac',
  ];
}

function readChart({ namespace }: Topology, name: string): string[] {
  return [
    `live=$(helm list --namespace ${namespace} --filter '^${name}$' --output json)`,
    `chart=$(sed -n 's/.*"chart": *"\\([^"]*\\)".*/\\1/p' <<<"$live")`,
  ];
}

const ourLine = (chart: string): string => `${CHART.name}-${minorLineOf(chart)}.*`;

function otherLine({ environment }: Topology, { name, chart }: Pick<Release, 'name' | 'chart'>): string[] {
  return [
    '  *)',
    ...indented(
      indented(stop(`${name} runs $chart, ${environment} is made for ${CHART.name}-${minorLineOf(chart)}.x`)),
    ),
    '    ;;',
  ];
}
