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
  readonly observedGeneration?: number;
}

const all = (...types: string[]): Condition[] => types.map((type) => ({ type, status: 'True' }));
const SERVES = all('Accepted', 'Programmed', 'networking.gke.io/GatewayHealthy');
const TAKEN = all('Accepted', 'ResolvedRefs', 'Reconciled');

const named = (name: string, status: object, annotations: Record<string, string> = {}): LiveObject => ({
  metadata: { name, annotations },
  status: { ...status },
});
const CONTROLLER = 'networking.gke.io/gateway';
const told = (
  conditions: readonly Condition[],
  parentRef: object = { name: 'milvus' },
  controllerName = CONTROLLER,
) => ({
  parentRef,
  controllerName,
  conditions,
});
const routeWith = (
  name: string,
  parents: readonly object[],
  parentRefs: readonly object[] = [{ name: 'milvus', sectionName: 'https' }],
): LiveObject => ({ ...named(name, { parents }), spec: { parentRefs } });
const route = (name: string, conditions: readonly Condition[]): LiveObject => routeWith(name, [told(conditions)]);
/** As it is after as many changes. */
const changed = (object: LiveObject, generation: number): LiveObject => ({
  ...object,
  metadata: { ...object.metadata, generation },
});
const observed = (conditions: readonly Condition[], observedGeneration: number): Condition[] =>
  conditions.map((one) => ({ ...one, observedGeneration }));
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

function statusWith(
  other: Readonly<Record<string, readonly LiveObject[]>>,
  of = topology,
  events: readonly LiveObject[] = [],
): Status {
  const objects = new Map(Object.entries({ ...WHOLE, ...other }));
  const service = { objects: [], serviceAnnotations: new Map() };
  return statusOf(of, service, { objects, pods: new Map([['milvus', PODS]]), events });
}

function checkOf(
  subject: Check['subject'],
  other: Readonly<Record<string, readonly LiveObject[]>>,
  events: readonly LiveObject[] = [],
): Check {
  return statusWith(other, topology, events).checks.find((one) => one.subject === subject)!;
}

const event = (kind: string, message: string, lastTimestamp = '2026-11-01T00:00:00Z'): LiveObject => ({
  metadata: { name: 'event' },
  involvedObject: { kind, name: 'milvus' },
  reason: 'SYNC',
  message,
  lastTimestamp,
});

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
  ['of which the Gateway has said nothing', [routeWith('milvus-route', [])], false],
  ['without a status', [{ metadata: { name: 'milvus-route' }, spec: { parentRefs: [{ name: 'milvus' }] } }], false],
  ['of which another Gateway tells', [routeWith('milvus-route', [told(TAKEN, { name: 'other' })])], false],
  ['that asks for another Gateway', [routeWith('milvus-route', [told(TAKEN)], [{ name: 'other' }])], false],
  [
    'of which another controller tells',
    [routeWith('milvus-route', [told(TAKEN, undefined, 'istio.io/gateway')])],
    false,
  ],
  [
    'that another controller refuses too',
    [
      routeWith('milvus-route', [
        told(TAKEN),
        told([{ type: 'Accepted', status: 'False' }], undefined, 'istio.io/gateway'),
      ]),
    ],
    true,
  ],
  [
    'that a Service of the same name refuses',
    [routeWith('milvus-route', [told(TAKEN), told([], { kind: 'Service', name: 'milvus' })])],
    true,
  ],
  [
    'with an answer for a listener that it no longer asks for',
    [
      routeWith('milvus-route', [
        told(TAKEN, { name: 'milvus', sectionName: 'https' }),
        told([], { name: 'milvus', sectionName: 'http' }),
      ]),
    ],
    true,
  ],
  [
    'with an answer for one of its two listeners',
    [
      routeWith(
        'milvus-route',
        [told(TAKEN, { name: 'milvus', sectionName: 'https' })],
        [
          { name: 'milvus', sectionName: 'https' },
          { name: 'milvus', sectionName: 'http' },
        ],
      ),
    ],
    false,
  ],
  ['of its present form', [changed(route('milvus-route', observed(TAKEN, 2)), 2)], true],
  ['of which an older form was reconciled', [changed(route('milvus-route', observed(TAKEN, 1)), 2)], false],
  ['that is not there', [], false],
])('a route %s', (_, routes, ready) => {
  expect(checkOf('routes', { HTTPRoute: [...routes, route('milvus-redirect', TAKEN)] })).toMatchObject({ ready });
});

