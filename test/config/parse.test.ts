import * as fc from 'fast-check';
import { parseEnvironment } from '../../src/config/parse';
import { pathText } from '../../src/config/problems';
import { arbitraryEnvironment } from '../arbitrary-environment';

const release = { name: 'my-release', host: 'my-release.milvus.io' };
const minimal = { project: 'my-project', releases: [release] };

/** What a reader is told, one line a problem. */
function toldOf(value: unknown): string[] {
  const parsed = parseEnvironment(value);
  if ('environment' in parsed) return [];
  return parsed.problems.map(
    ({ path, message, cure }) => `${pathText(path)}: ${message}${cure === undefined ? '' : ` | ${cure}`}`,
  );
}

const ofRelease = (change: object) => ({ ...minimal, releases: [{ ...release, ...change }] });

test('fills every default in', () => {
  const parsed = parseEnvironment(minimal);
  expect(JSON.stringify('environment' in parsed && parsed.environment, null, 2)).toMatchInlineSnapshot(`
   {
     "project": "my-project",
     "namespace": "default",
     "labels": {},
     "releases": [
       {
         "name": "my-release",
         "host": "my-release.milvus.io",
         "chart": "5.0.19",
         "mode": "cluster",
         "authorization": true,
         "networkPolicy": "none"
       }
     ],
     "loadBalancer": {
       "api": "ingress",
       "scheme": "external",
       "globalAccess": false,
       "public": false,
       "address": "reserved",
       "securityPolicy": "none",
       "backend": {
         "timeoutSec": 3600,
         "connectionDraining": {
           "drainingTimeoutSec": 60
         },
         "logging": {
           "enable": true,
           "sampleRate": 0.1
         }
       }
     },
     "gcp": {
       "helmRelease": false,
       "deletionProtection": true,
       "state": "local",
       "labels": {}
     },
     "monitoring": {
       "podMonitoring": false,
       "dashboard": false,
       "uptimeCheck": false
     },
     "allow": {}
   }
  `);
});

test('tells every fault of an environment at once', () => {
  const told = toldOf({
    projet: 'x',
    region: 'us-west1',
    zone: 'us-east1-a',
    releases: [
      { name: 'My', host: 'A.io', chart: 5, rest: true },
      { ...release, backendCertificate: 'imge' },
    ],
    loadBalancer: { http: 'opn' },
  });
  expect(told.join('\n')).toMatchInlineSnapshot(`
   project: required, but missing
   releases[0].name: must be lower-case letters, digits and "-", starting with a letter and ending with a letter or digit: Helm or Kubernetes refuses others, got "My" | did you mean "my"?
   releases[0].host: must be lower case, got "A.io" | did you mean a.io?
   releases[0].chart: must be text, got 5 | e.g. chart: 5.0.19
   releases[0].rest: must be false, unmanaged or a mapping, got true | e.g. rest: { port: 8080 }
   releases[1].backendCertificate: must be secret, image or a mapping, got "imge" | did you mean "image"?
   loadBalancer.http: must be one of redirect, closed, open, got "opn" | did you mean "open"?
   projet: unknown key | did you mean "project"?
   loadBalancer.name: required with several releases, but missing | they share one load balancer: give it a name, e.g. loadBalancer: { name: milvus }
   zone: must lie in region us-west1, got "us-east1-a" | write region: us-east1, or another zone
  `);
});

