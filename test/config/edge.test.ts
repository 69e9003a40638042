import { parseEnvironment } from '../../src/config/parse';
import { pathText } from '../../src/config/problems';

const release = { name: 'my-release', host: 'my-release.milvus.io' };
const minimal = { project: 'my-project', region: 'us-west1', releases: [release] };
const network = { existing: { network: 'vpc', subnetwork: 'subnet', proxyOnlyRange: '10.9.0.0/24' } };
const internal = { ...minimal, gcp: { network } };

const ofBackend = (backend: object) => ({ ...minimal, loadBalancer: { backend } });
const ofLoadBalancer = (loadBalancer: object) => ({ ...minimal, loadBalancer });
const ofInternal = (change: object, more: object = {}) => ({
  ...internal,
  ...more,
  loadBalancer: { scheme: 'internal', ...change },
});
const ofDns = (zone: object, more: object = {}) => ({ ...minimal, ...more, gcp: { dns: { zone } } });

/** What a reader is told, one line a problem. */
function toldOf(value: unknown): string[] {
  const parsed = parseEnvironment(value);
  if ('environment' in parsed) return [];
  return parsed.problems.map(
    ({ path, message, cure }) => `${pathText(path)}: ${message}${cure === undefined ? '' : ` | ${cure}`}`,
  );
}

