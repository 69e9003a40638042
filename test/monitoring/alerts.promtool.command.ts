import * as fc from 'fast-check';
import type { Environment } from '../../src/config/environment';
import { alertsOf } from '../../src/monitoring/alerts';
import { sectionsOf } from '../../src/monitoring/panels';
import { topologyOf } from '../../src/topology/topology-of';
import { arbitraryEnvironment } from '../arbitrary-environment';
import { HAS_PROMTOOL, type Series, faultsOf, toldAt } from './promtool';
import { LIMITS, WATCHED, WATCHED_GATEWAY, WATCHED_INSIDE, alertNamed } from './watched';

const labelled = (name: string, labels: Readonly<Record<string, string>>) =>
  `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',')}}`;
const milvus = (name: string, labels: Readonly<Record<string, string>> = {}) =>
  labelled(name, { project_id: 'my-project', namespace: 'default', job: 'one-milvus', component: 'proxy', ...labels });

/** Of every era the words for a fault of the service and for one of the caller, and labels that came with it. */
const ERAS: readonly {
  readonly era: string;
  readonly ours: readonly Readonly<Record<string, string>>[];
  /** None where Milvus does not tell them from ours. */
  readonly callers: readonly Readonly<Record<string, string>>[];
  readonly more?: Readonly<Record<string, string>>;
}[] = [
  { era: '2.4 and 2.5', ours: [{ status: 'fail' }, { status: 'abandon' }], callers: [], more: { db_name: 'default' } },
  {
    era: '2.6 to 2.6.18',
    ours: [{ status: 'fail' }, { status: 'rejected' }],
    callers: [],
    more: { db_name: 'default', collection_name: 'books' },
  },
  {
    era: '2.6.19',
    ours: [{ status: 'fail_system' }, { status: 'rejected_system' }],
    callers: [{ status: 'fail_input' }, { status: 'rejected_user' }, { status: 'cancel' }],
  },
  {
    era: '3.0',
    ours: [
      { status: 'fail', cause: 'system' },
      { status: 'rejected', cause: 'system' },
      { status: 'fail', cause: 'na' },
    ],
    callers: [
      { status: 'fail', cause: 'user' },
      { status: 'rejected', cause: 'user' },
      { status: 'fail', cause: 'cancel' },
    ],
  },
];

const calls = (values: string, labels: Readonly<Record<string, string>>): Series => ({
  [milvus('milvus_proxy_req_count', { function_name: 'Search', node_id: '7', ...labels })]: values,
});
/** Calls that go well, by the thousand a minute. */
const busy = (more: Readonly<Record<string, string>> = {}): Series => ({
  ...calls('0+1000x1500', { status: 'total', ...more }),
  ...calls('0+950x1500', { status: 'success', ...more }),
});
const JOB = 'job="one-milvus"';

