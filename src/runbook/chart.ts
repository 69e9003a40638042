import { CHART, CHART_LINES, TLS_UPGRADE_FAULT, chartLineOf, minorLineOf, type ChartLine } from '../milvus/chart';
import { stepsBetween } from '../milvus/upgrades';
import type { Release, Topology } from '../topology/topology';
import { prose, snippet } from './markdown';
import { stepOfCluster } from './order';
import type { Step } from './section';
import { guarded, indented, stop } from './shell';

export const chartStep: Step = {
  id: 'chart',
  title: 'Read the installed chart',
  body: ({ topology, step }) => [
    prose(
      `Unless its values name an image, a chart decides the version of Milvus. This page moves within one minor line of the chart and one of Milvus; ${step('helm')} asks again before it changes anything.`,
    ),
    ...topology.releases.map((release) =>
      snippet(
        'bash',
        { id: 'installed-chart', release: release.name },
        guarded([
          ...checkChart(topology, release),
          `echo "${release.name} runs \${chart:-nothing}, ${step('helm')} makes it ${CHART.name}-${release.chart}"`,
        ]),
      ),
    ),
    prose(
      `"runs nothing" means that ${step('helm')} installs the release. You expected one? Then this is another cluster or namespace: back to ${stepOfCluster({ topology, step })}.`,
    ),
    prose(
      `After a STOP, write the installed version into the environment as \`chart:\` and synthesize again; or, where it is the older one, upgrade Milvus to the line of this page first, by itself and as its release notes say. Do not combine the two.${rollingUpgradeText(topology)}`,
    ),
  ],
};

/**
 * Lines that stop unless the release is absent or of our minor line of the chart, our line of Milvus and no newer; they
 * leave its chart in `$chart`.
 */
export function checkChart({ namespace, environment }: Topology, release: Release): string[] {
  const { name, chart } = release;
  const minor = `${CHART.name}-${minorLineOf(chart)}`;
  return [
    `live=$(helm list --namespace ${namespace} --filter '^${name}$' --output json)`,
    `chart=$(sed -n 's/.*"chart": *"\\([^"]*\\)".*/\\1/p' <<<"$live")`,
    'case $chart in',
    "  '') ;;",
    `  ${minor}.*)`,
    ...indented(indented(patchLines(release))),
    '    ;;',
    '  *)',
    ...indented(indented(rollingUpgradeLines(release))),
    ...indented(indented(stop(`${name} runs $chart, ${environment} is made for ${minor}.x`))),
    '    ;;',
    'esac',
  ];
}

/** Milvus' own line may change inside a minor line of the chart. */
function patchLines({ name, chart }: Release): string[] {
  const unless = (test: string, message: string): string[] => [
    `if ! [ "\${chart##*.}" ${test} ]; then`,
    ...indented(stop(`${name} runs $chart, ${message}`)),
    'fi',
  ];
  const known = chartLineOf(chart);
  const oldest = known === 'unknown' ? 0 : patchOf(known.line.from);
  return [
    ...(known === 'unknown' || oldest === 0
      ? []
      : unless(`-ge ${oldest}`, `an earlier Milvus than the ${known.line.milvus} of ${CHART.name}-${chart}`)),
    ...unless(`-le ${patchOf(chart)}`, `newer than ${CHART.name}-${chart}: Milvus would be taken back`),
  ];
}

function patchOf(version: string): number {
  return Number(version.slice(minorLineOf(version).length + 1));
}

function rollingUpgradeLines(release: Release): string[] {
  const { from, mendedIn, issue } = TLS_UPGRADE_FAULT;
  return tlsUpgradeFrom(release).flatMap((line) => [
    `if [[ $chart = ${CHART.name}-${minorLineOf(line.from)}.* ]] && [ "\${chart##*.}" -ge ${patchOf(line.from)} ]; then`,
    ...indented([
      `echo "From Milvus ${from} to one before ${mendedIn}, a rolling upgrade with TLS on fails: ${issue}" >&2`,
    ]),
    'fi',
  ]);
}

/** Said where it can happen, and nowhere else. */
function rollingUpgradeText({ releases }: Topology): string {
  const { from, to, mendedIn, issue } = TLS_UPGRADE_FAULT;
  if (releases.every((release) => tlsUpgradeFrom(release).length === 0)) return '';
  const { cure = '' } = stepsBetween(from, to)[0] ?? {};
  return ` From Milvus ${from} to ${to}: ${cure} A rolling upgrade with TLS on fails before ${mendedIn} (${issue}, still open; the fixes merged for it are in ${mendedIn}, as far as their dates tell): new proxies hand calls to old ones, and cannot. Upgrade while \`tlsMode\` is 0; where it is 1 already, in a window without clients.`;
}

/** The chart lines from which a rolling upgrade to this release fails while TLS is on. */
function tlsUpgradeFrom({ mode, chart }: Release): readonly ChartLine[] {
  const known = chartLineOf(chart);
  const affected = mode === 'cluster' && known !== 'unknown' && known.line.milvus === TLS_UPGRADE_FAULT.to;
  return affected ? CHART_LINES.filter(({ milvus }) => milvus === TLS_UPGRADE_FAULT.from) : [];
}