describe('backend', () => {
  test.each<[string, object, string]>([
    ['timeoutSec', { timeoutSec: 0 }, 'must be at least 1, got 0'],
    ['timeoutSec', { timeoutSec: 86_401 }, 'must be at most 86400, got 86401'],
    ['timeoutSec', { timeoutSec: 1.5 }, 'must be default or a whole number, got 1.5 | e.g. timeoutSec: 3600'],
    ['timeoutSec', { timeoutSec: 'defalt' }, 'must be default or a number, got "defalt" | did you mean "default"?'],
    [
      'connectionDraining.drainingTimeoutSec',
      { connectionDraining: { drainingTimeoutSec: 3601 } },
      'must be at most 3600, got 3601',
    ],
    [
      'connectionDraining.drainingTimeoutSec',
      { connectionDraining: { drainingTimeoutSec: -1 } },
      'must be at least 0, got -1',
    ],
    ['logging.sampleRate', { logging: { enable: true, sampleRate: 1.1 } }, 'must be at most 1, got 1.1'],
    ['logging.sampleRate', { logging: { enable: true, sampleRate: -0.1 } }, 'must be at least 0, got -0.1'],
    ['logging.enable', { logging: { sampleRate: 1 } }, 'required, but missing'],
    [
      'healthCheck.checkIntervalSec',
      { healthCheck: { checkIntervalSec: 0, timeoutSec: 1 } },
      'must be at least 1, got 0',
    ],
    [
      'healthCheck.timeoutSec',
      { healthCheck: { timeoutSec: 301, checkIntervalSec: 300 } },
      'must be at most 300, got 301',
    ],
    ['healthCheck.healthyThreshold', { healthCheck: { healthyThreshold: 11 } }, 'must be at most 10, got 11'],
    ['healthCheck.unhealthyThreshold', { healthCheck: { unhealthyThreshold: 0 } }, 'must be at least 1, got 0'],
    [
      'healthCheck.timeoutSec',
      { healthCheck: { timeoutSec: 16 } },
      "a probe's timeout must not exceed the interval: 16 s against Google's 15 s, got 16 | write both checkIntervalSec and timeoutSec",
    ],
    [
      'healthCheck.checkIntervalSec',
      { healthCheck: { checkIntervalSec: 14 } },
      "a probe's timeout must not exceed the interval: Google's 15 s against 14 s, got 14 | write both checkIntervalSec and timeoutSec",
    ],
    [
      'healthCheck.timeoutSec',
      { healthCheck: { checkIntervalSec: 20, timeoutSec: 21 } },
      "a probe's timeout must not exceed the interval: 21 s against 20 s, got 21 | write both checkIntervalSec and timeoutSec",
    ],
    [
      'healthCheck.port',
      { healthCheck: { port: 19530 } },
      "not a choice: it is always 9091, Milvus' own | take it out",
    ],
    [
      'sessionAffinity.affinityType',
      { sessionAffinity: { affinityType: 'COOKIE' } },
      'must be one of NONE, CLIENT_IP, GENERATED_COOKIE, CLIENT_IP_PROTO, CLIENT_IP_PORT_PROTO, HTTP_COOKIE, HEADER_FIELD, got "COOKIE"',
    ],
    [
      'sessionAffinity.affinityCookieTtlSec',
      { sessionAffinity: { affinityType: 'GENERATED_COOKIE', affinityCookieTtlSec: 86_401 } },
      'must be at most 86400 on an external load balancer: a BackendConfig takes no more, got 86401 | write less, or api: gateway without also',
    ],
    [
      'sessionAffinity',
      { sessionAffinity: { affinityType: 'NONE', affinityCookieTtlSec: 1 } },
      'must have affinityCookieTtlSec only with affinityType: GENERATED_COOKIE or HTTP_COOKIE, got {"affinityType":"NONE","affinityCookieTtlSec":1}',
    ],
    [
      'customRequestHeaders.headers[0]',
      { customRequestHeaders: { headers: ['X-A'] } },
      'must be name:value, got "X-A" | e.g. X-Client-Region:{client_region}',
    ],
    [
      'customRequestHeaders.headers[0]',
      { customRequestHeaders: { headers: ['X A:b'] } },
      'must have a header name before the colon, got "X A:b"',
    ],
    [
      'customRequestHeaders.headers[0]',
      { customRequestHeaders: { headers: ['X-A:b\nc'] } },
      'must have no control characters in its value, got "X-A:b\\nc"',
    ],
    [
      'customResponseHeaders.headers[1]',
      { customResponseHeaders: { headers: ['X-A:b', 'x-a:c'] } },
      'must differ in name from headers[0]: header names have no case, got "x-a:c" | keep one of them',
    ],
    [
      'customResponseHeaders.headers[0]',
      { customResponseHeaders: { headers: ['Connection:close'] } },
      'Connection is reserved by the load balancer, got "Connection:close"',
    ],
    [
      'customResponseHeaders.headers[0]',
      { customResponseHeaders: { headers: ['X-Goog-A:b'] } },
      'X-Goog-A must not start with "x-goog-", got "X-Goog-A:b"',
    ],
    [
      'customResponseHeaders.headers',
      { customResponseHeaders: { headers: [] } },
      'must have at least one header, got []',
    ],
    [
      'cdn',
      { cdn: { enabled: true } },
      'Cloud CDN is of no use before Milvus: gRPC calls are POST requests, which are never cached | take cdn out',
    ],
    [
      'iap',
      { iap: { enabled: true } },
      "Identity-Aware Proxy cannot work before Milvus: its clients cannot attach IAP's header, and Milvus uses authorization itself | take iap out: releases[].authorization asks for user and password",
    ],
  ])('refuses %s: %j', (path, backend, told) => {
    expect(toldOf(ofBackend(backend))).toEqual([`loadBalancer.backend.${path}: ${told}`]);
  });

  test.each<[object]>([
    [{ timeoutSec: 1 }],
    [{ timeoutSec: 86_400 }],
    [{ timeoutSec: 'default', connectionDraining: 'none', logging: 'none' }],
    [{ connectionDraining: { drainingTimeoutSec: 0 }, logging: { enable: false } }],
    [{ connectionDraining: { drainingTimeoutSec: 3600 }, logging: { enable: true, sampleRate: 1 } }],
    [{ healthCheck: { checkIntervalSec: 15 } }],
    [{ healthCheck: { timeoutSec: 15 } }],
    [{ healthCheck: { checkIntervalSec: 300, timeoutSec: 300, healthyThreshold: 10, unhealthyThreshold: 10 } }],
    [{ sessionAffinity: { affinityType: 'GENERATED_COOKIE', affinityCookieTtlSec: 86_400 } }],
    [{ customRequestHeaders: { headers: ['X-Client-Region:{client_region}', 'X-Empty:'] } }],
    [{ customRequestHeaders: { headers: [] } }],
  ])('takes %j', (backend) => {
    expect(toldOf(ofBackend(backend))).toEqual([]);
  });
});

