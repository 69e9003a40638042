import 'cdktf/lib/testing/adapters/jest';
import { MonitoringAlertPolicy } from '@cdktf/provider-google/lib/monitoring-alert-policy';
import { MonitoringDashboard } from '@cdktf/provider-google/lib/monitoring-dashboard';
import { MonitoringNotificationChannel } from '@cdktf/provider-google/lib/monitoring-notification-channel';
import { MonitoringUptimeCheckConfig } from '@cdktf/provider-google/lib/monitoring-uptime-check-config';
import { ProjectService } from '@cdktf/provider-google/lib/project-service';
import { TerraformStack, Testing } from 'cdktf';
import type { Environment } from '../../src/config/environment';
import { AlertPolicy, type AlertPolicyProps } from '../../src/gcp/alert-policy';
import { EmailChannel } from '../../src/gcp/notification-channel';
import { MilvusGcpStack } from '../../src/gcp/stack';
import { UptimeCheck } from '../../src/gcp/uptime-check';
import { WATCHED, WATCHED_INSIDE } from '../monitoring/watched';
import { appOfNoFiles } from './app';

Testing.setupJest();

type Resources = Record<string, Record<string, Record<string, unknown>>>;
const textOf = (environment: Environment): string => {
  const text = texts.get(environment) ?? Testing.synth(new MilvusGcpStack(appOfNoFiles(), 'prod', environment));
  texts.set(environment, text);
  return text;
};
/** Synthesizing takes a second. */
const texts = new Map<Environment, string>();
const resourcesOf = (environment: Environment) => (JSON.parse(textOf(environment)) as { resource: Resources }).resource;
const watched = (monitoring: Environment['monitoring']): Environment => ({ ...WATCHED, monitoring });
const CHANNEL = 'projects/my-project/notificationChannels/1234567890';

test('makes nothing of it unless named', () => {
  const { monitoring: _, ...unwatched } = WATCHED;
  expect(Object.keys(resourcesOf(unwatched)).filter((type) => type.includes('monitoring'))).toEqual([]);
  expect(textOf(unwatched)).not.toHaveResourceWithProperties(ProjectService, { service: 'monitoring.googleapis.com' });
});

test('enables the API, and makes a stack for the alerts alone', () => {
  const alone: Environment = {
    ...WATCHED,
    loadBalancer: { name: 'milvus', address: 'ephemeral', sslPolicy: 'none' },
    monitoring: { alerts: {} },
  };
  expect(textOf(alone)).toHaveResourceWithProperties(ProjectService, { service: 'monitoring.googleapis.com' });
  expect(textOf(alone)).toHaveResource(MonitoringAlertPolicy);
});

/** Ids of the alerts, by how urgent they are. */
function alertsOf(environment: Environment): string {
  const policies = Object.entries(resourcesOf(environment)['google_monitoring_alert_policy'] ?? {});
  return policies
    .map(([id, { severity }]) => `${String(severity)} ${id.replace(/^monitoring_(.*)_policy_.*$/, '$1')}`)
    .sort()
    .join('\n');
}

test('alerts of {} are all of them', () => {
  expect(alertsOf(watched({ alerts: {} }))).toMatchInlineSnapshot(`
   CRITICAL calls-fail-fast
   CRITICAL certificate-ends-in-7-days
   CRITICAL issuer-does-not-renew
   CRITICAL load-balancer-fails-fast
   CRITICAL metrics-are-missing
   CRITICAL no-healthy-backend
   WARNING calls-are-limited
   WARNING calls-fail-slowly
   WARNING calls-queue
   WARNING certificate-ends-in-14-days
   WARNING cloud-armor-refuses
   WARNING inserts-are-slow
   WARNING load-balancer-fails-slowly
   WARNING searches-are-slow
  `);
});

test('an uptime check adds that a host does not answer; a load balancer inside has neither that nor Cloud Armor', () => {
  expect(alertsOf(WATCHED).split('\n')).toContain('CRITICAL host-does-not-answer');
  expect(alertsOf(WATCHED_INSIDE)).not.toMatch(/certificate-ends|host-does-not-answer|cloud-armor/);
  expect(alertsOf(WATCHED_INSIDE)).toContain('issuer-does-not-renew');
});