test.each<[string, number | undefined, boolean]>([
  ['the present form of the Gateway', 3, true],
  ['an older one', 2, false],
  ['nobody says which', undefined, true],
])('conditions that tell of %s', (_, observedGeneration, ready) => {
  const conditions = observedGeneration === undefined ? SERVES : observed(SERVES, observedGeneration);
  const Gateway = [changed(named('milvus', { conditions }), 3)];
  expect(checkOf('gateway', { Gateway })).toMatchObject({ ready });
});

test('what was True before the last change of the Gateway says so', () => {
  const Gateway = [changed(named('milvus', { conditions: observed(SERVES, 1) }), 2)];
  expect(checkOf('gateway', { Gateway }).details).toEqual([
    'Programmed is True, told before the last change',
    'networking.gke.io/GatewayHealthy is True, told before the last change',
  ]);
});

test('a Gateway whose health is Unknown is not ready', () => {
  const conditions = [...all('Programmed'), { type: 'networking.gke.io/GatewayHealthy', status: 'Unknown' }];
  expect(checkOf('gateway', { Gateway: [named('milvus', { conditions })] })).toMatchObject({ ready: false });
});

test('a Gateway that is not Accepted and serves is ready', () => {
  const conditions = [{ type: 'Accepted', status: 'False' }, ...SERVES.slice(1)];
  expect(checkOf('gateway', { Gateway: [named('milvus', { conditions })] })).toMatchObject({ ready: true });
});

test('a code that only an event tells has cause and cure, the latest first', () => {
  const Gateway = [named('milvus', { conditions: all('Accepted') })];
  const events = [
    event('Gateway', 'GWCER106: no address', '2026-11-01T00:00:00Z'),
    event('Gateway', 'GWCER102: no Secret', '2026-11-02T00:00:00Z'),
    event('Ingress', 'GWCER103: of something else', '2026-11-03T00:00:00Z'),
  ];
  expect(checkOf('gateway', { Gateway }, events).meaning).toContain('A Secret or a Service is not there.');
  expect(checkOf('gateway', {}, events)).not.toHaveProperty('meaning');
});

test('while moving, warnings say which of the two they are of, and none crowds out the other', () => {
  const events = [
    ...['a', 'b', 'c', 'd'].map((text) => event('Ingress', text, '2026-11-02T00:00:00Z')),
    event('Gateway', 'GWCER106: no address'),
  ];
  expect(statusWith({}, moving, events).events).toEqual([
    'Ingress, SYNC: a',
    'Ingress, SYNC: b',
    'Ingress, SYNC: c',
    'Gateway, SYNC: GWCER106: no address',
  ]);
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

test('what another controller tells of a policy does not count', () => {
  const conditions = [{ type: 'Attached', status: 'False' }];
  const ancestors = [{ conditions: all('Attached') }, { controllerName: 'istio.io/gateway', conditions }];
  expect(checkOf('policies', { HealthCheckPolicy: [named('milvus-health', { ancestors })] }).ready).toBe(true);
});

test('a policy whose older form is attached is not yet attached', () => {
  const HealthCheckPolicy = [changed(policy('milvus-health', observed(all('Attached'), 1)), 2)];
  expect(checkOf('policies', { HealthCheckPolicy })).toMatchObject({ state: 'not attached', ready: false });
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
