import type { Files } from '../../src/diff/dist';
import { edited } from './dist-of';
import { BASE, CLOUD, HELM, MANIFEST, prod, release } from './pairs';
import type { Case } from './pairs';

const balancer = (settings: string) => prod(`${BASE}loadBalancer: { ${settings} }\n`);
const cluster = (settings: string) =>
  prod(CLOUD.replace('cluster: { create: {} }', `cluster: { create: { ${settings} } }`));
const authorized = (...ranges: string[]) =>
  cluster(
    `masterAuthorizedNetworksConfig: { cidrBlocks: [${ranges.map((range) => `{ cidrBlock: ${range} }`).join(', ')}] }`,
  );
const internal = prod(
  `${BASE}certificate: self-managed\nloadBalancer: { scheme: internal, address: { name: inner } }\ngcp: { network: { existing: { network: vpc, subnetwork: nodes, proxyOnlyRange: 10.129.0.0/23 } } }\n`,
);
const external = prod(
  `${BASE}certificate: self-managed\nloadBalancer: { address: ephemeral, http: closed, sslPolicy: none }\n`,
);
const policy = prod(release('    networkPolicy: {}\n'));
const scraped = prod(release('    networkPolicy: { metricsFrom: [{ app: prometheus }] }\n'));

/** What opens a door. */
export const DOORS: readonly Case[] = [
  ['no password any more', prod(BASE), prod(release('    authorization: false\n')), ['authorization-is-off']],
  ['nobody says whether', prod(BASE), prod(release('    authorization: unmanaged\n')), ['authorization-is-off']],
  [
    'the certificate of the image',
    prod(BASE),
    prod(release('    backendCertificate: image\n')),
    ['demo-certificate-is-served'],
  ],
  [
    'an older TLS',
    prod(BASE),
    balancer('sslPolicy: { minTlsVersion: TLS_1_0, profile: MODERN }'),
    ['minimum-tls-is-lowered'],
  ],
  [
    'weaker ciphers',
    prod(BASE),
    balancer('sslPolicy: { minTlsVersion: TLS_1_2, profile: COMPATIBLE }'),
    ['minimum-tls-is-lowered'],
  ],
  ['no SSL policy', balancer('sslPolicy: { name: tls }'), balancer('sslPolicy: off'), ['minimum-tls-is-lowered']],
  [
    'Cloud Armor admits everybody, in two halves',
    balancer('securityPolicy: { allow: [203.0.113.0/24] }'),
    balancer('securityPolicy: { allow: [128.0.0.0/1, 0.0.0.0/1] }'),
    ['cloud-armor-opens'],
  ],
  [
    'Cloud Armor limits the rate only',
    balancer('securityPolicy: { allow: [203.0.113.0/24], rateLimit: { requestsPerMinute: 600 } }'),
    balancer('securityPolicy: { rateLimit: { requestsPerMinute: 600 } }'),
    ['cloud-armor-opens'],
  ],
  [
    'no limit of the rate',
    balancer('securityPolicy: { allow: [203.0.113.0/24], rateLimit: { requestsPerMinute: 600 } }'),
    balancer('securityPolicy: { allow: [203.0.113.0/24] }'),
    ['cloud-armor-opens'],
  ],
  [
    'Cloud Armor is off',
    balancer('securityPolicy: { name: armor }'),
    balancer('securityPolicy: off'),
    ['cloud-armor-opens'],
  ],
  ['no NetworkPolicy', policy, prod(BASE), ['network-policy-opens']],
  ['another sender in the NetworkPolicy', policy, scraped, ['network-policy-opens']],
  [
    'a wider range of senders',
    policy,
    edited(policy, MANIFEST, '35.191.0.0/16', '35.0.0.0/8'),
    ['network-policy-opens'],
  ],
  [
    'every port',
    policy,
    edited(policy, MANIFEST, / {6}ports:\n(?: {8}.*\n)+/.exec(policy.get(MANIFEST) ?? '')?.[0] ?? '?', ''),
    ['network-policy-opens'],
  ],
  [
    'fewer pods are protected',
    policy,
    edited(
      policy,
      MANIFEST,
      '  podSelector:\n    matchLabels:\n',
      '  podSelector:\n    matchLabels:\n      tier: gold\n',
    ),
    ['network-policy-opens'],
  ],
  ['everybody may call the control plane', authorized('203.0.113.0/24'), prod(CLOUD), ['control-plane-opens']],
  [
    'more may call the control plane',
    authorized('203.0.113.0/24'),
    authorized('203.0.113.0/24', '198.51.100.0/24'),
    ['control-plane-opens'],
  ],
  [
    'public nodes',
    prod(CLOUD),
    cluster('privateClusterConfig: { enablePrivateNodes: false }'),
    ['nodes-become-public'],
  ],
  [
    'the load balancer becomes external',
    internal,
    external,
    ['load-balancer-becomes-external', 'ingress-class-changes', 'address-changes'],
  ],
  [
    'zones of the nodes are left out',
    cluster('nodeLocations: [us-west1-a, us-west1-b]'),
    prod(CLOUD),
    ['setting-stays'],
  ],
];

