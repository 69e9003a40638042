import {
  CHART,
  CHART_LINES,
  PROXY_SPREAD_SINCE,
  PULSAR_V3_SINCE,
  REST_ON_TLS_REFUSED_SINCE,
  STANDALONE_VOLUMES_SINCE,
  TLS_UPGRADE_FAULT,
  compareVersions,
  type ChartLine,
} from './chart';

/** What the charts differ in, as far as it matters behind the load balancer: one row, a cell for each line. */
export interface Ability {
  readonly what: string;
  readonly cells: readonly string[];
}

/** Every ability, over CHART_LINES. */
export function chartAbilities(): readonly Ability[] {
  return [
    { what: 'Milvus', cells: CHART_LINES.map(({ milvus }) => milvus) },
    row("Milvus' own certificate from a Secret, in cluster mode", () => 'yes'),
    row('the same, in standalone mode', (line) => since(line, STANDALONE_VOLUMES_SINCE, 'yes', 'no')),
    row('REST on the port of gRPC while TLS is on', (line) =>
      since(line, REST_ON_TLS_REFUSED_SINCE, 'proxies do not start', 'dropped, answers 415'),
    ),
    row('REST on a TLS port of its own', () => 'yes'),
    row('proxies spread over zones and nodes', (line) => since(line, PROXY_SPREAD_SINCE, 'yes', 'no')),
    row('message queue of cluster mode', (line) => since(line, PULSAR_V3_SINCE, '`pulsarv3`', '`pulsar`')),
    row('rolling upgrade from the line before in cluster mode, with TLS on', tlsUpgrade),
  ];
}

/** Nothing is said of a line of which no template was looked at. */
function row(what: string, cell: (line: ChartLine) => string): Ability {
  const isRead = ({ from }: ChartLine) => compareVersions(from, CHART.newestReadVersion) <= 0;
  return { what, cells: CHART_LINES.map((line) => (isRead(line) ? cell(line) : 'not looked at')) };
}

function tlsUpgrade({ milvus }: ChartLine): string {
  const { to, mendedIn, issue } = TLS_UPGRADE_FAULT;
  return milvus === to ? `fails before Milvus ${mendedIn} (${issue}, open; its fixes are merged)` : '–';
}

/** `after` from the version on, `before` before it; both, where it lies inside the line. */
function since({ from, to }: ChartLine, version: string, after: string, before: string): string {
  if (compareVersions(version, from) <= 0) return after;
  return compareVersions(version, to) > 0 ? before : `${before}; from ${version} on ${after}`;
}
