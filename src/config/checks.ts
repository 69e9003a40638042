import * as z from 'zod';
import { MANAGED_CERTIFICATE } from '../gke/certificates';
import { STANDALONE_VOLUMES_SINCE, compareVersions, serviceNameOf } from '../milvus/chart';
import type { CompleteEnvironment } from './schema';

type Path = (string | number)[];
type Add = (path: Path, message: string, cure: string) => void;
/** What is left of a value when its faulty parts are taken out. */
type Sound<T> = T extends (infer Item)[]
  ? (Sound<Item> | undefined)[]
  : T extends object
    ? { [K in keyof T]?: Sound<T[K]> }
    : T;
type SoundEnvironment = Sound<CompleteEnvironment>;

/** Checks that need more than one key; they see only what is well-formed, so that one fault is never told twice. */
export function wholeEnvironment(): z.core.$ZodCheck<CompleteEnvironment> {
  const check = z.superRefine<CompleteEnvironment>((value, context) => {
    const known = context.issues.filter(({ code }) => code !== 'unrecognized_keys').map(({ path }) => path ?? []);
    const environment = soundPartOf(value, known) as SoundEnvironment | undefined;
    if (typeof environment !== 'object') return;
    const add: Add = (path, message, cure) => {
      context.addIssue({ code: 'custom', path, message, params: { cure } });
    };
    for (const one of CHECKS) one(environment, add);
  });
  check._zod.def.when = () => true;
  return check;
}

const CHECKS: readonly ((environment: SoundEnvironment, add: Add) => void)[] = [
  zoneLiesInRegion,
  severalReleasesNeedAName,
  nothingTwice,
  managedCertificatesTakeTheHosts,
  standaloneCanDoIt,
];

function zoneLiesInRegion({ region, zone }: SoundEnvironment, add: Add): void {
  if (region === undefined || zone === undefined || zone.startsWith(`${region}-`)) return;
  add(['zone'], `must lie in region ${region}`, `write region: ${zone.replace(/-[a-z]$/, '')}, or another zone`);
}

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

function managedCertificatesTakeTheHosts({ certificate, releases = [] }: SoundEnvironment, add: Add): void {
  if (certificate !== 'google-managed') return;
  const { domainMaxLength, domainPattern, perIngressMax } = MANAGED_CERTIFICATE;
  releases.forEach((release, index) => {
    const host = release?.host;
    if (host === undefined) return;
    const path = ['releases', index, 'host'];
    if (host.startsWith('*.')) {
      add(
        path,
        'must not be a wildcard with a Google-managed certificate',
        'name the host in full, or write certificate: self-managed',
      );
    } else if (host.length > domainMaxLength) {
      add(
        path,
        `must be at most ${domainMaxLength} characters with a Google-managed certificate, has ${host.length}`,
        'shorten it, or write certificate: self-managed',
      );
    } else if (!domainPattern.test(host)) {
      add(
        path,
        'must be a full domain name with a Google-managed certificate',
        'e.g. my-release.example.com, or write certificate: self-managed',
      );
    }
  });
  if (releases.length > perIngressMax) {
    add(
      ['releases', perIngressMax],
      `must be at most ${perIngressMax} releases with Google-managed certificates, has ${releases.length}`,
      'an Ingress takes no more of them: move some releases to another environment, or write certificate: self-managed',
    );
  }
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

/** A copy without what stands at or below the paths; items of lists stay in their places. */
function soundPartOf(value: unknown, faulty: readonly (readonly PropertyKey[])[]): unknown {
  if (faulty.some((path) => path.length === 0)) return undefined;
  if (typeof value !== 'object' || value === null) return value;
  const below = (key: PropertyKey) => faulty.filter(([head]) => head === key).map(([, ...rest]) => rest);
  if (Array.isArray(value)) return value.map((item, index) => soundPartOf(item, below(index)));
  const parts = Object.entries(value).map(([key, item]): [string, unknown] => [key, soundPartOf(item, below(key))]);
  return Object.fromEntries(parts);
}
