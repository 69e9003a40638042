import {
  CHART_LINES,
  PROXY_HPA_SINCE,
  STANDALONE_VOLUMES_SINCE,
  chartLineOf,
  compareVersions,
  milvusLinesOf,
  serviceNameOf,
} from '../milvus/chart';
import { MILVUS_LINES, milvusVersionOf, tagOf } from '../milvus/version';
import type { Add, Check, SoundEnvironment } from './environment-check';

export const RELEASE_CHECKS: readonly Check[] = [
  severalReleasesNeedAName,
  nothingTwice,
  standaloneCanDoIt,
  milvusFitsTheChart,
  autoscalerExists,
];

function severalReleasesNeedAName({ releases = [], loadBalancer }: SoundEnvironment, add: Add): void {
  if (releases.length < 2 || !loadBalancer || 'name' in loadBalancer) return;
  add(
    ['loadBalancer', 'name'],
    'required with several releases, but missing',
    'they share one load balancer: give it a name, e.g. loadBalancer: { name: milvus }',
  );
}

function nothingTwice({ releases = [] }: SoundEnvironment, add: Add): void {
  const seen = { name: new Map<string, number>(), host: new Map<string, number>(), service: new Map<string, number>() };
  const first = (map: Map<string, number>, value: string | undefined, index: number): number | undefined => {
    if (value === undefined) return undefined;
    const earlier = map.get(value);
    if (earlier === undefined) map.set(value, index);
    return earlier;
  };
  releases.forEach((release, index) => {
    const sameName = first(seen.name, release?.name, index);
    if (sameName !== undefined) {
      add(
        ['releases', index, 'name'],
        `must differ from releases[${sameName}].name`,
        'Helm has one release of a name in a namespace',
      );
    }
    const sameHost = first(seen.host, release?.host, index);
    if (sameHost !== undefined) {
      add(
        ['releases', index, 'host'],
        `must differ from releases[${sameHost}].host`,
        'the last rule for a host replaces the earlier ones: one host leads to one release',
      );
    }
    const service = release?.name === undefined ? undefined : serviceNameOf(release.name, release.fullnameOverride);
    const sameService = first(seen.service, service, index);
    if (sameService !== undefined && sameName === undefined) {
      add(
        ['releases', index, release?.fullnameOverride === undefined ? 'name' : 'fullnameOverride'],
        `makes the Service ${service}, as releases[${sameService}] does`,
        'give one of them another fullnameOverride',
      );
    }
  });
}

function standaloneCanDoIt({ releases = [] }: SoundEnvironment, add: Add): void {
  releases.forEach((release, index) => {
    if (release?.mode !== 'standalone') return;
    if (typeof release.proxy === 'object') {
      add(
        ['releases', index, 'proxy'],
        'must be left out in standalone mode, which is one pod',
        'leave it out, or write mode: cluster',
      );
    }
    const { chart } = release;
    // Faulty, it is there as undefined; left out, it is secret.
    const isFaulty = 'backendCertificate' in release && release.backendCertificate === undefined;
    if (chart === undefined || isFaulty || release.backendCertificate === 'image') return;
    if (compareVersions(chart, STANDALONE_VOLUMES_SINCE) < 0) {
      add(
        ['releases', index, 'backendCertificate'],
        `must be image in standalone mode before chart ${STANDALONE_VOLUMES_SINCE}, which cannot mount a Secret there; chart is ${chart}`,
        `write chart: ${STANDALONE_VOLUMES_SINCE} or newer, mode: cluster, or backendCertificate: image`,
      );
    }
  });
}

/** A chart starts the components that the Milvus of its own lines has, and no others. */
function milvusFitsTheChart({ releases = [] }: SoundEnvironment, add: Add): void {
  releases.forEach((release, index) => {
    const { chart, milvus: version } = release ?? {};
    if (chart === undefined || version === undefined || chartLineOf(chart) === 'unknown') return;
    const { line = '' } = milvusVersionOf({ tag: tagOf(version) });
    const lines = milvusLinesOf(chart);
    if (lines.includes(line)) return;
    const charts = CHART_LINES.filter(({ milvus: one }) => one === line).map(({ from, to }) => `${from} to ${to}`);
    const own = [...new Set(lines)].join(' or ');
    const path = ['releases', index, 'milvus'];
    if (charts.length === 0) {
      add(path, 'is of a line that is not known here', `write a version of ${MILVUS_LINES.join(', ')}`);
    } else {
      add(
        path,
        `must be of ${own} with chart ${chart}, which starts the components of that`,
        `write a version of ${own}, or a chart that is made for Milvus ${line}: ${charts.join(', ')}`,
      );
    }
  });
}

function autoscalerExists({ releases = [] }: SoundEnvironment, add: Add): void {
  releases.forEach((release, index) => {
    if (typeof release?.proxy !== 'object' || release.proxy.autoscale === undefined) return;
    const { chart } = release;
    if (chart === undefined || compareVersions(chart, PROXY_HPA_SINCE) >= 0) return;
    add(
      ['releases', index, 'proxy', 'autoscale'],
      `must be left out before chart ${PROXY_HPA_SINCE}, the first known to have an autoscaler; chart is ${chart}`,
      `write chart: ${PROXY_HPA_SINCE} or newer, or proxy: { replicas: … }`,
    );
  });
}
