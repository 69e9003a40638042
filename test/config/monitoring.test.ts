import { notesOf } from '../../src/config/notes';
import { parseEnvironment } from '../../src/config/parse';
import { type Problem, pathText } from '../../src/config/problems';

const minimal = {
  project: 'my-project',
  region: 'us-west1',
  releases: [{ name: 'my-release', host: 'my-release.milvus.io' }],
};
const network = { existing: { network: 'vpc', subnetwork: 'sub', proxyOnlyRange: '10.9.0.0/24' } };
const internal = { ...minimal, loadBalancer: { scheme: 'internal' }, gcp: { network } };
const allowed = { ...minimal, loadBalancer: { securityPolicy: { allow: ['203.0.113.0/24'] } } };
const CHANNEL = 'projects/my-project/notificationChannels/1234567890';

const textOf = ({ path, message, cure }: Problem) =>
  `${pathText(path)}: ${message}${cure === undefined ? '' : ` | ${cure}`}`;

function toldOf(value: object): string[] {
  const parsed = parseEnvironment(value);
  return 'environment' in parsed ? [] : parsed.problems.map(textOf);
}

/** What is noted of monitoring alone. */
function notedOf(value: object): string[] {
  const parsed = parseEnvironment(value);
  if (!('environment' in parsed)) throw new Error(parsed.problems.map(textOf).join('\n'));
  return notesOf(parsed.environment, value)
    .filter(({ path }) => path[0] === 'monitoring')
    .map(textOf);
}

const watched = (monitoring: object, more: object = minimal) => ({ ...more, monitoring });

test('nothing is watched, and nothing noted, unless named', () => {
  const parsed = parseEnvironment(minimal);
  expect('environment' in parsed && parsed.environment.monitoring).toEqual({
    podMonitoring: false,
    dashboard: false,
    uptimeCheck: false,
  });
  expect(notedOf(minimal)).toEqual([]);
});

test('alerts: {} stands for the defaults', () => {
  const parsed = parseEnvironment(watched({ alerts: {} }));
  expect('environment' in parsed && parsed.environment.monitoring.alerts).toEqual({
    availability: 99.9,
    latency: { searchMs: 1000, insertMs: 2000 },
  });
});

test.each<[string, unknown]>([
  ['a channel by its path', [CHANNEL]],
  ['an address', { email: 'oncall@example.com' }],
  ['both in a list', [CHANNEL, { email: 'oncall@example.com' }]],
])('takes %s', (_, notificationChannels) => {
  expect(toldOf(watched({ alerts: { notificationChannels } }))).toEqual([]);
});

test.each<[string, object, string]>([
  [
    'an availability that no window can watch',
    watched({ alerts: { availability: 99.999 } }),
    'monitoring.alerts.availability: must be at most 99.99, got 99.999',
  ],
  [
    'one that is no promise',
    watched({ alerts: { availability: 90 } }),
    'monitoring.alerts.availability: must be at least 95, got 90',
  ],
  [
    'a latency of nothing',
    watched({ alerts: { latency: { searchMs: 0 } } }),
    'monitoring.alerts.latency.searchMs: must be at least 1, got 0',
  ],
  [
    'a latency beyond the last bucket',
    watched({ alerts: { latency: { insertMs: 131_073 } } }),
    'monitoring.alerts.latency.insertMs: must be at most 131072, got 131073',
  ],
  [
    'a channel by its name',
    watched({ alerts: { notificationChannels: ['oncall'] } }),
    'monitoring.alerts.notificationChannels[0]: must be projects/PROJECT/notificationChannels/NUMBER, got "oncall" | e.g. { email: oncall@example.com }',
  ],
  [
    'a list of nobody',
    watched({ alerts: { notificationChannels: [] } }),
    'monitoring.alerts.notificationChannels: must name at least one channel, got []',
  ],
  [
    'an address that is none',
    watched({ alerts: { notificationChannels: { email: 'oncall' } } }),
    'monitoring.alerts.notificationChannels.email: must be an e-mail address, got "oncall" | e.g. email: oncall@example.com',
  ],
  ['a misspelt key', watched({ alert: {} }), 'monitoring.alert: unknown key | did you mean "alerts"?'],
  [
    'an uptime check from outside on an internal load balancer',
    watched({ uptimeCheck: true }, internal),
    'monitoring.uptimeCheck: must be left out on an internal load balancer: Google calls from the internet, got true | take it out; an issuer of cert-manager tells when its certificates end',
  ],
  [
    'checkers that the allow list keeps out',
    watched({ uptimeCheck: true }, allowed),
    'monitoring.uptimeCheck: must name the checkers: loadBalancer.securityPolicy.allow keeps them out, with 403, got true | write uptimeCheck: { checkerRanges: […] }, with each address that gcloud monitoring uptime list-ips prints and /32',
  ],
  [
    'checkers that nothing keeps out',
    watched({ uptimeCheck: { checkerRanges: ['192.0.2.1/32'] } }),
    'monitoring.uptimeCheck.checkerRanges: must be left out without loadBalancer.securityPolicy.allow: nothing of ours keeps the checkers out, got ["192.0.2.1/32"] | write uptimeCheck: true',
  ],
  [
    'a checker that is no address',
    watched({ uptimeCheck: { checkerRanges: ['a'] } }, allowed),
    'monitoring.uptimeCheck.checkerRanges[0]: must be an address range in CIDR form, got "a" | e.g. 203.0.113.0/24',
  ],
])('refuses %s', (_, environment, told) => {
  expect(toldOf(environment)).toEqual([told]);
});

