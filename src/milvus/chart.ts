/**
 * The Milvus Helm chart.
 *
 * @see https://github.com/zilliztech/milvus-helm
 */
export const CHART = {
  name: 'milvus',
  repository: 'https://zilliztech.github.io/milvus-helm/',
  /** The version an environment gets that names none: the newest that was rendered, installed and run. */
  defaultVersion: '5.0.19',
  /** The oldest version whose templates were looked at. */
  oldestVersion: '4.1.29',
  /** The newest version whose templates were looked at. */
  newestReadVersion: '5.0.19',
} as const;

/** Versions that have a tag and never had a package, each with its neighbours that have one. */
export const NEVER_PUBLISHED: readonly { readonly chart: string; readonly before: string; readonly after: string }[] = [
  { chart: '5.0.26', before: '5.0.25', after: '5.0.27' },
];

/** A Helm release name: Helm allows 53 characters; the chart's Service refuses a leading digit and a dot. */
export const RELEASE_NAME = { pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/, maxLength: 53 } as const;

/** A run of chart versions that ship one Milvus line. */
export interface ChartLine {
  readonly from: string;
  /** The newest patch known. */
  readonly to: string;
  /** Milvus' own minor line, e.g. `2.5`. */
  readonly milvus: string;
}

/** Oldest first. The newest patch of a minor line may have followers; what stands between two lines was never published. */
export const CHART_LINES: readonly ChartLine[] = [
  { from: '4.1.29', to: '4.1.36', milvus: '2.4' },
  { from: '4.2.0', to: '4.2.25', milvus: '2.4' },
  { from: '4.2.26', to: '4.2.58', milvus: '2.5' },
  { from: '5.0.0', to: '5.0.25', milvus: '2.6' },
  { from: '5.0.27', to: '5.0.28', milvus: '3.0' },
];

/** Negative, zero or positive as `a` is older than, equal to or newer than `b`. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let index = 0; index < 3; index++) {
    const difference = Number(left[index] ?? 0) - Number(right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `4.2` of `4.2.25`. */
export function minorLineOf(version: string): string {
  return version.split('.', 2).join('.');
}

/** Milvus' lines whose components the charts of a version's own minor line start; none where that is unknown. */
export function milvusLinesOf(version: string): string[] {
  if (chartLineOf(version) === 'unknown') return [];
  const minor = minorLineOf(version);
  return CHART_LINES.filter(({ from }) => minorLineOf(from) === minor).map(({ milvus }) => milvus);
}

/** What is known of a chart version; `unknown` where nothing is, `read` where its templates were looked at. */
export function chartLineOf(version: string): { line: ChartLine; read: boolean } | 'unknown' {
  if (NEVER_PUBLISHED.some(({ chart }) => chart === version)) return 'unknown';
  const minor = minorLineOf(version);
  const line = CHART_LINES.findLast(({ from }) => minorLineOf(from) === minor && compareVersions(from, version) <= 0);
  if (!line) return 'unknown';
  const isKnown = compareVersions(version, line.to) <= 0;
  return { line, read: isKnown && compareVersions(version, CHART.newestReadVersion) <= 0 };
}

/** From here on global `volumes` and `volumeMounts` reach the standalone pod. */
export const STANDALONE_VOLUMES_SINCE = '4.2.31';
/** From here on cluster mode comes with `pulsarv3`, before with `pulsar`. */
export const PULSAR_V3_SINCE = '4.2.27';
/** From here on the proxy refuses to start when REST shares a TLS port; before, it drops REST. */
export const REST_ON_TLS_REFUSED_SINCE = '4.2.26';

/**
 * From here on the templates read `topologySpreadConstraints`; before, nothing does.
 *
 * @see https://github.com/zilliztech/milvus-helm/pull/167
 */
export const PROXY_SPREAD_SINCE = '4.2.34';

/** The first version known to have an autoscaler for proxies, and pods that take a securityContext; 4.2.25 has neither. */
export const PROXY_HPA_SINCE = '4.2.58';
/** What the chart's autoscaler of proxies does where its values are silent. */
export const PROXY_HPA_DEFAULTS = { minReplicas: 1, maxReplicas: 5, cpuUtilization: 40 } as const;
export const SECURITY_CONTEXT_SINCE = '4.2.58';

/** From here on a standalone release has `woodpecker` for its message queue; before, `rocksmq`. */
export const STANDALONE_QUEUE = { since: '5.0.0', before: 'rocksmq', after: 'woodpecker' } as const;

/**
 * A rolling upgrade that fails with TLS on, in cluster mode: new proxies hand calls to old ones, and the handshake fails.
 * The issue is open; `mendedIn` is the first release after its fixes (#48225, #48226, #48229) were merged.
 */
export const TLS_UPGRADE_FAULT = {
  from: '2.5',
  to: '2.6',
  mendedIn: '2.6.13',
  issue: 'milvus-io/milvus#48224',
} as const;

/** What helm and kustomize call a release that nobody names. */
export const UNNAMED_RELEASE = 'release-name';

/** What the chart adds to the name for the longest of the Services of its own, in cluster mode. */
const LONGEST_SERVICE = [
  { since: '5.0.0', suffix: '-streamingnode' },
  { since: CHART.oldestVersion, suffix: '-querycoord' },
] as const;

/** The name of the longest Service that the chart makes beside the one of that name; a standalone release has no other. */
export function longestServiceNameOf(serviceName: string, mode: 'cluster' | 'standalone', chart: string): string {
  if (mode === 'standalone') return serviceName;
  const { suffix = '' } = LONGEST_SERVICE.find(({ since }) => compareVersions(chart, since) >= 0) ?? {};
  return serviceName + suffix;
}

/** The name of the chart's Service: what the chart's `milvus.fullname` template computes. */
export function serviceNameOf(release: string, fullnameOverride?: string, nameOverride: string = CHART.name): string {
  const full = fullnameOverride ?? (release.includes(nameOverride) ? release : `${release}-${nameOverride}`);
  return full.slice(0, 63).replace(/-$/, '');
}
