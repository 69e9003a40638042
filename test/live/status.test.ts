import fc from 'fast-check';
import { topologyOf } from '../../src';
import { type Reviewed, statusOf } from '../../src/live/status';
import type { Check } from '../../src/live/status/check-result';
import { differencesOf } from '../../src/live/status/differences';
import type { Live } from '../../src/live/status/read';
import type { LiveObject } from '../../src/live/resources';

const NOTHING: Reviewed = { objects: [], serviceAnnotations: new Map() };
const NEG = 'k8s1-milvus';

const topology = topologyOf('production', {
  project: 'example-production',
  releases: [{ name: 'milvus', host: 'milvus.example.com', rest: {} }],
});

const ingress = (annotations: Record<string, string>, ip?: string): LiveObject => ({
  metadata: { name: 'milvus', annotations },
  status: { loadBalancer: { ingress: ip === undefined ? [] : [{ ip }] } },
});
const service = (name: string, negs: Record<string, string>): LiveObject => ({
  metadata: { name, annotations: { 'cloud.google.com/neg-status': JSON.stringify({ network_endpoint_groups: negs }) } },
});
const pod = (name: string, ready: boolean, more: Partial<LiveObject['metadata']> = {}, gated = true): LiveObject => ({
  metadata: { name, ...more },
  spec: { readinessGates: gated ? [{ conditionType: 'cloud.google.com/load-balancer-neg-ready' }] : [] },
  status: { conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }] },
});

function checkOf(subject: Check['subject'], objects: Record<string, LiveObject[]>, pods: LiveObject[] = []): Check {
  const live: Live = { objects: new Map(Object.entries(objects)), pods: new Map([['milvus', pods]]) };
  return statusOf(topology, NOTHING, live).checks.find((one) => one.subject === subject)!;
}

describe('proxies', () => {
  test.each<[string, LiveObject[], string, boolean]>([
    ['none', [], '0 of 2', false],
    ['one of two', [pod('a', true)], '1 of 2', false],
    ['both', [pod('a', true), pod('b', true)], '2 of 2', true],
    ['one more, which is not ready', [pod('a', true), pod('b', true), pod('c', false)], '2 of 3', false],
    ['one that goes', [pod('a', true), pod('b', true), pod('c', true, { deletionTimestamp: 'now' })], '2 of 2', true],
  ])('%s', (_, pods, state, ready) => {
    expect(checkOf('proxies', {}, pods)).toMatchObject({ state, ready });
  });

  test('that were evicted do not count', () => {
    const evicted = { metadata: { name: 'c' }, status: { phase: 'Failed', reason: 'Evicted' } };
    expect(checkOf('proxies', {}, [pod('a', true), pod('b', true), evicted])).toMatchObject({
      state: '2 of 2',
      ready: true,
      notes: [],
    });
  });

  test('from before the Ingress are noted, and are ready all the same', () => {
    const pods = [pod('a', true, {}, false), pod('b', true)];
    expect(checkOf('proxies', {}, pods)).toMatchObject({ ready: true, notes: ['NO_GATE'] });
  });
});

describe('backends are as healthy as the worst of them', () => {
  const services = [service('milvus', { '19530': NEG }), service('milvus-rest', { '8080': 'k8s1-rest' })];
  test.each([
    ['HEALTHY', 'HEALTHY', 'HEALTHY'],
    ['HEALTHY', 'UNHEALTHY', 'UNHEALTHY'],
    ['Unknown', 'HEALTHY', 'Unknown'],
    ['UNHEALTHY', 'Unknown', 'UNHEALTHY'],
    ['HEALTHY', undefined, 'none yet'],
  ])('gRPC %s, REST %s', (grpc, rest, state) => {
    const health = { [NEG]: grpc, ...(rest !== undefined && { 'k8s1-rest': rest }), 'k8s1-default': 'UNHEALTHY' };
    const objects = {
      Ingress: [ingress({ 'ingress.kubernetes.io/backends': JSON.stringify(health) })],
      Service: services,
    };
    expect(checkOf('backends', objects)).toMatchObject({ state, ready: state === 'HEALTHY' });
  });

  test('without the NEG of REST there is one too few', () => {
    expect(checkOf('negs', { Service: services.slice(0, 1) })).toMatchObject({ state: 'none yet', ready: false });
    expect(checkOf('negs', { Service: services })).toMatchObject({ state: '2', ready: true });
  });
});

