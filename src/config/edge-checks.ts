import { MANAGED_CERTIFICATE } from '../gke/certificates';
import { CERTIFICATES_MAX } from '../gke/edge';
import type { Add, Check, SoundEnvironment } from './environment-check';
import { DEFAULT_REGION } from './names';

export const EDGE_CHECKS: readonly Check[] = [
  zoneLiesInRegion,
  googleIssuesForTheHosts,
  certificatesFitOnOneProxy,
  internalKnowsItsNetwork,
  internalLeavesOutWhatIsGlobal,
  recordsHaveAnAddressAndAZone,
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
  const { domainMaxLength, domainPattern } = MANAGED_CERTIFICATE;
  (environment.releases ?? []).forEach((release, index) => {
    const host = release?.host;
    if (host === undefined) return;
    const path = ['releases', index, 'host'];
    if (host.startsWith('*.')) {
      add(
        path,
        `must not be a wildcard with ${certificate}`,
        'name the host in full, or write certificate: self-managed',
      );
    } else if (host.length > domainMaxLength) {
      add(
        path,
        `must be at most ${domainMaxLength} characters with ${certificate}, has ${host.length}`,
        'shorten it, or write certificate: self-managed',
      );
    } else if (!domainPattern.test(host)) {
      add(
        path,
        `must be a full domain name with ${certificate}`,
        'e.g. my-release.example.com, or write certificate: self-managed',
      );
    }
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

function internalLeavesOutWhatIsGlobal({ loadBalancer, certificate }: SoundEnvironment, add: Add): void {
  if (loadBalancer?.scheme !== 'internal') return;
  const { http, address, sslPolicy, securityPolicy } = loadBalancer;
  if (http === 'redirect') {
    add(
      ['loadBalancer', 'http'],
      'must not be redirect on an internal load balancer: the controller gives up on the whole Ingress',
      'leave it out: port 80 is closed then',
    );
  }
  if (http === 'open' && address === 'ephemeral') {
    add(
      ['loadBalancer', 'address'],
      'must not be ephemeral where an internal load balancer has ports 80 and 443',
      'leave it out: both ports need one static address',
    );
  }
  if (sslPolicy !== undefined && sslPolicy !== 'none') {
    add(
      ['loadBalancer', 'sslPolicy'],
      'must be left out: internal load balancers of GKE take no SSL policy',
      'take it out',
    );
  }
  if (securityPolicy !== undefined && securityPolicy !== 'none') {
    add(
      ['loadBalancer', 'securityPolicy'],
      'must be left out: Cloud Armor on an internal load balancer makes the controller give up on the whole Ingress',
      'take it out; releases[].networkPolicy limits who may call',
    );
  }
  if (
    certificate === 'google-managed' ||
    (typeof certificate === 'object' && 'create' in certificate && certificate.create)
  ) {
    add(
      ['certificate'],
      'must not be managed by Google on an internal load balancer: it is ignored in silence, and nothing answers on 443',
      'write certificate: self-managed, or { type: self-managed, issuer: … }',
    );
  }
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
