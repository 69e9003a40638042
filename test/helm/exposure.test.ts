import { topologyOf } from '../../src/topology/topology-of';
import { helmValuesOf } from '../../src/helm/values';
import { UserError } from '../../src/errors';
import type { Environment } from '../../src/config/environment';

const internal = {
  region: 'us-west1',
  certificate: 'self-managed',
  gcp: { network: { existing: { network: 'vpc', subnetwork: 'subnet', proxyOnlyRange: '10.9.0.0/24' } } },
} as const;

function told(text: string, loadBalancer: Environment['loadBalancer'], more: object = {}): string[] {
  const releases = [{ name: 'my-release', host: 'a.example.com' }];
  const topology = topologyOf('prod', { project: 'my-project', releases, loadBalancer, ...more });
  try {
    helmValuesOf(topology, topology.releases[0]!, { file: 'values.yaml', text });
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.faults.map(({ path, cure }) => `${path ?? ''} | ${cure ?? ''}`);
  }
}

const INTERNAL = 'service: {annotations: {networking.gke.io/load-balancer-type: Internal}}\n';
const RANGES = 'service: {loadBalancerSourceRanges: [203.0.113.0/24, 198.51.100.7/32]}\n';

test.each([
  ['the annotation', INTERNAL],
  ['its older key, in lower case', 'service: {annotations: {cloud.google.com/load-balancer-type: internal}}\n'],
  ['a list of ranges', RANGES],
  [
    'the older annotation for ranges',
    "service: {annotations: {service.beta.kubernetes.io/load-balancer-source-ranges: '203.0.113.0/24, 198.51.100.7/32'}}\n",
  ],
])('does not open to the internet what %s kept inside', (_, text) => {
  expect(told(text, {})).toEqual([expect.stringContaining('scheme: internal')]);
  expect(told(text, {})).toEqual([expect.stringContaining('public: true')]);
  expect(told(text, { public: true })).toEqual([]);
  expect(told(text, { scheme: 'internal' }, internal)).toEqual([]);
});

test('names the ranges that Cloud Armor has to let in alone', () => {
  expect(told(RANGES, {})[0]).toContain('securityPolicy: { allow: [203.0.113.0/24, 198.51.100.7/32] }');
});

test.each([
  ['the same ranges', ['203.0.113.0/24', '198.51.100.7/32'], true],
  ['some of them', ['203.0.113.0/24'], true],
  ['a part of one', ['203.0.113.128/25'], true],
  ['a wider one', ['203.0.112.0/23'], false],
  ['another one', ['203.0.113.0/24', '192.0.2.0/24'], false],
])('with %s in Cloud Armor instead, passing is %s', (_, allow, passes) => {
  expect(told(RANGES, { securityPolicy: { allow } }).length === 0).toBe(passes);
});

test.each([
  ['a rate limit', { rateLimit: { requestsPerMinute: 60 } }],
  ['a policy that nobody here can read', { name: 'theirs' }],
])('does not take %s for a list of ranges', (_, securityPolicy) => {
  expect(told(RANGES, { securityPolicy })).toHaveLength(1);
});

test.each([
  ['service: {loadBalancerSourceRanges: []}\n'],
  ['service: {loadBalancerSourceRanges: [0.0.0.0/0]}\n'],
  ['service: {annotations: {networking.gke.io/load-balancer-type: External}}\n'],
])('takes %j, which kept nobody out', (text) => {
  expect(told(text, {})).toEqual([]);
});