test.each<[string, unknown, string]>([
  ['a missing project', { releases: [release] }, 'project: required, but missing'],
  ['missing releases', { project: 'my-project' }, 'releases: required, but missing'],
  ['no release', { ...minimal, releases: [] }, 'releases: must have at least one release, got []'],
  [
    'a project out of form',
    { ...minimal, project: 'My' },
    'project: must be a project id: 6 to 30 lower-case letters, digits and "-", starting with a letter and ending with a letter or digit, got "My" | e.g. project: my-project',
  ],
  ['a region out of form', { ...minimal, region: 'west' }, 'region: must be a region such as us-west1, got "west"'],
  ['a zone out of form', { ...minimal, zone: 'us-west1' }, 'zone: must be a zone such as us-west1-a, got "us-west1"'],
  [
    'a zone outside the region',
    { ...minimal, zone: 'us-east1-b' },
    'zone: must lie in region us-west1, got "us-east1-b" | write region: us-east1, or another zone',
  ],
  [
    'a namespace out of form',
    { ...minimal, namespace: 'a.b' },
    'namespace: must be lower-case letters, digits and "-", starting and ending with a letter or digit, got "a.b" | e.g. namespace: default',
  ],
  [
    'an unknown key, with the nearest known one',
    { ...minimal, namspace: 'a' },
    'namspace: unknown key | did you mean "namespace"?',
  ],
  [
    'an unknown key that is near none, with all known ones',
    { ...minimal, loadBalancer: { qqqq: 1 } },
    'loadBalancer.qqqq: unknown key | known here: name, api, also, scheme, globalAccess, public, address, http, sslPolicy, securityPolicy, backend',
  ],
  [
    'a key that stands elsewhere, with its places',
    { ...minimal, logging: {} },
    expect.stringContaining(
      'logging: unknown key | known elsewhere: loadBalancer.backend.logging; known here: project, ',
    ),
  ],
  [
    'a key that every object inherits',
    { ...minimal, loadBalancer: { constructor: 1 } },
    'loadBalancer.constructor: unknown key | known here: name, api, also, scheme, globalAccess, public, address, http, sslPolicy, securityPolicy, backend',
  ],
  [
    'the key __proto__',
    { ...minimal, loadBalancer: JSON.parse('{ "__proto__": { "name": 1 } }') as object },
    'loadBalancer.__proto__: unknown key | known here: name, api, also, scheme, globalAccess, public, address, http, sslPolicy, securityPolicy, backend',
  ],
  [
    'a key with control characters, and shows them escaped',
    { ...minimal, loadBalancer: { 'qq\n\u001b[31m': 1 } },
    'loadBalancer["qq\\n\\u001b[31m"]: unknown key | known here: name, api, also, scheme, globalAccess, public, address, http, sslPolicy, securityPolicy, backend',
  ],
  ['a wrong type', { ...minimal, region: 5 }, 'region: must be text, got 5 | e.g. region: us-west1'],
  [
    'a list where a mapping belongs',
    { ...minimal, loadBalancer: [] },
    'loadBalancer: must be a mapping, got [] | e.g. loadBalancer: { name: my-name }',
  ],
  [
    'a release name with an upper-case letter',
    ofRelease({ name: 'Abc' }),
    'releases[0].name: must be lower-case letters, digits and "-", starting with a letter and ending with a letter or digit: Helm or Kubernetes refuses others, got "Abc" | did you mean "abc"?',
  ],
  [
    'a release name that starts with a digit',
    ofRelease({ name: '1abc' }),
    'releases[0].name: must be lower-case letters, digits and "-", starting with a letter and ending with a letter or digit: Helm or Kubernetes refuses others, got "1abc" | e.g. name: my-release',
  ],
  [
    'a release name with a dot',
    ofRelease({ name: 'a.b' }),
    'releases[0].name: must be lower-case letters, digits and "-", starting with a letter and ending with a letter or digit: Helm or Kubernetes refuses others, got "a.b" | e.g. name: my-release',
  ],
  [
    'a release name of 54 characters',
    ofRelease({ name: 'a'.repeat(54) }),
    `releases[0].name: must be at most 53 characters, got "${'a'.repeat(54)}"`,
  ],
  [
    'an upper-case host',
    ofRelease({ host: 'My.io' }),
    'releases[0].host: must be lower case, got "My.io" | did you mean my.io?',
  ],
  [
    'an IP address as host',
    ofRelease({ host: '10.0.0.1' }),
    'releases[0].host: must be a DNS name, not an IP address or a URL, got "10.0.0.1" | e.g. host: my-release.example.com',
  ],
  [
    'a URL as host',
    ofRelease({ host: 'https://a.io' }),
    'releases[0].host: must be a DNS name, not an IP address or a URL, got "https://a.io" | did you mean "a.io"?',
  ],
  [
    'a host with its port',
    ofRelease({ host: 'a.io:19530' }),
    'releases[0].host: must be a DNS name, not an IP address or a URL, got "a.io:19530" | did you mean "a.io"?',
  ],
  [
    'a host with a dot at its end',
    ofRelease({ host: 'a.io.' }),
    'releases[0].host: must be a DNS name such as milvus.example.com, got "a.io." | did you mean "a.io"?',
  ],
  [
    'a host with an underscore',
    ofRelease({ host: 'a_b.io' }),
    'releases[0].host: must be a DNS name such as milvus.example.com, got "a_b.io"',
  ],
  [
    'a wildcard with a Google-managed certificate',
    ofRelease({ host: '*.milvus.io' }),
    'releases[0].host: must not be a wildcard with a Google-managed certificate, got "*.milvus.io" | name the host in full, or write certificate: self-managed',
  ],
  [
    '64 characters of host with a Google-managed certificate',
    ofRelease({ host: `${'a'.repeat(61)}.io` }),
    `releases[0].host: must be at most 63 characters with a Google-managed certificate, got "${'a'.repeat(61)}.io" | shorten it, or write certificate: self-managed`,
  ],
  [
    'a host without a dot with a Google-managed certificate',
    ofRelease({ host: 'milvus' }),
    'releases[0].host: must be a full domain name with a Google-managed certificate, got "milvus" | e.g. milvus.example.com, or write certificate: self-managed',
  ],
  [
    'a chart as its tag is written',
    ofRelease({ chart: 'v5.0.19' }),
    'releases[0].chart: must be a version such as 5.0.19, got "v5.0.19" | did you mean "5.0.19"?',
  ],
  [
    'a zone as region',
    { ...minimal, region: 'us-west1-a' },
    'region: must be a region such as us-west1, got "us-west1-a" | did you mean "us-west1"?',
  ],
  [
    'a chart below 4.1.29',
    ofRelease({ chart: '4.1.28' }),
    'releases[0].chart: must be 4.1.29 or newer, got "4.1.28" | older charts were never looked at; 5.0.19 is the default',
  ],
  [
    'a chart that was tagged and never published',
    ofRelease({ chart: '5.0.26' }),
    'releases[0].chart: was never published, got "5.0.26" | write 5.0.25 (Milvus 2.6) or 5.0.27 (Milvus 3.0)',
  ],
  [
    'a Milvus version with the v of its tag',
    ofRelease({ milvus: 'v3.0.1' }),
    'releases[0].milvus: must be a version such as 3.0.1 or 3.0.1-gpu, got "v3.0.1" | write 3.0.1: the v of the image tag is added',
  ],
  [
    'a Milvus version that is none',
    ofRelease({ milvus: 'latest' }),
    'releases[0].milvus: must be a version such as 3.0.1 or 3.0.1-gpu, got "latest"',
  ],
  [
    'Milvus 3.0 on a chart of 2.5',
    ofRelease({ chart: '4.2.58', milvus: '3.0.1' }),
    'releases[0].milvus: must be of 2.4 or 2.5 with chart 4.2.58, which starts the components of that, got "3.0.1" | write a version of 2.4 or 2.5, or a chart that is made for Milvus 3.0: 5.0.27 to 5.0.28',
  ],
  [
    'a line of Milvus that nobody knows',
    ofRelease({ milvus: '3.1.0' }),
    'releases[0].milvus: is of a line that is not known here, got "3.1.0" | write a version of 2.4, 2.5, 2.6, 3.0',
  ],
  [
    'a number of proxies and an autoscaler',
    ofRelease({ proxy: { replicas: 2, autoscale: {} } }),
    'releases[0].proxy: must have at most one of replicas and autoscale, got {"replicas":2,"autoscale":{}}',
  ],
  [
    'an autoscaler that ends below where it begins',
    ofRelease({ proxy: { autoscale: { minReplicas: 3, maxReplicas: 2 } } }),
    'releases[0].proxy.autoscale.maxReplicas: must be at least minReplicas, got 2',
  ],
  [
    'an autoscaler that the chart does not have',
    ofRelease({ chart: '4.2.25', proxy: { autoscale: {} } }),
    'releases[0].proxy.autoscale: must be left out before chart 4.2.58, the first known to have an autoscaler; chart is 4.2.25, got {} | write chart: 4.2.58 or newer, or proxy: { replicas: … }',
  ],
  ...['/milvus.proto.milvus.MilvusService', '/milvus.proto.milvus.MilvusService/Search', '/grpc.health.v1.Health'].map(
    (path): [string, unknown, string] => [
      `the REST path ${path}`,
      ofRelease({ rest: { path } }),
      `releases[0].rest.path: must not be the path of a gRPC service: all of its calls would go to REST, got ${JSON.stringify(path)} | leave it out for /v2/vectordb`,
    ],
  ),
  [
    'a chart of an unknown minor line',
    ofRelease({ chart: '5.1.0' }),
    'releases[0].chart: is of a minor line that is not known here, got "5.1.0" | known are 4.1.29 to 4.1.36, 4.2.0 to 4.2.25, 4.2.26 to 4.2.58, 5.0.0 to 5.0.25, 5.0.27 and later',
  ],
  [
    'a chart whose version has a leading zero',
    ofRelease({ chart: '5.0.019' }),
    'releases[0].chart: must be a version such as 5.0.19, got "5.0.019"',
  ],
  [
    'a release name that ends with "-"',
    ofRelease({ name: 'a-' }),
    'releases[0].name: must be lower-case letters, digits and "-", starting with a letter and ending with a letter or digit: Helm or Kubernetes refuses others, got "a-" | e.g. name: my-release',
  ],
  [
    'a label name out of form',
    ofRelease({ networkPolicy: { metricsFrom: [{ 'a b': 'x' }] } }),
    'releases[0].networkPolicy.metricsFrom[0].a b: must be a name such as app.kubernetes.io/name, got "a b"',
  ],
  [
    'a label value out of form',
    ofRelease({ networkPolicy: { metricsFrom: [{ app: '-x' }] } }),
    'releases[0].networkPolicy.metricsFrom[0].app: must be empty or at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit, got "-x"',
  ],
  [
    'several releases and a name that is undefined',
    { ...minimal, loadBalancer: { name: undefined }, releases: [release, { name: 'b', host: 'b.io' }] },
    'loadBalancer.name: required with several releases, but missing | they share one load balancer: give it a name, e.g. loadBalancer: { name: milvus }',
  ],
  ['a chart that is a number', ofRelease({ chart: 5 }), 'releases[0].chart: must be text, got 5 | e.g. chart: 5.0.19'],
  [
    'REST on the gRPC port',
    ofRelease({ rest: true }),
    'releases[0].rest: must be false, unmanaged or a mapping, got true | e.g. rest: { port: 8080 }',
  ],
  ['no proxies', ofRelease({ proxy: { replicas: 0 } }), 'releases[0].proxy.replicas: must be at least 1, got 0'],
  [
    'half a proxy',
    ofRelease({ proxy: { replicas: 1.5 } }),
    'releases[0].proxy.replicas: must be a whole number, got 1.5 | e.g. replicas: 2',
  ],
  [
    'proxies in standalone mode',
    ofRelease({ mode: 'standalone', proxy: { replicas: 2 } }),
    'releases[0].proxy: must be left out in standalone mode, which is one pod, got {"replicas":2} | leave it out, or write mode: cluster',
  ],
  [
    'a Secret for Milvus in standalone mode before 4.2.31',
    ofRelease({ mode: 'standalone', chart: '4.2.30' }),
    'releases[0].backendCertificate: must be image in standalone mode before chart 4.2.31, which cannot mount a Secret there; chart is 4.2.30 | write chart: 4.2.31 or newer, mode: cluster, or backendCertificate: image',
  ],
  [
    'a misspelt backend certificate',
    ofRelease({ backendCertificate: 'imge' }),
    'releases[0].backendCertificate: must be secret, image or a mapping, got "imge" | did you mean "image"?',
  ],
  [
    'a backend certificate from two places',
    ofRelease({ backendCertificate: { secretName: 'a', issuer: 'b' } }),
    'releases[0].backendCertificate: must have exactly one of secretName and issuer, got {"secretName":"a","issuer":"b"}',
  ],
  [
    'an unknown key in one form of a key',
    ofRelease({ backendCertificate: { secretNme: 'a' } }),
    'releases[0].backendCertificate.secretNme: unknown key | did you mean "secretName"?',
  ],
  [
    'the same host twice',
    { ...minimal, loadBalancer: { name: 'lb' }, releases: [release, { ...release, name: 'b' }] },
    'releases[1].host: must differ from releases[0].host, got "my-release.milvus.io" | the last rule for a host replaces the earlier ones: one host leads to one release',
  ],
  [
    'the same release twice',
    { ...minimal, loadBalancer: { name: 'lb' }, releases: [release, { ...release, host: 'b.io' }] },
    'releases[1].name: must differ from releases[0].name, got "my-release" | Helm has one release of a name in a namespace',
  ],
  [
    'the same Service twice',
    {
      ...minimal,
      loadBalancer: { name: 'lb' },
      releases: [release, { name: 'b', host: 'b.io', fullnameOverride: 'my-release-milvus' }],
    },
    'releases[1].fullnameOverride: makes the Service my-release-milvus, as releases[0] does, got "my-release-milvus" | give one of them another fullnameOverride',
  ],
  [
    'several releases without a name for what they share',
    { ...minimal, releases: [release, { name: 'b', host: 'b.io' }] },
    'loadBalancer.name: required with several releases, but missing | they share one load balancer: give it a name, e.g. loadBalancer: { name: milvus }',
  ],
  [
    'a bucket out of form',
    { ...minimal, gcp: { state: { gcs: { bucket: 'B' } } } },
    'gcp.state.gcs.bucket: must be 3 to 63 characters, got "B" | e.g. bucket: my-terraform-state',
  ],
  [
    'an illegal label',
    { ...minimal, gcp: { labels: { Team: 'search' } } },
    'gcp.labels.Team: must be at most 63 lower-case letters, digits, "-" and "_", starting with a letter, got "Team"',
  ],
  [
    'an illegal label value',
    { ...minimal, gcp: { labels: { team: 'Search!' } } },
    'gcp.labels.team: must be at most 63 lower-case letters, digits, "-" and "_", got "Search!"',
  ],
])('refuses %s', (_, value, told) => {
  expect(toldOf(value)).toEqual([told]);
});