test('tells when memory runs out where the values have a limit', () => {
  const values = 'queryNode: { resources: { limits: { memory: 1000 } } }';
  const stack = new MilvusGcpStack(appOfNoFiles(), 'prod', watched({ alerts: {} }), {
    values: new Map([['one', values]]),
  });
  const policies = JSON.parse(Testing.synth(stack)) as { resource: Resources };
  const memory = Object.entries(policies.resource['google_monitoring_alert_policy'] ?? {}).find(([id]) =>
    id.includes('memory-runs-out'),
  );
  expect(JSON.stringify(memory)).toContain('0.85 * 1000');
});

test('an alert is one PromQL condition, with what it means and where to begin', () => {
  const policies = Object.values(resourcesOf(WATCHED)['google_monitoring_alert_policy'] ?? {});
  const limited = policies.find(({ display_name }) => String(display_name).includes('limits its callers'));
  const { '//': _, depends_on: __, ...policy } = limited ?? {};
  expect(policy).toMatchInlineSnapshot(`
   {
     "alert_strategy": {
       "auto_close": "3600s",
     },
     "combiner": "OR",
     "conditions": [
       {
         "condition_prometheus_query_language": {
           "disable_metric_validation": true,
           "duration": "600s",
           "evaluation_interval": "60s",
           "query": "sum by (job, msg_type) (rate(milvus_proxy_rate_limit_req_count{project_id="my-project",namespace="default",job=~"one-milvus|two-milvus",status="fail"}[5m])) > 0",
         },
         "display_name": "prod: Milvus limits its callers",
       },
     ],
     "display_name": "prod: Milvus limits its callers",
     "documentation": {
       "content": Milvus has refused calls for ten minutes, of the kind that \`msg_type\` names: by \`quotaAndLimits\` of its configuration, or to protect itself, as when memory, disk or growing segments reach their limits. Clients see a rate limit, not Cloud Armor's 429.

   1. \`npx milvus-l7 status prod\`: what the controllers in the cluster wait for.
   2. \`npx milvus-l7 verify prod\`: where the way of a client ends.
   3. \`less dist/runbook/prod.md\`, *Verify*, and docs/troubleshooting.md, *What a client shows*: cause and cure.,
       "mime_type": "text/markdown",
     },
     "severity": "WARNING",
     "user_labels": {
       "environment": "prod",
     },
   }
  `);
  for (const { conditions } of policies) expect(conditions).toHaveLength(1);
});

test('labels of the environment are on what can carry labels, and go before ours', () => {
  const labels = { team: 'search', environment: 'live' };
  expect(textOf({ ...watched({ alerts: {} }), gcp: { labels } })).toHaveResourceWithProperties(MonitoringAlertPolicy, {
    user_labels: labels,
  });
});

test('who is told: a channel that exists, and an address that gets one', () => {
  const notificationChannels = [CHANNEL, { email: 'oncall@example.com' }];
  const text = textOf(watched({ alerts: { notificationChannels } }));
  expect(text).toHaveResourceWithProperties(MonitoringNotificationChannel, {
    type: 'email',
    labels: { email_address: 'oncall@example.com' },
    lifecycle: { create_before_destroy: true },
  });
  expect(text).toHaveResourceWithProperties(MonitoringAlertPolicy, {
    notification_channels: [CHANNEL, expect.stringMatching(/^\$\{google_monitoring_notification_channel\..*\.name\}$/)],
  });
  expect(textOf(watched({ alerts: { notificationChannels: { email: 'oncall@example.com' } } }))).toHaveResource(
    MonitoringNotificationChannel,
  );
  const twice = [{ email: 'oncall@example.com' }, { email: 'oncall@example.com' }];
  const { google_monitoring_notification_channel: channels } = resourcesOf(
    watched({ alerts: { notificationChannels: twice } }),
  );
  expect(Object.keys(channels ?? {})).toHaveLength(1);
});

test('Google calls every host, and takes 415 for health', () => {
  const { google_monitoring_uptime_check_config: checks } = resourcesOf(WATCHED);
  expect(Object.keys(checks ?? {})).toHaveLength(2);
  expect(textOf(WATCHED)).toHaveResourceWithProperties(MonitoringUptimeCheckConfig, {
    period: '60s',
    timeout: '10s',
    http_check: {
      use_ssl: true,
      validate_ssl: true,
      port: 443,
      path: '/',
      accepted_response_status_codes: [{ status_value: 415 }],
    },
    monitored_resource: { type: 'uptime_url', labels: { project_id: 'my-project', host: 'one.example.com' } },
  });
});