describe('policies', () => {
  test.each<[object, string]>([
    [
      { sslPolicy: { profile: 'MODRN' } },
      'loadBalancer.sslPolicy.profile: must be one of COMPATIBLE, MODERN, RESTRICTED, got "MODRN" | did you mean "MODERN"?',
    ],
    ...[1.2, '1.2', 'TLSv1.2'].map((minTlsVersion): [object, string] => [
      { sslPolicy: { minTlsVersion } },
      `loadBalancer.sslPolicy.minTlsVersion: must be one of TLS_1_0, TLS_1_1, TLS_1_2, got ${JSON.stringify(minTlsVersion)} | did you mean "TLS_1_2"?`,
    ]),
    [
      { sslPolicy: { minTlsVersion: 'TLS_1_4' } },
      'loadBalancer.sslPolicy.minTlsVersion: must be one of TLS_1_0, TLS_1_1, TLS_1_2, got "TLS_1_4"',
    ],
    [
      { sslPolicy: { name: 'Mine' } },
      'loadBalancer.sslPolicy.name: must be lower-case letters, digits and "-", starting with a letter and ending with a letter or digit, got "Mine" | did you mean "mine"?',
    ],
    [{ sslPolicy: 'of' }, 'loadBalancer.sslPolicy: must be none, off or a mapping, got "of" | did you mean "off"?'],
    [
      { sslPolicy: { profile: 'none' } },
      'loadBalancer.sslPolicy.profile: must be one of COMPATIBLE, MODERN, RESTRICTED, got "none", which stands alone | write sslPolicy: none',
    ],
    [{ sslPolicy: { nmae: 'x' } }, 'loadBalancer.sslPolicy.nmae: unknown key | did you mean "name"?'],
    [{ address: {} }, 'loadBalancer.address: must have name, or beside also ingress and gateway, got {}'],
    [
      { securityPolicy: { rateLimit: { requestsPerMinute: 600 }, name: 'x' } },
      'loadBalancer.securityPolicy.rateLimit: does not go with the keys beside it | take it out, or those: they belong to different forms',
    ],
    [
      { securityPolicy: { allow: ['10.0.0.0/8', '10.0.0.0/16', '10.0.0.0/8'] } },
      'loadBalancer.securityPolicy.allow[2]: must differ from allow[0], got "10.0.0.0/8" | keep one of them',
    ],
    [{ securityPolicy: {} }, 'loadBalancer.securityPolicy: must have allow or rateLimit, got {}'],
    [{ securityPolicy: { allow: [] } }, 'loadBalancer.securityPolicy.allow: must have at least one range, got []'],
    [
      { securityPolicy: { allow: ['10.0.0.1'] } },
      'loadBalancer.securityPolicy.allow[0]: must be an address range in CIDR form, got "10.0.0.1" | did you mean 10.0.0.1/32?',
    ],
    [
      { securityPolicy: { allow: ['10.0.0.1/8'] } },
      'loadBalancer.securityPolicy.allow[0]: must not have bits set behind its length, got "10.0.0.1/8" | did you mean 10.0.0.0/8?',
    ],
    [
      { securityPolicy: { allow: ['10.0.0.0/33'] } },
      'loadBalancer.securityPolicy.allow[0]: must be an address range in CIDR form, got "10.0.0.0/33" | e.g. 203.0.113.0/24',
    ],
    [
      { securityPolicy: { allow: ['everybody'] } },
      'loadBalancer.securityPolicy.allow[0]: must be an address range in CIDR form, got "everybody" | e.g. 203.0.113.0/24',
    ],
    [
      { securityPolicy: { rateLimit: { requestsPerMinute: 0 } } },
      'loadBalancer.securityPolicy.rateLimit.requestsPerMinute: must be at least 1, got 0',
    ],
  ])('refuses %j', (loadBalancer, told) => {
    expect(toldOf(ofLoadBalancer(loadBalancer))).toEqual([told]);
  });

  test.each<[object, string]>([
    [
      { sslPolicy: { name: 'x', minTlsVersion: '1.4' } },
      'loadBalancer.sslPolicy.minTlsVersion: must be one of TLS_1_0, TLS_1_1, TLS_1_2, got "1.4"',
    ],
    [
      { securityPolicy: { name: 'x', rateLimit: { requestsPerMinute: 0 } } },
      'loadBalancer.securityPolicy.rateLimit.requestsPerMinute: must be at least 1, got 0',
    ],
  ])('tells of %j that keys are of two forms, and what is wrong with a value beside', (loadBalancer, told) => {
    expect(toldOf(ofLoadBalancer(loadBalancer))).toEqual([
      expect.stringContaining('does not go with the keys beside it'),
      told,
    ]);
  });

  test('tells every fault of the form whose keys are there, however many it has', () => {
    const sslPolicy = { minTlsVersion: 'TLS_1_3', profile: 'MODRN' };
    const securityPolicy = { allow: [1, 2, 3] };
    expect(toldOf(ofLoadBalancer({ sslPolicy, securityPolicy }))).toEqual([
      expect.stringMatching(/^loadBalancer.sslPolicy.minTlsVersion: must be one of/),
      expect.stringMatching(/^loadBalancer.sslPolicy.profile: must be one of/),
      expect.stringMatching(/^loadBalancer.securityPolicy.allow\[0\]: must be text/),
      expect.stringMatching(/^loadBalancer.securityPolicy.allow\[1\]: must be text/),
      expect.stringMatching(/^loadBalancer.securityPolicy.allow\[2\]: must be text/),
    ]);
  });

  test.each<[object]>([
    [{ sslPolicy: 'off' }],
    [{ sslPolicy: { name: 'mine' } }],
    [{ sslPolicy: { profile: 'RESTRICTED' } }],
    [{ securityPolicy: 'off' }],
    [{ securityPolicy: { name: 'mine' } }],
    [{ securityPolicy: { allow: ['203.0.113.0/24', '2001:db8::/32', '192.0.2.1/32'] } }],
    [{ securityPolicy: { rateLimit: { requestsPerMinute: 600 } } }],
  ])('takes %j', (loadBalancer) => {
    expect(toldOf(ofLoadBalancer(loadBalancer))).toEqual([]);
  });
});

