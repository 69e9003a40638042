import { managedDomainFault } from '../gke/certificates';
import { CERTIFICATES_MAX } from '../gke/edge';
import { INGRESS_CLASS_OF, type LoadBalancerFeature, reasonAgainst } from '../gke/load-balancer-classes';
import type { Add, Check, SoundEnvironment } from './environment-check';
import { DEFAULT_REGION } from './names';

export const EDGE_CHECKS: readonly Check[] = [
  zoneLiesInRegion,
  googleIssuesForTheHosts,
  certificatesFitOnOneProxy,
  internalKnowsItsNetwork,
  classCanHaveWhatIsAsked,
  recordsHaveAnAddressAndAZone,
  privateZonesAreNotSigned,
];

function zoneLiesInRegion({ region = DEFAULT_REGION, zone }: SoundEnvironment, add: Add): void {
  if (zone === undefined || zone.startsWith(`${region}-`)) return;
  add(['zone'], `must lie in region ${region}`, `write region: ${zone.replace(/-[a-z]$/, '')}, or another zone`);
}

/** Who issues the certificates that clients see, as far as Google does; undefined where it does not. */
function issuedByGoogle({ certificate, loadBalancer }: SoundEnvironment): string | undefined {
  if (certificate === undefined)
    return loadBalancer?.scheme === 'external' ? 'a Google-managed certificate' : undefined;
  if (certificate === 'google-managed') return 'a Google-managed certificate';
  if (certificate === 'self-managed' || certificate.type !== 'pre-shared') return undefined;
  return certificate.create ? 'a certificate that Google issues' : undefined;
}

function googleIssuesForTheHosts(environment: SoundEnvironment, add: Add): void {
  const certificate = issuedByGoogle(environment);
  if (certificate === undefined) return;
  (environment.releases ?? []).forEach((release, index) => {
    const fault = release?.host === undefined ? undefined : managedDomainFault(release.host);
    if (fault === undefined) return;
    const path = ['releases', index, 'host'];
    add(path, `${fault.message} with ${certificate}`, `${fault.cure}, or write certificate: self-managed`);
  });
}

function certificatesFitOnOneProxy({ certificate, releases = [] }: SoundEnvironment, add: Add): void {
  const shared = typeof certificate === 'object' && ('secretName' in certificate || 'names' in certificate);
  if (shared || releases.length <= CERTIFICATES_MAX) return;
  add(
    ['releases', CERTIFICATES_MAX],
    `must be at most ${CERTIFICATES_MAX} releases with a certificate each, has ${releases.length}`,
    'a load balancer takes no more: move releases to another environment, or share one certificate by certificate: { type: self-managed, secretName: … } or { type: pre-shared, names: […] }',
  );
}

function internalKnowsItsNetwork({ loadBalancer, region, gcp }: SoundEnvironment, add: Add): void {
  if (loadBalancer?.scheme !== 'internal') return;
  if (region === undefined) {
    add(['region'], 'required for an internal load balancer, but missing', "write the cluster's region");
  }
  // One that is created gets a proxy-only subnet.
  if (gcp?.network?.create) return;
  const existing = gcp && 'network' in gcp ? gcp.network?.existing : undefined;
  if (gcp && existing?.proxyOnlyRange === undefined) {
    add(
      existing ? ['gcp', 'network', 'existing', 'proxyOnlyRange'] : ['gcp', 'network'],
      'required for an internal load balancer, but missing',
      'write gcp.network: { existing: { network: …, subnetwork: …, proxyOnlyRange: … } }: its address is of that subnetwork, its proxies call from that range; or { create: {} }',
    );
  }
}

function classCanHaveWhatIsAsked(environment: SoundEnvironment, add: Add): void {
  const { scheme, public: isOpened } = environment.loadBalancer ?? {};
  if (scheme === undefined) return;
  if (scheme === 'internal' && isOpened === true) {
    add(['loadBalancer', 'public'], 'must be left out on an internal load balancer', 'take it out, or the scheme');
  }
  for (const { feature, path, isAsked, must, cure } of ASKED) {
    const reason = reasonAgainst(feature, INGRESS_CLASS_OF[scheme]);
    if (reason === undefined || !isAsked(environment)) continue;
    add([...path], `${must} on an ${scheme} load balancer: ${reason}`, cure);
  }
}

interface Asked {
  readonly feature: LoadBalancerFeature;
  readonly path: readonly string[];
  readonly isAsked: (environment: SoundEnvironment) => boolean;
  readonly must: string;
  readonly cure: string;
}

/** Where an environment asks for what not every load balancer can have. */
const ASKED: readonly Asked[] = [
  {
    feature: 'redirect',
    path: ['loadBalancer', 'http'],
    isAsked: ({ loadBalancer }) => loadBalancer?.http === 'redirect',
    must: 'must not be redirect',
    cure: 'leave it out: port 80 is closed then',
  },
  {
    feature: 'portsOnEphemeralAddress',
    path: ['loadBalancer', 'address'],
    isAsked: ({ loadBalancer }) => loadBalancer?.http === 'open' && loadBalancer.address === 'ephemeral',
    must: 'must not be ephemeral with http: open',
    cure: 'leave it out, or close port 80',
  },
  {
    feature: 'sslPolicy',
    path: ['loadBalancer', 'sslPolicy'],
    isAsked: ({ loadBalancer }) => ![undefined, 'none'].includes(loadBalancer?.sslPolicy as string | undefined),
    must: 'must be left out',
    cure: 'take it out',
  },
  {
    feature: 'securityPolicy',
    path: ['loadBalancer', 'securityPolicy'],
    isAsked: ({ loadBalancer }) => ![undefined, 'none'].includes(loadBalancer?.securityPolicy as string | undefined),
    must: 'must be left out',
    cure: 'take it out; releases[].networkPolicy limits who may call',
  },
  {
    feature: 'googleManagedCertificate',
    path: ['certificate'],
    isAsked: (environment) => issuedByGoogle(environment) !== undefined,
    must: 'must not be managed by Google',
    cure: 'write certificate: self-managed, or { type: self-managed, issuer: … }',
  },
];

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
