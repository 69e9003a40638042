import { topologyOf } from '../../../src';
import { statusOf } from '../../../src/live/status';
import type { Check, Status } from '../../../src/live/status/check-result';
import type { LiveObject } from '../../../src/live/resources';
import { statusText } from '../../../src/report/status';

const ENVIRONMENT = { project: 'example-production', releases: [{ name: 'milvus', host: 'milvus.example.com' }] };
const topology = topologyOf('production', { ...ENVIRONMENT, loadBalancer: { api: 'gateway' } });
const moving = topologyOf('production', { ...ENVIRONMENT, loadBalancer: { api: 'ingress', also: 'gateway' } });

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

const all = (...types: string[]): Condition[] => types.map((type) => ({ type, status: 'True' }));
const SERVES = all('Accepted', 'Programmed', 'networking.gke.io/GatewayHealthy');
const TAKEN = all('Accepted', 'ResolvedRefs', 'Reconciled');

const named = (name: string, status: object, annotations: Record<string, string> = {}): LiveObject => ({
  metadata: { name, annotations },
  status: { ...status },
});
const route = (name: string, conditions: readonly Condition[]): LiveObject =>
  named(name, { parents: [{ parentRef: { name: 'milvus' }, conditions }] });
const policy = (name: string, conditions: readonly Condition[] = all('Attached')): LiveObject =>
  named(name, { conditions });

const WHOLE: Readonly<Record<string, readonly LiveObject[]>> = {
  Gateway: [named('milvus', { conditions: SERVES, addresses: [{ type: 'IPAddress', value: '203.0.113.7' }] })],
  HTTPRoute: [route('milvus-route', TAKEN), route('milvus-redirect', TAKEN)],
  Service: [
    named(
      'milvus-gateway',
      {},
      {
        'cloud.google.com/neg-status': JSON.stringify({ network_endpoint_groups: { '19530': 'k8s1-milvus' } }),
      },
    ),
  ],
  GCPBackendPolicy: [policy('milvus-backend')],
  HealthCheckPolicy: [policy('milvus-health')],
  GCPGatewayPolicy: [policy('milvus-policy')],
};

const PODS: readonly LiveObject[] = ['a', 'b'].map((name) =>
  named(name, { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }),
);

function statusWith(changed: Readonly<Record<string, readonly LiveObject[]>>, of = topology): Status {
  const objects = new Map(Object.entries({ ...WHOLE, ...changed }));
  const service = { objects: [], serviceAnnotations: new Map() };
  return statusOf(of, service, { objects, pods: new Map([['milvus', PODS]]) });
}

function checkOf(subject: Check['subject'], changed: Readonly<Record<string, readonly LiveObject[]>>): Check {
  return statusWith(changed).checks.find((one) => one.subject === subject)!;
}

test('a Gateway that serves has no rows of an Ingress', () => {
  const { checks, ingress, gateway } = statusWith({});
  expect(checks.filter(({ ready, subject }) => !ready && subject !== 'dist')).toEqual([]);
  expect(checks.map(({ subject }) => subject)).not.toContain('backends');
  expect({ ingress, gateway }).toEqual({ ingress: undefined, gateway: 'milvus' });
});

test('while moving there are the rows of both', () => {
  const subjects = statusWith({}, moving).checks.map(({ subject }) => subject);
  expect(subjects).toEqual(expect.arrayContaining(['address', 'backends', 'gateway', 'gateway-address', 'policies']));
});

test.each<[string, readonly Condition[], string]>([
  ['accepted and nothing else', all('Accepted'), 'not Programmed'],
  ['not programmed', [...all('Accepted'), { type: 'Programmed', status: 'False' }], 'not Programmed'],
  [
    'not healthy',
    [...all('Accepted', 'Programmed'), { type: 'networking.gke.io/GatewayHealthy', status: 'False' }],
    'not Healthy',
  ],
  ['of unknown health', all('Accepted', 'Programmed'), 'not Healthy'],
])('a Gateway that is %s is not ready', (_, conditions, state) => {
  expect(checkOf('gateway', { Gateway: [named('milvus', { conditions })] })).toMatchObject({ state, ready: false });
});