describe('certificates', () => {
  test.each<[unknown, string]>([
    [
      'self-managd',
      'certificate: must be google-managed, self-managed or a mapping, got "self-managd" | did you mean "self-managed"?',
    ],
    [
      { type: 'self-managd' },
      'certificate.type: must be one of self-managed, pre-shared, got "self-managd" | did you mean "self-managed"?',
    ],
    [
      'pre-shared',
      'certificate: must be google-managed, self-managed or a mapping, got "pre-shared" | e.g. certificate: { type: pre-shared, names: [ my-certificate ] }',
    ],
    [
      { type: 'google-managed' },
      'certificate.type: must be one of self-managed, pre-shared, got "google-managed", which stands alone | write certificate: google-managed',
    ],
    [
      { type: 'google-managed', names: ['mine'] },
      'certificate.type: must be one of self-managed, pre-shared, got "google-managed", which stands alone | write certificate: google-managed, without names',
    ],
    [
      { type: 'self-managed', secretName: 'a', issuer: 'b' },
      'certificate: must not have both secretName and issuer, got {"type":"self-managed","secretName":"a","issuer":"b"}',
    ],
    [{ type: 'pre-shared' }, 'certificate: must have exactly one of names and create: true, got {"type":"pre-shared"}'],
    [
      { type: 'pre-shared', names: ['a'], create: true },
      'certificate: must have exactly one of names and create: true, got {"type":"pre-shared","names":["a"],"create":true}',
    ],
    [{ type: 'pre-shared', names: ['a', 'a'] }, 'certificate.names: must not name a certificate twice, got ["a","a"]'],
    [{ type: 'pre-shared', names: [] }, 'certificate.names: must name at least one certificate, got []'],
    [
      { type: 'self-managed', issuer: { kind: 'Isuer', name: 'a' } },
      'certificate.issuer.kind: must be one of Issuer, ClusterIssuer, got "Isuer" | did you mean "Issuer"?',
    ],
  ])('refuses %j', (certificate, told) => {
    expect(toldOf({ ...minimal, certificate })).toEqual([told]);
  });

  test('refuses a wildcard where Terraform makes the certificate', () => {
    const environment = {
      ...minimal,
      certificate: { type: 'pre-shared', create: true },
      releases: [{ ...release, host: '*.milvus.io' }],
    };
    expect(toldOf(environment)).toEqual([
      'releases[0].host: must not be a wildcard with a certificate that Google issues, got "*.milvus.io" | name the host in full, or write certificate: self-managed',
    ]);
  });

  test('takes 16 releases that share one certificate', () => {
    const releases = Array.from({ length: 16 }, (_, index) => ({ name: `r${index}`, host: `r${index}.milvus.io` }));
    const shared = { ...ofLoadBalancer({ name: 'lb' }), releases };
    expect(toldOf({ ...shared, certificate: { type: 'self-managed', secretName: 'all' } })).toEqual([]);
    expect(toldOf({ ...shared, certificate: { type: 'pre-shared', names: ['all'] } })).toEqual([]);
    const none = { type: 'self-managed', secretName: undefined };
    expect(toldOf({ ...shared, certificate: none })).toEqual([
      expect.stringMatching(/^releases\[15\]: must be at most/),
    ]);
  });
});