test('checkers with their ranges pass an allow list', () => {
  expect(toldOf(watched({ uptimeCheck: { checkerRanges: ['192.0.2.1/32'] } }, allowed))).toEqual([]);
});

describe('notes', () => {
  test('that alerts reach nobody and see nothing', () => {
    expect(notedOf(watched({ alerts: {} })).join('\n')).toMatchInlineSnapshot(`
     monitoring.alerts: reads metrics of Milvus that nothing of ours collects: its alert that there are none fires | write podMonitoring: true, or give the metrics of your own collection the labels that docs/monitoring.md names
     monitoring.alerts: tells nobody: incidents are opened in Cloud Monitoring, and no channel is named | write notificationChannels: [projects/…/notificationChannels/…], or { email: … }
     monitoring.alerts: learns of certificates that end from an uptime check, and there is none | write uptimeCheck: true
    `);
  });

  test('that an empty mapping asks for nothing', () => {
    expect(notedOf(watched({})).join('\n')).toMatchInlineSnapshot(
      `"monitoring: asks for nothing, and nothing is watched | name what you want of podMonitoring: true, alerts: {}, dashboard: true and uptimeCheck: true, or take it out"`,
    );
    expect(notedOf(watched({ podMonitoring: false }))).toEqual([]);
  });

  test('that metrics of a cluster in another project are kept there', () => {
    const existing = { name: 'main', location: 'us-west1', project: 'other-project' };
    const elsewhere = { ...minimal, gcp: { cluster: { existing } } };
    expect(notedOf(watched({ podMonitoring: true, dashboard: true }, elsewhere)).join('\n')).toMatchInlineSnapshot(
      `"monitoring.dashboard: see the metrics of the cluster only where the metrics scope of my-project has the project other-project in it | add it there: Google Cloud console, Monitoring, Settings, Metric Scope"`,
    );
    const own = { ...minimal, gcp: { cluster: { existing: { ...existing, project: 'my-project' } } } };
    expect(notedOf(watched({ podMonitoring: true, dashboard: true }, own))).toEqual([]);
  });

  test('that a certificate inside a network ends unseen, unless cert-manager issues it', () => {
    const alerts = watched({ podMonitoring: true, alerts: { notificationChannels: [CHANNEL] } }, internal);
    expect(notedOf(alerts).at(-1)).toMatchInlineSnapshot(
      `"monitoring.alerts: does not learn when the certificate of an internal load balancer ends: Google calls no host inside a network | let cert-manager issue it, certificate: { type: self-managed, issuer: … }, or note the day that milvus-l7 verify prints"`,
    );
    const certificate = { type: 'self-managed', issuer: 'letsencrypt' };
    expect(notedOf({ ...alerts, certificate })).toEqual([]);
  });

  test('that a policy of others may keep the checkers out', () => {
    const named = { ...minimal, loadBalancer: { securityPolicy: { name: 'armor' } } };
    expect(notedOf(watched({ uptimeCheck: true }, named)).join('\n')).toMatchInlineSnapshot(
      `"monitoring.uptimeCheck: fails unless the policy armor lets Google's checkers in | gcloud monitoring uptime list-ips prints their addresses"`,
    );
  });
});
