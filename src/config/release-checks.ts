import { STANDALONE_VOLUMES_SINCE, compareVersions, serviceNameOf } from '../milvus/chart';
import type { Add, Check, SoundEnvironment } from './environment-check';

export const RELEASE_CHECKS: readonly Check[] = [severalReleasesNeedAName, nothingTwice, standaloneCanDoIt];

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
    const { chart, backendCertificate } = release;
    if (chart === undefined || backendCertificate === undefined || backendCertificate === 'image') return;
    if (compareVersions(chart, STANDALONE_VOLUMES_SINCE) < 0) {
      add(
        ['releases', index, 'backendCertificate'],
        `must be image in standalone mode before chart ${STANDALONE_VOLUMES_SINCE}, which cannot mount a Secret there; chart is ${chart}`,
        `write chart: ${STANDALONE_VOLUMES_SINCE} or newer, mode: cluster, or backendCertificate: image`,
      );
    }
  });
}