test('the checkers are let in beside those who may call', () => {
  const guarded: Environment = {
    ...WATCHED,
    loadBalancer: { name: 'milvus', securityPolicy: { allow: ['203.0.113.0/24'] } },
    monitoring: { uptimeCheck: { checkerRanges: ['192.0.2.1/32', '203.0.113.0/24'] } },
  };
  const { google_compute_security_policy: policies } = resourcesOf(guarded);
  expect(JSON.stringify(policies)).toContain('"src_ip_ranges":["203.0.113.0/24","192.0.2.1/32"]');
});

test('the dashboard has a heading and three charts in a line for each release, and places of 0 nowhere', () => {
  const { google_monitoring_dashboard: dashboards } = resourcesOf(WATCHED);
  const [text] = Object.values(dashboards ?? {}).map(({ dashboard_json }) => String(dashboard_json));
  expect(textOf(WATCHED)).toHaveResource(MonitoringDashboard);
  // As Terraform reads it.
  const { mosaicLayout } = JSON.parse(text!.replaceAll('$${', '${')) as {
    mosaicLayout: {
      tiles: { xPos?: number; yPos?: number; width: number; height: number; widget: { title: string } }[];
    };
  };
  const lines = mosaicLayout.tiles.map(
    ({ xPos = 0, yPos = 0, width, height, widget }) => `${yPos} ${xPos} ${width}x${height} ${widget.title}`,
  );
  expect(lines.join('\n')).toMatchInlineSnapshot(`
   0 0 48x4 one, one.example.com
   4 0 16x14 Is it up?
   4 16 16x14 Is it slow?
   4 32 16x14 Who is refused?
   18 0 16x14 What does the load balancer say?
   18 16 16x14 Pods and memory
   18 32 16x14 Certificate days left
   32 0 48x4 two, two.example.com
   36 0 16x14 Is it up?
   36 16 16x14 Is it slow?
   36 32 16x14 Who is refused?
   50 0 16x14 What does the load balancer say?
   50 16 16x14 Pods and memory
   50 32 16x14 Certificate days left
   64 0 48x4 All of milvus
   68 0 48x14 Every request, by backend and status
  `);
  expect(text).not.toMatch(/"[xy]Pos": 0/);
  expect(text).not.toMatch(/[^$]\$\{/);
});

describe('refused', () => {
  const complaintOf = (make: (scope: TerraformStack) => unknown): string => {
    try {
      make(new TerraformStack(appOfNoFiles(), 'prod'));
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  const policy: AlertPolicyProps = {
    displayName: 'a',
    query: 'up == 0',
    durationSec: 60,
    severity: 'WARNING',
    documentation: 'b',
    notificationChannels: [],
  };

  test.each<[string, Partial<AlertPolicyProps>]>([
    ['durationSec: must be a multiple of 30, 0 to 86400, got 45', { durationSec: 45 }],
    ['durationSec: must be a multiple of 30, 0 to 86400, got 86430', { durationSec: 86_430 }],
    ['query: must not be empty', { query: ' ' }],
    ['documentation: must be at most 8192 characters, has 8193', { documentation: 'a'.repeat(8193) }],
    [
      'notificationChannels: must be at most 16 channels, got 17',
      { notificationChannels: Array.from({ length: 17 }, () => CHANNEL) },
    ],
  ])('%s', (complaint, more) => {
    expect(complaintOf((scope) => new AlertPolicy(scope, 'mine', { ...policy, ...more }))).toContain(complaint);
  });

  test('an address and a host that are none', () => {
    expect(complaintOf((scope) => new EmailChannel(scope, 'mine', { displayName: 'a', email: 'oncall' }))).toContain(
      'email: must be an e-mail address, got "oncall"',
    );
    const check = (host: string) =>
      complaintOf((scope) => new UptimeCheck(scope, 'mine', { displayName: 'a', project: 'my-project', host }));
    expect(check('*.example.com')).toContain('host: must not be a wildcard, got "*.example.com"');
    expect(check('10.0.0.1')).toContain('host: must be a DNS name');
    expect(check('one.example.com')).toBe('');
  });
});