describe('a Google-managed certificate', () => {
  const managed = (status: object): LiveObject => ({ metadata: { name: 'milvus-tls' }, status: { ...status } });
  const domain = (status: string) => [{ domain: 'milvus.example.com', status }];
  test.each<[object | undefined, string, boolean, number | undefined]>([
    [undefined, 'not there', false, 10],
    [{}, 'no status yet', false, 10],
    [{ certificateStatus: 'Provisioning' }, 'Provisioning', false, 60],
    [{ certificateStatus: 'Provisioning', domainStatus: domain('FailedNotVisible') }, 'FailedNotVisible', false, 60],
    [
      { certificateStatus: 'Provisioning', domainStatus: domain('FailedCaaChecking') },
      'FailedCaaChecking',
      false,
      undefined,
    ],
    [{ certificateStatus: 'ProvisioningFailedPermanently' }, 'ProvisioningFailedPermanently', false, undefined],
    [{ certificateStatus: 'RenewalFailed', domainStatus: domain('Active') }, 'RenewalFailed', false, undefined],
    [{ certificateStatus: 'Active', domainStatus: domain('Active') }, 'Active', true, undefined],
    [{ certificateStatus: 'SomethingNew' }, 'SomethingNew', false, undefined],
  ])('%j', (status, state, ready, normalMinutes) => {
    const found = checkOf('certificate', { ManagedCertificate: status === undefined ? [] : [managed(status)] });
    expect({ state: found.state, ready: found.ready, normal: found.normalMinutes }).toEqual({
      state,
      ready,
      normal: normalMinutes,
    });
  });
});

describe('a certificate of an issuer', () => {
  const issued = topologyOf('production', {
    project: 'example-production',
    releases: [{ name: 'milvus', host: 'milvus.example.com' }],
    certificate: { type: 'self-managed', issuer: 'letsencrypt' },
  });
  const certificate = (status: string): LiveObject => ({
    metadata: { name: 'milvus-tls' },
    spec: { secretName: 'milvus-tls' },
    status: { conditions: [{ type: 'Ready', status, message: 'the order is pending' }] },
  });
  const found = (status: string, annotations: Record<string, string> = {}): Check => {
    const objects = new Map([
      ['Certificate', [certificate(status)]],
      ['Ingress', [ingress(annotations)]],
    ]);
    const { checks } = statusOf(issued, NOTHING, { objects, pods: new Map() });
    return checks.find(({ subject }) => subject === 'certificate')!;
  };

  test('waits for cert-manager, then for the load balancer', () => {
    expect(found('False')).toMatchObject({ state: 'not issued', details: ['the order is pending'] });
    expect(found('True')).toMatchObject({ state: 'not bound', ready: false });
    expect(found('True', { 'ingress.kubernetes.io/https-forwarding-rule': 'x' })).toMatchObject({
      state: 'bound',
      ready: true,
    });
  });
});

test('an annotation that is being written anew is no failure', () => {
  const broken = { 'ingress.kubernetes.io/backends': '{', 'cloud.google.com/neg-status': 'null' };
  const objects = { Ingress: [ingress(broken)], Service: [{ metadata: { name: 'milvus', annotations: broken } }] };
  expect(checkOf('backends', objects)).toMatchObject({ state: 'none yet' });
});

test('the latest warnings are told once each', () => {
  const event = (lastTimestamp: string, message: string): LiveObject => ({
    metadata: { name: 'e' },
    involvedObject: { kind: 'Ingress' },
    reason: 'Sync',
    message,
    lastTimestamp,
  });
  const live: Live = {
    objects: new Map(),
    pods: new Map(),
    events: [event('2026-01-01', 'old'), event('2026-01-03', 'new'), event('2026-01-02', 'new')],
  };
  expect(statusOf(topology, NOTHING, live).events).toEqual(['Sync: new', 'Sync: old']);
});

describe('what dist says and what is live', () => {
  const tree = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      fc.integer(),
      fc.boolean(),
      tie('mapping'),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
    mapping: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('value'), { maxKeys: 4 }),
  })).mapping;

  test('is the same for an object and itself, and for one to which others have added', () => {
    fc.assert(
      fc.property(tree, tree, (dist, more) => {
        expect(differencesOf('X', dist, dist)).toEqual([]);
        expect(differencesOf('X', dist, { ...more, ...dist })).toEqual([]);
      }),
    );
  });

  test('is told at the place where it differs', () => {
    expect(differencesOf('X', { spec: { a: [1, { b: 2 }] } }, { spec: { a: [1, { b: 3 }] } })).toEqual([
      { object: 'X', path: 'spec.a[1].b', dist: 2, live: 3 },
    ]);
    expect(differencesOf('X', { spec: {} }, undefined)).toEqual([{ object: 'X' }]);
  });

  test('is compared as JSON where an annotation is JSON', () => {
    const annotations = (text: string) => ({ metadata: { annotations: { 'cloud.google.com/neg': text } } });
    expect(differencesOf('X', annotations('{"ingress": true}'), annotations('{"ingress":true}'))).toEqual([]);
    expect(differencesOf('X', annotations('{"ingress": true}'), annotations('{"ingress":false}'))).toHaveLength(1);
  });
});
