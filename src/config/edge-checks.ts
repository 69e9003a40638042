import { managedDomainFault } from '../gke/certificates';
import { CERTIFICATES_MAX } from '../gke/edge';
import { reasonAgainst } from '../gke/load-balancer-classes';
import { WITH_ARTICLE, certificateTypeOf, classesOf, isOfRegion } from './classes';
import type { Add, Check, SoundEnvironment } from './environment-check';
import { DEFAULT_REGION } from './names';

export const EDGE_CHECKS: readonly Check[] = [
  zoneLiesInRegion,
  googleIssuesForTheHosts,
  certificatesFitOnOneProxy,
  regionalKnowsItsNetwork,
  recordsHaveAnAddressAndAZone,
  privateZonesAreNotSigned,
];

function zoneLiesInRegion({ region = DEFAULT_REGION, zone }: SoundEnvironment, add: Add): void {
  if (zone === undefined || zone.startsWith(`${region}-`)) return;
  add(['zone'], `must lie in region ${region}`, `write region: ${zone.replace(/-[a-z]$/, '')}, or another zone`);
}

/** What Google issues of an environment's certificates, in words; undefined where it issues none. */
function issuedByGoogle(environment: SoundEnvironment): string | undefined {
  const type = certificateTypeOf(environment);
  if (type === 'google-managed') return 'a Google-managed certificate';
  return type === 'pre-shared-created' ? 'a certificate that Google issues' : undefined;
}

function googleIssuesForTheHosts(environment: SoundEnvironment, add: Add): void {
  const certificate = issuedByGoogle(environment);
  if (certificate === undefined) return;
  // DNS authorization covers a wildcard.
  const takesWildcards =
    certificateTypeOf(environment) === 'google-managed' &&
    environment.loadBalancer?.api === 'gateway' &&
    !environment.loadBalancer.also;
  (environment.releases ?? []).forEach((release, index) => {
    const host = takesWildcards ? release?.host?.replace(/^\*\./, '') : release?.host;
    const fault = host === undefined ? undefined : managedDomainFault(host);
    if (fault === undefined) return;
    const path = ['releases', index, 'host'];
    add(path, `${fault.message} with ${certificate}`, `${fault.cure}, or write certificate: self-managed`);
  });
}

function certificatesFitOnOneProxy(environment: SoundEnvironment, add: Add): void {
  const { certificate, releases = [] } = environment;
  const shared = typeof certificate === 'object' && ('secretName' in certificate || 'names' in certificate);
  const classes = classesOf(environment);
  const onMap =
    certificateTypeOf(environment) === 'google-managed' &&
    classes.every((one) => reasonAgainst('certificateMap', one) === undefined);
  if (shared || onMap || releases.length <= CERTIFICATES_MAX) return;
  add(
    ['releases', CERTIFICATES_MAX],
    `must be at most ${CERTIFICATES_MAX} releases with a certificate each, has ${releases.length}`,
    'a load balancer takes no more: move releases to another environment, or share one certificate by certificate: { type: self-managed, secretName: … } or { type: pre-shared, names: […] }',
  );
}

function regionalKnowsItsNetwork(environment: SoundEnvironment, add: Add): void {
  const { loadBalancer, region, gcp } = environment;
  const scheme = loadBalancer?.scheme;
  if (scheme === undefined || !isOfRegion(environment)) return;
  const required = `required for ${WITH_ARTICLE[scheme]} load balancer, but missing`;
  if (region === undefined) {
    add(['region'], required, "write the cluster's region");
  }
  const path = unknownProxyOnlyRangeOf(gcp);
  if (path === undefined) return;
  const address = scheme === 'internal' ? 'its address is of that subnetwork, its' : 'its';
  add(
    path,
    required,
    `write gcp.network: { existing: { network: …, subnetwork: …, proxyOnlyRange: … } }: ${address} proxies call from that range; or { create: {} }`,
  );
}

/** Where the range of the proxies is missing; undefined where it is there, faulty, or made with the network. */
function unknownProxyOnlyRangeOf(gcp: SoundEnvironment['gcp']): string[] | undefined {
  if (gcp === undefined) return undefined;
  if (!('network' in gcp)) return ['gcp', 'network'];
  const { existing } = gcp.network ?? {};
  if (existing === undefined || 'proxyOnlyRange' in existing) return undefined;
  return ['gcp', 'network', 'existing', 'proxyOnlyRange'];
}

function recordsHaveAnAddressAndAZone({ loadBalancer, releases = [], gcp }: SoundEnvironment, add: Add): void {
  const zone = gcp?.dns?.zone;
  if (zone === undefined) return;
  if (loadBalancer?.address === 'ephemeral') {
    add(
      ['loadBalancer', 'address'],
      'must not be ephemeral with gcp.dns: a record needs an address that stays',
      'leave it out, or take gcp.dns out',
    );
  }
  const dnsName = zone.create?.dnsName ?? zone.dnsName;
  if (dnsName === undefined) return;
  releases.forEach((release, index) => {
    if (release?.host === undefined || release.host === dnsName || release.host.endsWith(`.${dnsName}`)) return;
    add(
      ['releases', index, 'host'],
      `must lie in the zone ${dnsName}`,
      'name another host, or another zone in gcp.dns',
    );
  });
}

function privateZonesAreNotSigned({ gcp, loadBalancer }: SoundEnvironment, add: Add): void {
  if (loadBalancer?.scheme !== 'internal' || gcp?.dns?.zone?.create?.dnssecConfig?.state !== 'on') return;
  add(
    ['gcp', 'dns', 'zone', 'create', 'dnssecConfig', 'state'],
    'must not be on for the zone of an internal load balancer: it is private, and Google signs public zones only',
    'take dnssecConfig out',
  );
}