describe('network', () => {
  const told = (change: object) =>
    toldOf({ ...minimal, gcp: { network: { existing: { ...network.existing, ...change } } } });

  test.each([
    ['10.0.0.0/7', 'must be a /8 to /26, got "10.0.0.0/7" | e.g. 10.0.0.0/26'],
    ['0.0.0.0/0', 'must be a /8 to /26, got "0.0.0.0/0" | e.g. 10.0.0.0/26'],
    ['10.0.0.0/27', 'must be a /8 to /26, got "10.0.0.0/27" | e.g. 10.0.0.0/26'],
    ['2001:db8::/32', 'must be an IPv4 range, got "2001:db8::/32" | e.g. 10.0.0.0/20'],
    [
      '010.0.0.0/8',
      'must have no leading zeros, which some programs read as octal, got "010.0.0.0/8" | write 10, not 010',
    ],
  ])('refuses the proxy-only range %s', (proxyOnlyRange, message) => {
    expect(told({ proxyOnlyRange })).toEqual([`gcp.network.existing.proxyOnlyRange: ${message}`]);
  });

  test.each(['10.0.0.0/8', '10.0.0.0/26'])('takes the proxy-only range %s', (proxyOnlyRange) => {
    expect(told({ proxyOnlyRange })).toEqual([]);
  });

  test('wants a subnetwork of the region', () => {
    expect(told({ subnetwork: 'projects/p/regions/us-west1/subnetworks/s' })).toEqual([]);
    expect(told({ subnetwork: 'projects/p/regions/us-east1/subnetworks/s' })).toEqual([
      'gcp.network.existing.subnetwork: must lie in region us-west1, got "projects/p/regions/us-east1/subnetworks/s" | write region: us-east1, or a subnetwork of us-west1',
    ]);
  });
});

describe('internal', () => {
  test.each<[string, object, string]>([
    [
      'no written region',
      { ...ofInternal({}), region: undefined },
      "region: required for an internal load balancer, but missing | write the cluster's region",
    ],
    [
      'no network',
      { ...ofInternal({}), gcp: {} },
      'gcp.network: required for an internal load balancer, but missing | write gcp.network: { existing: { network: …, subnetwork: …, proxyOnlyRange: … } }: its address is of that subnetwork, its proxies call from that range; or { create: {} }',
    ],
    [
      'no readable network',
      { ...ofInternal({}), gcp: { network: { create: true } } },
      'gcp.network.create: must be a mapping, got true | e.g. create: {}',
    ],
    [
      'no proxy-only range',
      { ...ofInternal({}), gcp: { network: { existing: { network: 'a', subnetwork: 'b' } } } },
      'gcp.network.existing.proxyOnlyRange: required for an internal load balancer, but missing | write gcp.network: { existing: { network: …, subnetwork: …, proxyOnlyRange: … } }: its address is of that subnetwork, its proxies call from that range; or { create: {} }',
    ],
    [
      'a redirect',
      ofInternal({ http: 'redirect' }),
      'loadBalancer.http: must not be redirect on an internal load balancer: the controller reports an error and sets up nothing of the whole Ingress, got "redirect" | leave it out: port 80 is closed then',
    ],
    [
      'two ports on an ephemeral address',
      ofInternal({ http: 'open', address: 'ephemeral' }),
      'loadBalancer.address: must not be ephemeral with http: open on an internal load balancer: two ports need one reserved address: without it the controller reports an error and sets up nothing of the whole Ingress, got "ephemeral" | leave it out, or close port 80',
    ],
    [
      'an SSL policy',
      ofInternal({ sslPolicy: { name: 'mine' } }),
      'loadBalancer.sslPolicy: must be left out on an internal load balancer: the controller looks for a global policy, which an internal load balancer cannot use, got {"name":"mine"} | take it out',
    ],
    [
      'Cloud Armor',
      ofInternal({ securityPolicy: { name: 'mine' } }),
      'loadBalancer.securityPolicy: must be left out on an internal load balancer: the controller reports an error and sets up nothing of the whole Ingress, got {"name":"mine"} | take it out; releases[].networkPolicy limits who may call',
    ],
    [
      'a Google-managed certificate',
      ofInternal({}, { certificate: 'google-managed' }),
      'certificate: must not be managed by Google on an internal load balancer: managed certificates are bound to global load balancers only: it is ignored in silence, and nothing answers on 443, got "google-managed" | write certificate: self-managed, or { type: self-managed, issuer: … }',
    ],
  ])('refuses %s', (_, environment, told) => {
    expect(toldOf(environment)).toEqual(expect.arrayContaining([told]));
    expect(toldOf(environment)).toHaveLength(1);
  });

  test('takes a self-managed certificate, and wants none written', () => {
    expect(toldOf(ofInternal({}))).toEqual([]);
    expect(toldOf(ofInternal({ http: 'open' }, { certificate: 'self-managed' }))).toEqual([]);
  });
});