/** Changes of the same settings that open nothing. */
export const HARMLESS_DOORS: readonly (readonly [what: string, before: Files, after: Files])[] = [
  ['a password from now on', prod(release('    authorization: false\n')), prod(BASE)],
  ['a certificate of one’s own', prod(release('    backendCertificate: image\n')), prod(BASE)],
  [
    'the files of the certificate lie elsewhere',
    prod(BASE),
    edited(prod(BASE), HELM, 'serverPemPath: /milvus/tls/', 'serverPemPath: /milvus/other/'),
  ],
  ['stronger ciphers', prod(BASE), balancer('sslPolicy: { minTlsVersion: TLS_1_2, profile: RESTRICTED }')],
  [
    'another range in Cloud Armor',
    balancer('securityPolicy: { allow: [203.0.113.0/24] }'),
    balancer('securityPolicy: { allow: [203.0.113.0/24, 198.51.100.0/24, 2001:db8::/32] }'),
  ],
  [
    'another limit of the rate',
    balancer('securityPolicy: { rateLimit: { requestsPerMinute: 600 } }'),
    balancer('securityPolicy: { rateLimit: { requestsPerMinute: 900 } }'),
  ],
  ['a NetworkPolicy from now on', prod(BASE), policy],
  ['fewer senders', scraped, policy],
  ['a narrower range of senders', policy, edited(policy, MANIFEST, '35.191.0.0/16', '35.191.0.0/17')],
  ['fewer may call the control plane', authorized('203.0.113.0/24', '198.51.100.0/24'), authorized('198.51.100.0/25')],
  ['a restriction of the control plane from now on', prod(CLOUD), authorized('203.0.113.0/24')],
  [
    'a name for a range',
    authorized('203.0.113.0/24'),
    cluster('masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: 203.0.113.0/24, displayName: offices }] }'),
  ],
  ['zones of the nodes are written', prod(CLOUD), cluster('nodeLocations: [us-west1-a, us-west1-b]')],
  [
    'what equals Google’s default goes',
    balancer('backend: { timeoutSec: 30 }'),
    balancer('backend: { timeoutSec: default }'),
  ],
  [
    'request headers are taken away',
    balancer('backend: { customRequestHeaders: { headers: ["X-A:b"] } }'),
    balancer('backend: { customRequestHeaders: { headers: [] } }'),
  ],
  ['response headers go', balancer('backend: { customResponseHeaders: { headers: ["X-A:b"] } }'), prod(BASE)],
  ['logs are switched off, and their share with them', prod(BASE), balancer('backend: { logging: { enable: false } }')],
  [
    'the cookie goes with the kind of affinity',
    balancer('backend: { sessionAffinity: { affinityType: GENERATED_COOKIE, affinityCookieTtlSec: 60 } }'),
    balancer('backend: { sessionAffinity: { affinityType: NONE } }'),
  ],
];