test.each(['GWCER101', 'GWCER102', 'GWCER103', 'GWCER104', 'GWCER105', 'GWCER106'])('%s has cause and cure', (code) => {
  const message = `error: ${code}: something`;
  const conditions = [{ type: 'Programmed', status: 'False', reason: 'Invalid', message }];
  const found = checkOf('gateway', { Gateway: [named('milvus', { conditions })] });
  expect(found.details[0]).toBe(`Programmed is False, Invalid, ${message}`);
  expect(found.meaning).toMatch(/\. .+\.$/);
});

test.each<[string, readonly LiveObject[], boolean]>([
  ['taken', [route('milvus-route', TAKEN)], true],
  [
    'without its Service',
    [route('milvus-route', [...all('Accepted'), { type: 'ResolvedRefs', status: 'False', reason: 'BackendNotFound' }])],
    false,
  ],
  [
    'not reconciled',
    [route('milvus-route', [...all('Accepted', 'ResolvedRefs'), { type: 'Reconciled', status: 'False' }])],
    false,
  ],
  ['of which the Gateway has said nothing', [named('milvus-route', {})], false],
  [
    'of another Gateway',
    [named('milvus-route', { parents: [{ parentRef: { name: 'other' }, conditions: TAKEN }] })],
    false,
  ],
  ['that is not there', [], false],
])('a route %s', (_, routes, ready) => {
  expect(checkOf('routes', { HTTPRoute: [...routes, route('milvus-redirect', TAKEN)] })).toMatchObject({ ready });
});

test('a redirect that is not reconciled holds up the Gateway', () => {
  const HTTPRoute = [route('milvus-route', TAKEN), route('milvus-redirect', all('Accepted'))];
  expect(checkOf('gateway', { HTTPRoute })).toMatchObject({ state: 'in part', ready: false });
});

test.each(['Conflicted', 'Invalid', 'TargetNotFound'])('a policy that is %s is not attached', (reason) => {
  const HealthCheckPolicy = [policy('milvus-health', [{ type: 'Attached', status: 'False', reason }])];
  expect(checkOf('policies', { HealthCheckPolicy })).toMatchObject({
    state: 'not attached',
    ready: false,
    details: [`HealthCheckPolicy milvus-health: Attached is False, ${reason}`],
  });
});

test('conditions below the ancestors of a policy count too', () => {
  const ancestors = [{ conditions: all('Attached') }];
  expect(checkOf('policies', { HealthCheckPolicy: [named('milvus-health', { ancestors })] }).ready).toBe(true);
});

test('says what to do about a route that GKE refuses', () => {
  const message = 'error cause: invalid-config: GWCER104: Timeouts are not supported.';
  const Gateway = [
    named('milvus', { conditions: [...all('Accepted'), { type: 'Programmed', status: 'False', message }] }),
  ];
  const HTTPRoute = [
    route('milvus-route', [...all('Accepted', 'ResolvedRefs'), { type: 'Reconciled', status: 'False', message }]),
    route('milvus-redirect', TAKEN),
  ];
  expect(statusText(statusWith({ Gateway, HTTPRoute }), { colour: false })).toMatchInlineSnapshot(`
   production, namespace default

     host         milvus.example.com
     dist         1 missing
     proxies      2 of 2
     Gateway      not Programmed
     Gateway IP   none yet
     Gateway NEGs 1, k8s1-milvus
     routes       not reconciled
     policies     attached

   dist: 1 missing
     - Service milvus of the chart: is not there
     What is applied is not what dist/ says. Apply
     dist/manifests/production.k8s.yaml and the Helm values, by the runbook; or
     write what is live into the environment.
   Gateway: not Programmed
     - Programmed is False, error cause: invalid-config: GWCER104: Timeouts are not
       supported.
     - networking.gke.io/GatewayHealthy is not told yet
     A route says what GKE does not support. Find it by its condition Reconciled
     and mend it: one such route stops them all. milvus-l7 lint knows the fields.
     normal for up to 10 minutes
   Gateway IP: none yet
     The Gateway has no address yet: it gets one as it is programmed.
     normal for up to 10 minutes
   routes of milvus: not reconciled
     - HTTPRoute milvus-route: Reconciled is False, error cause: invalid-config:
       GWCER104: Timeouts are not supported.
     A route says what GKE does not support. Find it by its condition Reconciled
     and mend it: one such route stops them all. milvus-l7 lint knows the fields.
     normal for up to 10 minutes

   not ready
  `);
});