describe('DNS', () => {
  test.each<[string, object, string]>([
    [
      'a host outside a zone to be made',
      ofDns({ create: { dnsName: 'example.com' } }),
      'releases[0].host: must lie in the zone example.com, got "my-release.milvus.io" | name another host, or another zone in gcp.dns',
    ],
    [
      'a host outside an existing zone',
      ofDns({ existing: 'zone', dnsName: 'ilvus.io' }),
      'releases[0].host: must lie in the zone ilvus.io, got "my-release.milvus.io" | name another host, or another zone in gcp.dns',
    ],
    [
      'an ephemeral address',
      ofDns({ existing: 'zone' }, { loadBalancer: { address: 'ephemeral' } }),
      'loadBalancer.address: must not be ephemeral with gcp.dns: a record needs an address that stays, got "ephemeral" | leave it out, or take gcp.dns out',
    ],
    [
      'create and existing together',
      ofDns({ existing: 'zone', create: { dnsName: 'milvus.io' } }),
      'gcp.dns.zone: must have exactly one of existing and create, got {"existing":"zone","create":{"dnsName":"milvus.io"}}',
    ],
    ['neither create nor existing', ofDns({}), 'gcp.dns.zone: must have exactly one of existing and create, got {}'],
    [
      'a DNS name with a dot at its end',
      ofDns({ create: { dnsName: 'milvus.io.' } }),
      'gcp.dns.zone.create.dnsName: must be a domain name in lower case without a dot at its end, e.g. example.com, got "milvus.io." | did you mean "milvus.io"?',
    ],
  ])('refuses %s', (_, environment, told) => {
    expect(toldOf(environment)).toEqual([told]);
  });

  test('refuses what Terraform would read as a template', () => {
    const create = { dnsName: 'milvus.io', description: 'of ${team}' };
    const state = { gcs: { bucket: 'bucket', prefix: 'a/%{if}' } };
    expect(toldOf({ ...minimal, gcp: { dns: { zone: { create } }, state } })).toEqual([
      'gcp.dns.zone.create.description: must not have ${, which begins a template of Terraform, got "of ${team}" | write the text that is meant, without it',
      'gcp.state.gcs.prefix: must not have %{, which begins a template of Terraform, got "a/%{if}" | write the text that is meant, without it',
    ]);
  });

  test.each<[object]>([
    [{ existing: 'zone' }],
    [{ existing: 'zone', dnsName: 'milvus.io' }],
    [{ create: { dnsName: 'my-release.milvus.io' } }],
  ])('takes %j', (zone) => {
    expect(toldOf(ofDns(zone))).toEqual([]);
  });
});

test('refuses releases of another namespace, with the way out', () => {
  expect(toldOf({ ...minimal, releases: [{ ...release, namespace: 'other' }] })).toEqual([
    'releases[0].namespace: releases behind one Ingress share its namespace | write namespace at the top, or give a release of another namespace an environment of its own',
  ]);
});