if (HAS_PROMTOOL) {
  describe('promtool', () => {
    test.each([
      ['outside', WATCHED],
      ['inside', WATCHED_INSIDE],
      ['of a Gateway', WATCHED_GATEWAY],
    ])('takes every expression of alerts and dashboard, %s', (_, environment) => {
      const topology = topologyOf('prod', environment);
      const lines = sectionsOf(topology).flatMap(({ panels }) => panels.flatMap((panel) => panel.lines));
      expect(faultsOf([...alertsOf(topology, LIMITS), ...lines].map(({ expr }) => expr))).toBe('');
    });

    test('takes those of any environment', () => {
      fc.assert(
        fc.property(arbitraryEnvironment, (environment: Environment) => {
          const topology = topologyOf('prod', { ...environment, monitoring: { alerts: {}, dashboard: true } });
          const lines = sectionsOf(topology).flatMap(({ panels }) => panels.flatMap((panel) => panel.lines));
          expect(faultsOf([...alertsOf(topology, LIMITS), ...lines].map(({ expr }) => expr))).toBe('');
        }),
        { numRuns: 10 },
      );
    });

    test('does not take a broken one, or this would prove nothing', () => {
      expect(faultsOf(['sum(rate(a[5m])'])).toContain('unclosed left parenthesis');
    });
  });

  describe('calls that fail', () => {
    const fast = alertNamed('calls-fail-fast');
    const slow = alertNamed('calls-fail-slowly');

    for (const { era, ours, callers, more = {} } of ERAS) {
      test.each(ours)(`are told of in the words of ${era}: %j`, (words) => {
        expect(toldAt(20, fast, { ...busy(more), ...calls('0+50x1500', { ...more, ...words }) })).toEqual([JOB]);
      });

      if (callers.length > 0) {
        test.each(callers)(`are not, where the caller is to blame, in the words of ${era}: %j`, (words) => {
          expect(toldAt(20, fast, { ...busy(more), ...calls('0+500x1500', { ...more, ...words }) })).toEqual([]);
        });
      }
    }

    test('are not told of while all goes well, or is tried again', () => {
      expect(toldAt(20, fast, { ...busy(), ...calls('0+50x1500', { status: 'retry' }) })).toEqual([]);
    });

    test('are told of when the proxies restart and count anew', () => {
      const restarted = { ...calls('0+1000x15 0+1000x15', { status: 'total' }) };
      expect(toldAt(20, fast, { ...restarted, ...calls('0+50x15 0+50x15', { status: 'fail' }) })).toEqual([JOB]);
    });

    test('are not told of because the proxies restart', () => {
      const failed = calls('40000x15 0x15', { status: 'fail' });
      expect(toldAt(20, fast, { ...calls('900000+1000x15 0+1000x15', { status: 'total' }), ...failed })).toEqual([]);
    });

    test('are not told of where nine of ten a day fail: nobody calls', () => {
      expect(
        toldAt(40, fast, { ...calls('0x5 10x70', { status: 'total' }), ...calls('0x5 9x70', { status: 'fail' }) }),
      ).toEqual([]);
    });

    test('are told of where one call a minute comes, and every one fails', () => {
      expect(
        toldAt(40, fast, { ...calls('0+1x90', { status: 'total' }), ...calls('0+1x90', { status: 'fail' }) }),
      ).toEqual([JOB]);
    });

    test('are not told of any more when it is over', () => {
      expect(toldAt(90, fast, { ...busy(), ...calls('0+50x60 3000x60', { status: 'fail' }) })).toEqual([]);
    });

    test('are told of slowly when it is little, and not fast', () => {
      const little = { ...busy(), ...calls('0+4x1500', { status: 'fail' }) };
      expect(toldAt(400, fast, little, 2)).toEqual([]);
      expect(toldAt(1440, slow, little, 10)).toEqual([JOB]);
    });

    test('are not told of within the budget', () => {
      expect(toldAt(1440, slow, { ...busy(), ...calls('0+1x1500', { status: 'fail' }) }, 10)).toEqual([]);
    });

    test('are told of after six hours of what one hour does not show', () => {
      expect(toldAt(400, fast, { ...busy(), ...calls('0+8x1500', { status: 'fail' }) }, 2)).toEqual([JOB]);
    });

    test.each<Readonly<Record<string, string>>>([
      { job: 'other-milvus' },
      { namespace: 'other' },
      { project_id: 'other-project' },
    ])('of somebody else are no concern: %j', (other) => {
      const elsewhere = {
        ...calls('0+1000x90', { status: 'total', ...other }),
        ...calls('0+500x90', { status: 'fail', ...other }),
      };
      expect(toldAt(20, fast, { ...busy(), ...elsewhere })).toEqual([]);
    });

    test('of two releases are told apart', () => {
      const two = { job: 'two-milvus', component: 'standalone' };
      const both = {
        ...busy(),
        ...calls('0+1000x90', { status: 'total', ...two }),
        ...calls('0+500x90', { status: 'fail', ...two }),
      };
      expect(toldAt(20, fast, both)).toEqual(['job="two-milvus"']);
    });
  });

  describe('slow calls', () => {
    /** Buckets of one that takes between half a second and a second, and of one of two to four; of old and new Milvus. */
    const histogram = (
      name: string,
      perMinute: Readonly<Record<string, number>>,
      labels: Readonly<Record<string, string>>,
    ): Series =>
      Object.fromEntries([
        ...Object.entries(perMinute).map(([le, calls]) => [
          milvus(`${name}_bucket`, { node_id: '7', le, ...labels }),
          `0+${calls}x60`,
        ]),
        [milvus(`${name}_count`, { node_id: '7', ...labels }), `0+${perMinute['+Inf'] ?? 0}x60`],
      ]) as Series;
    const quick = { '512': 100, '1024': 100, '4096': 100, '+Inf': 100 };
    const lame = { '512': 90, '1024': 90, '4096': 100, '+Inf': 100 };
    const rare = { '512': 0, '1024': 0, '4096': 0.5, '+Inf': 0.5 };

    test.each([
      ['searches-are-slow', 'milvus_proxy_sq_latency', { query_type: 'search' }],
      ['searches-are-slow', 'milvus_proxy_sq_latency', { query_type: 'hybrid_search', db_name: 'default' }],
      ['inserts-are-slow', 'milvus_proxy_mutation_latency', { msg_type: 'insert' }],
      ['inserts-are-slow', 'milvus_proxy_mutation_latency', { msg_type: 'upsert', collection_name: 'books' }],
      ['calls-queue', 'milvus_proxy_req_in_queue_latency', { function_name: 'Search' }],
    ])('%s: %s is told of by its slowest, when there are enough: %j', (id, name, labels) => {
      const alert = alertNamed(id);
      expect(toldAt(40, alert, histogram(name, lame, labels))).toEqual([JOB]);
      const fine = id === 'calls-queue' ? { '128': 100, '256': 100, '+Inf': 100 } : quick;
      expect(toldAt(40, alert, histogram(name, fine, labels))).toEqual([]);
      expect(toldAt(40, alert, histogram(name, rare, labels))).toEqual([]);
    });

    test('are those of searches, not of queries, and of writes, not of deletes', () => {
      const query = histogram('milvus_proxy_sq_latency', lame, { query_type: 'query' });
      expect(toldAt(40, alertNamed('searches-are-slow'), query)).toEqual([]);
      const remove = histogram('milvus_proxy_mutation_latency', lame, { msg_type: 'delete' });
      expect(toldAt(40, alertNamed('inserts-are-slow'), remove)).toEqual([]);
    });

    test('in a queue are found between the finer buckets of 3.0 too', () => {
      const finer = { '0.5': 10, '128': 10, '512': 100, '+Inf': 100 };
      const waiting = histogram('milvus_proxy_req_in_queue_latency', finer, {
        function_name: 'Search',
        db_name: 'default',
      });
      expect(toldAt(40, alertNamed('calls-queue'), waiting)).toEqual([JOB]);
    });

    test('are told of after ten minutes, not before', () => {
      const search = histogram('milvus_proxy_sq_latency', lame, { query_type: 'search' });
      expect(toldAt(8, alertNamed('searches-are-slow'), search)).toEqual([]);
    });
  });

  test('calls that Milvus limits are told of by their kind, once it goes on', () => {
    const alert = alertNamed('calls-are-limited');
    const limited = (values: string, status = 'fail') => ({
      [milvus('milvus_proxy_rate_limit_req_count', { msg_type: 'DMLInsert', status })]: values,
    });
    expect(toldAt(30, alert, limited('0+3x60'))).toEqual(['job="one-milvus", msg_type="DMLInsert"']);
    expect(toldAt(30, alert, limited('0x10 5x60'))).toEqual([]);
    expect(toldAt(30, alert, limited('0+3x60', 'total'))).toEqual([]);
    expect(toldAt(30, alert, limited('500x20 0x40'))).toEqual([]);
  });

  describe('no metrics', () => {
    const alert = alertNamed('metrics-are-missing');
    const up = (values: string, labels: Readonly<Record<string, string>> = {}): Series => ({
      [milvus('up', labels)]: values,
    });
    const two = { job: 'two-milvus', component: 'standalone' };
    const absent = (job: string, component: string) =>
      `component="${component}", job="${job}", namespace="default", project_id="my-project"`;

    test('of any release, of one, of none', () => {
      expect(toldAt(10, alert, {})).toEqual([absent('one-milvus', 'proxy'), absent('two-milvus', 'standalone')]);
      expect(toldAt(10, alert, up('1x20'))).toEqual([absent('two-milvus', 'standalone')]);
      expect(toldAt(10, alert, { ...up('1x20'), ...up('1x20', two) })).toEqual([]);
    });

    test('where proxies are there and do not answer', () => {
      expect(toldAt(10, alert, { ...up('0x20'), ...up('1x20', two) })).toEqual([JOB]);
      const oneOfTwo = { ...up('0x20', { pod: 'a' }), ...up('1x20', { pod: 'b' }), ...up('1x20', two) };
      expect(toldAt(10, alert, oneOfTwo)).toEqual([]);
    });

    test('is not told of for the moment of a restart', () => {
      expect(toldAt(6, alert, { ...up('1x3 _x2 1x20'), ...up('1x20', two) })).toEqual([]);
    });
  });

  test('memory near its limit is told of by its pod', () => {
    const alert = alertNamed('memory-runs-out');
    const memory = (bytes: number, component = 'querynode') => ({
      [milvus('process_resident_memory_bytes', { component, pod: 'a' })]: `${bytes}x30`,
    });
    expect(toldAt(20, alert, memory(851))).toEqual(['component="querynode", job="one-milvus", pod="a"']);
    expect(toldAt(20, alert, memory(850))).toEqual([]);
    expect(toldAt(20, alert, memory(5000, 'proxy'))).toEqual([]);
  });

  describe.each([
    ['outside', WATCHED, 'https', 'https_lb_rule', 'k8s2-fs-7kpbhpki-default-milvus-uhmwf5xi'],
    ['inside', WATCHED_INSIDE, 'https_internal', 'internal_http_lb_rule', 'k8s2-fs-7kpbhpki-default-milvus-uhmwf5xi'],
    [
      'of a Gateway',
      WATCHED_GATEWAY,
      'https_external_regional',
      'http_external_regional_lb_rule',
      'gkegw1-a1b2-default-milvus-0123456789ab',
    ],
  ])('the load balancer %s', (_, environment, prefix, resource, rule) => {
    const BACKEND = 'k8s1-01234567-default-one-milvus-19530-5104b449';
    const requests = (code: string, values: string, labels: Readonly<Record<string, string>> = {}): Series => ({
      [labelled(`loadbalancing_googleapis_com:${prefix}_request_count`, {
        monitored_resource: resource,
        project_id: 'my-project',
        forwarding_rule_name: rule,
        backend_target_name: BACKEND,
        response_code: code,
        response_code_class: `${code.slice(0, 1)}00`,
        ...labels,
      })]: values,
    });
    const fine = requests('200', '0+1000x1500');
    const told = [`backend_target_name="${BACKEND}"`];
    const named = (id: string) => alertNamed(id, environment);

    test('fails fast, slowly, or not', () => {
      const [fast, slow] = [named('load-balancer-fails-fast'), named('load-balancer-fails-slowly')];
      expect(toldAt(20, fast, { ...fine, ...requests('502', '0+50x90') })).toEqual(told);
      expect(toldAt(1440, slow, { ...fine, ...requests('504', '0+4x1500') }, 10)).toEqual(told);
      expect(toldAt(1440, slow, { ...fine, ...requests('504', '0+1x1500') }, 10)).toEqual([]);
      expect(toldAt(20, fast, { ...fine, ...requests('404', '0+500x90') })).toEqual([]);
      expect(toldAt(20, fast, { ...requests('200', '0x5 1x70'), ...requests('502', '0x5 3x70') })).toEqual([]);
    });

    test('of somebody else is no concern, even where its name begins like ours', () => {
      const other = { forwarding_rule_name: rule.replace('-milvus-', '-milvus-two-') };
      expect(toldAt(20, named('load-balancer-fails-fast'), { ...fine, ...requests('502', '0+500x90', other) })).toEqual(
        [],
      );
    });

    test('has no healthy backend where nothing gets through', () => {
      const alert = named('no-healthy-backend');
      expect(toldAt(20, alert, requests('503', '0+10x60'))).toEqual(told);
      expect(toldAt(20, alert, { ...requests('503', '0+10x60'), ...requests('200', '0+1x60') })).toEqual([]);
      expect(toldAt(20, alert, { ...requests('503', '0+10x60'), ...requests('200', '500x60') })).toEqual(told);
      expect(toldAt(20, alert, requests('503', '0x10 1x50'))).toEqual([]);
      expect(toldAt(20, alert, { ...requests('503', '0+10x60'), ...requests('415', '0+6x60') })).toEqual([]);
    });
  });

  test('Cloud Armor that turns many away is told of, and not a few strangers', () => {
    const alert = alertNamed('cloud-armor-refuses');
    const requests = (code: string, values: string): Series => ({
      [labelled('loadbalancing_googleapis_com:https_request_count', {
        monitored_resource: 'https_lb_rule',
        project_id: 'my-project',
        forwarding_rule_name: 'k8s-fws-default-milvus--0123456789abcdef',
        response_code: code,
      })]: values,
    });
    expect(toldAt(40, alert, { ...requests('200', '0+500x60'), ...requests('429', '0+50x60') })).toEqual(['']);
    expect(toldAt(40, alert, { ...requests('200', '0+500x60'), ...requests('403', '0+10x60') })).toEqual([]);
    expect(toldAt(40, alert, { ...requests('200', '0+1x60'), ...requests('403', '0+1x60') })).toEqual([]);
  });

  describe('uptime checks', () => {
    const uptime = (name: string, values: string, labels: Readonly<Record<string, string>> = {}): Series => ({
      [labelled(`monitoring_googleapis_com:uptime_check_${name}`, {
        monitored_resource: 'uptime_url',
        project_id: 'my-project',
        host: 'one.example.com',
        ...labels,
      })]: values,
    });
    const places = (values: readonly string[]) =>
      Object.assign(
        {},
        ...values.map((one, index) => uptime('check_passed', one, { checker_location: `place-${index}` })),
      );
    const HOST = 'host="one.example.com"';

    test('tell of a host that most places do not reach', () => {
      const alert = alertNamed('host-does-not-answer');
      expect(toldAt(20, alert, places(['0x30', '0x30', '1x30']))).toEqual([HOST]);
      expect(toldAt(20, alert, places(['0x30', '1x30', '1x30']))).toEqual([]);
      expect(toldAt(20, alert, places(['1x15 0x1 1x20', '1x15 0x1 1x20', '1x30']))).toEqual([]);
    });

    test.each([
      [30, []],
      [14.5, []],
      [13.9, ['certificate-ends-in-14-days']],
      [6.9, ['certificate-ends-in-14-days', 'certificate-ends-in-7-days']],
      [-1, ['certificate-ends-in-14-days', 'certificate-ends-in-7-days']],
    ])('with %d days left tell %j', (days, ids) => {
      const left = uptime('time_until_ssl_cert_expires', `${days}x30`);
      const told = ['certificate-ends-in-14-days', 'certificate-ends-in-7-days'].filter(
        (id) => toldAt(20, alertNamed(id), left).join() === HOST,
      );
      expect(told).toEqual(ids);
    });
  });

  test('cert-manager that does not renew is told of by the certificate', () => {
    const alert = alertNamed('issuer-does-not-renew');
    const labels = { project_id: 'my-project', exported_namespace: 'default', name: 'one-milvus-backend-tls' };
    // promtool's clock begins with 1970.
    const ends = (days: number): Series => ({
      [labelled('certmanager_certificate_expiration_timestamp_seconds', labels)]: `${days * 86_400}x120`,
    });
    const ready = (value: number): Series => ({
      [labelled('certmanager_certificate_ready_status', { ...labels, condition: 'True' })]: `${value}x120`,
    });
    const told = ['name="one-milvus-backend-tls"'];
    expect(toldAt(100, alert, { ...ends(60), ...ready(1) })).toEqual([]);
    expect(toldAt(100, alert, { ...ends(13), ...ready(1) })).toEqual(told);
    expect(toldAt(100, alert, { ...ends(60), ...ready(0) })).toEqual(told);
  });
} else {
  console.warn('not run: promtool is not installed; Debian has it in its package prometheus');
  test.todo('not run: promtool is not installed');
}
