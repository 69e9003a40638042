import { App, Chart } from 'cdk8s';
import { stringify } from 'yaml';
import { parseEnvironment } from '../../src/config/parse';
import { UserError } from '../../src/errors';
import { BackendConfig, type BackendConfigProps } from '../../src/kubernetes/backend-config';
import { GkeIngress } from '../../src/kubernetes/gke-ingress';
import { ManagedCertificate } from '../../src/kubernetes/managed-certificate';
import { lint } from '../../src/rules/run';

// Every limit that Google, Kubernetes or both set, and who enforces it: each is tried as far as it goes, and beyond.

interface Limit {
  readonly limit: string;
  readonly at: readonly unknown[];
  readonly beyond: readonly unknown[];
  /** An environment with the value. */
  readonly schema: (value: never) => unknown;
  /** A construct with it. */
  readonly construct: (chart: Chart, value: never) => unknown;
  /** The object, or all that are needed, as somebody else writes it, and the rule that tells; none where the cluster takes the value. */
  readonly object: (value: never) => unknown;
  readonly rule?: string;
}

const letters = (count: number) => 'a'.repeat(count);
const HEALTH = { type: 'HTTP', port: 9091, requestPath: '/healthz' } as const;

/** A field of BackendConfig, which an environment calls as the object does. */
function backend(limit: string, rule: string | undefined, at: readonly Spec[], beyond: readonly Spec[]): Limit {
  return {
    limit: `BackendConfig ${limit}`,
    at,
    beyond,
    schema: (spec: Spec) => environment({ loadBalancer: { backend: spec } }),
    construct: (chart, spec: Spec) => new BackendConfig(chart, 'it', propsOf(spec)),
    object: ({ healthCheck, ...spec }: Spec) => ({
      apiVersion: 'cloud.google.com/v1',
      kind: 'BackendConfig',
      metadata: { name: 'it' },
      spec: { healthCheck: { ...HEALTH, ...healthCheck }, ...spec },
    }),
    ...(rule !== undefined && { rule }),
  };
}

interface Spec extends Pick<BackendConfigProps, 'timeoutSec' | 'sessionAffinity' | 'logging'> {
  readonly connectionDraining?: { readonly drainingTimeoutSec: number };
  readonly healthCheck?: Partial<BackendConfigProps['healthCheck']>;
  readonly customRequestHeaders?: { readonly headers: readonly string[] };
}

function propsOf({ connectionDraining, customRequestHeaders, healthCheck, ...spec }: Spec): BackendConfigProps {
  return {
    name: 'it',
    healthCheck: { ...HEALTH, ...healthCheck },
    ...spec,
    ...(connectionDraining && connectionDraining),
    ...(customRequestHeaders && { customRequestHeaders: customRequestHeaders.headers }),
  };
}

function health(field: 'checkIntervalSec' | 'timeoutSec' | 'healthyThreshold' | 'unhealthyThreshold', max: number) {
  const specOf = (value: number): Spec => ({ healthCheck: { checkIntervalSec: 300, timeoutSec: 1, [field]: value } });
  const limits = [1, max].map(specOf);
  return backend(`healthCheck.${field}`, 'fields-are-in-range', limits, [0, max + 1].map(specOf));
}

const headers = (...all: string[]): Spec => ({ customRequestHeaders: { headers: all } });