test.each<[string, unknown]>([
  [
    'a wildcard host with a self-managed certificate',
    { ...ofRelease({ host: '*.milvus.io' }), certificate: 'self-managed' },
  ],
  [
    '64 characters of host with a self-managed certificate',
    { ...ofRelease({ host: `${'a'.repeat(61)}.io` }), certificate: 'self-managed' },
  ],
  ['a chart newer than the newest known of its line', ofRelease({ chart: '5.0.99' })],
  ['a Secret for Milvus in standalone mode from 4.2.31 on', ofRelease({ mode: 'standalone', chart: '4.2.31' })],
  ['15 releases with Google-managed certificates', { ...minimal, loadBalancer: { name: 'lb' }, releases: many(15) }],
])('takes %s', (_, value) => {
  expect(toldOf(value)).toEqual([]);
});

test('refuses the 16th release with a Google-managed certificate', () => {
  expect(toldOf({ ...minimal, loadBalancer: { name: 'lb' }, releases: many(16) })).toHaveLength(1);
});

test('takes any environment that is in order', () => {
  fc.assert(fc.property(arbitraryEnvironment, (environment) => expect(toldOf(environment)).toEqual([])));
});

test('never fails on any value, however strange', () => {
  fc.assert(fc.property(fc.anything({ withNullPrototype: false }), (value) => expect(toldOf(value)).not.toEqual([])));
  fc.assert(
    fc.property(
      arbitraryEnvironment,
      fc.constantFrom('project', 'releases', 'loadBalancer', 'gcp', 'zone'),
      fc.anything(),
      (environment, key, value) => {
        expect(() => toldOf({ ...environment, [key]: value })).not.toThrow();
      },
    ),
  );
});

function many(count: number): object[] {
  return Array.from({ length: count }, (_, index) => ({ name: `r${index}`, host: `r${index}.milvus.io` }));
}