const LIMITS: readonly Limit[] = [
  // The controller takes the number; the rule that warns has the length of a call in mind.
  backend('timeoutSec', undefined, [{ timeoutSec: 1 }, { timeoutSec: 86_400 }], [{ timeoutSec: 86_401 }]),
  backend(
    'drainingTimeoutSec',
    'fields-are-in-range',
    [0, 3600].map((drainingTimeoutSec) => ({ connectionDraining: { drainingTimeoutSec } })),
    [-1, 3601].map((drainingTimeoutSec) => ({ connectionDraining: { drainingTimeoutSec } })),
  ),
  backend(
    'logging.sampleRate',
    'fields-are-in-range',
    [0, 1].map((sampleRate) => ({ logging: { enable: true, sampleRate } })),
    [-0.1, 1.1].map((sampleRate) => ({ logging: { enable: true, sampleRate } })),
  ),
  backend(
    'affinityCookieTtlSec',
    'fields-are-in-range',
    [0, 86_400].map((value) => affinity('GENERATED_COOKIE', value)),
    [-1, 86_401].map((value) => affinity('GENERATED_COOKIE', value)),
  ),
  // Google takes the number, and does nothing with it.
  backend('affinityCookieTtlSec without a cookie', undefined, [affinity('CLIENT_IP')], [affinity('CLIENT_IP', 60)]),
  health('checkIntervalSec', 300),
  health('timeoutSec', 300),
  health('healthyThreshold', 10),
  health('unhealthyThreshold', 10),
  backend(
    'healthCheck, a timeout beyond the interval',
    'health-check-fits-its-interval',
    [{ healthCheck: { timeoutSec: 15 } }, { healthCheck: { checkIntervalSec: 20, timeoutSec: 20 } }],
    [{ healthCheck: { timeoutSec: 16 } }, { healthCheck: { checkIntervalSec: 14 } }],
  ),
  backend(
    'customRequestHeaders',
    'headers-are-accepted',
    [headers('X-A:'), headers('X-A:b\tc', 'X-B: {client_region}')],
    [...['X-A', ':b', 'X A:b', 'Connection:close', 'X-Goog-A:b', 'X-A:b\nc'].map((one) => headers(one))],
  ),
  backend(
    'customRequestHeaders twice',
    'headers-are-accepted',
    [headers('X-A:b', 'X-B:c')],
    [headers('X-A:b', 'x-a:c')],
  ),
  {
    limit: 'host of an Ingress',
    at: ['a.io', '*.a.io', `${letters(63)}.io`, `${'a.'.repeat(125)}a.a`],
    beyond: ['A.io', 'a_b.io', '10.0.0.1', '::1', 'a.*.io', '', `${letters(64)}.io`, `${'a.'.repeat(125)}a.aa`],
    schema: (host: string) => environment({ certificate: 'self-managed', releases: [{ name: 'my-release', host }] }),
    construct: (chart, host: string) => ingressOf(chart, { rules: [{ host, paths: [{ service: SERVICE }] }] }),
    object: (host: string) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'it', annotations: { 'kubernetes.io/ingress.class': 'gce' } },
      spec: {
        tls: [{ secretName: 'it' }],
        rules: [
          {
            // An empty one stands for all hosts, which the cluster takes.
            host: host === '' ? 'A' : host,
            http: {
              paths: [
                { path: '/', pathType: 'Prefix', backend: { service: { name: 'it-milvus', port: { number: 19530 } } } },
              ],
            },
          },
        ],
      },
    }),
    rule: 'host-is-a-dns-name',
  },
  {
    limit: 'domain of a ManagedCertificate',
    at: ['a.io', `${letters(60)}.io`],
    beyond: ['*.a.io', 'A.io', 'localhost', `${letters(61)}.io`],
    schema: (host: string) => environment({ releases: [{ name: 'my-release', host }] }),
    construct: (chart, domain: string) => new ManagedCertificate(chart, 'it', { name: 'it', domains: [domain] }),
    object: (domain: string) => [
      {
        apiVersion: 'networking.gke.io/v1',
        kind: 'ManagedCertificate',
        metadata: { name: 'it' },
        spec: { domains: [domain] },
      },
      ingressObject({ 'networking.gke.io/managed-certificates': 'it' }),
    ],
    rule: 'managed-domains-are-accepted',
  },
  {
    limit: 'certificates of one load balancer',
    at: [15],
    beyond: [16],
    schema: (count: number) => environment({ certificate: { type: 'pre-shared', names: namesOf(count) } }),
    construct: (chart, count: number) => ingressOf(chart, { preSharedCertificates: namesOf(count) }),
    object: (count: number) => ingressObject({ 'ingress.gcp.kubernetes.io/pre-shared-cert': namesOf(count).join(',') }),
    rule: 'certificates-fit-on-the-ingress',
  },
  {
    limit: 'name of a Compute address',
    at: ['a', letters(63)],
    beyond: [letters(64), 'A', '1a', 'a.b', 'a-'],
    schema: (name: string) => environment({ loadBalancer: { address: { name } } }),
    construct: (chart, globalStaticIpName: string) => ingressOf(chart, { globalStaticIpName }),
    object: (name: string) => ingressObject({ 'kubernetes.io/ingress.global-static-ip-name': name }),
    rule: 'names-can-exist',
  },
];

describe.each(LIMITS.map((one) => [one.limit, one] as const))('%s', (_, { at, beyond, ...limit }) => {
  test.each(at)('takes %j', (value) => {
    expect(enforcersOf(limit, value as never)).toEqual([]);
  });

  test.each(beyond)('refuses %j', (value) => {
    expect(enforcersOf(limit, value as never)).toEqual(['schema', 'construct', ...(limit.rule ? [limit.rule] : [])]);
  });
});

/** Who refuses a value; of the rules, the one that is to tell. */
function enforcersOf(
  { schema, construct, object, rule }: Omit<Limit, 'limit' | 'at' | 'beyond'>,
  value: never,
): string[] {
  const text = [object(value)]
    .flat()
    .map((one) => stringify(one))
    .join('---\n');
  const told = lint([{ file: 'a.yaml', text }]).filter((finding) => finding.rule === rule);
  return [
    ...('environment' in parseEnvironment(schema(value)) ? [] : ['schema']),
    ...(isRefused(() => construct(new Chart(new App(), 'prod'), value)) ? ['construct'] : []),
    ...new Set(told.map((finding) => finding.rule)),
  ];
}

function isRefused(make: () => unknown): boolean {
  try {
    make();
    return false;
  } catch (error) {
    if (error instanceof UserError) return true;
    throw error;
  }
}

function environment(more: object): unknown {
  return { project: 'my-project', releases: [{ name: 'my-release', host: 'my-release.example.com' }], ...more };
}

const SERVICE = { name: 'it-milvus', port: 19530 };

function ingressOf(chart: Chart, more: Partial<ConstructorParameters<typeof GkeIngress>[2]>): GkeIngress {
  const rules = [{ host: 'a.io', paths: [{ service: SERVICE }] }];
  return new GkeIngress(chart, 'it', { name: 'it', preSharedCertificates: ['company'], rules, ...more });
}

function ingressObject(annotations: Readonly<Record<string, string>>): object {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'it', annotations: { 'kubernetes.io/ingress.class': 'gce', ...annotations } },
    spec: { defaultBackend: { service: { name: 'it-milvus', port: { number: 19530 } } } },
  };
}

function namesOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `c${index}`);
}

function affinity(affinityType: 'CLIENT_IP' | 'GENERATED_COOKIE', affinityCookieTtlSec?: number): Spec {
  return { sessionAffinity: { affinityType, ...(affinityCookieTtlSec !== undefined && { affinityCookieTtlSec }) } };
}
