import type { Problem } from './problems';
import type { CompleteEnvironment } from './schema';

/** What would not be watched, though it looks so. */
export function monitoringNotes(environment: CompleteEnvironment): Problem[] {
  return [unreadNotes, scopeNotes, channelNotes, certificateNotes, policyNotes].flatMap((notes) => notes(environment));
}

/** As `alerts: {}` asks for all of them, it looks as if it did something. */
export function emptyMonitoringNotes(written: unknown): Problem[] {
  const { monitoring } = written as { readonly monitoring?: object };
  if (monitoring === undefined || Object.keys(monitoring).length > 0) return [];
  return [
    {
      path: ['monitoring'],
      message: 'asks for nothing, and nothing is watched',
      cure: 'name what you want of podMonitoring: true, alerts: {}, dashboard: true and uptimeCheck: true, or take it out',
    },
  ];
}

function unreadNotes({ monitoring }: CompleteEnvironment): Problem[] {
  const { podMonitoring, alerts, dashboard } = monitoring;
  if (podMonitoring || (!alerts && !dashboard)) return [];
  return [
    {
      path: ['monitoring', alerts ? 'alerts' : 'dashboard'],
      message: 'reads metrics of Milvus that nothing of ours collects: its alert that there are none fires',
      cure: 'write podMonitoring: true, or give the metrics of your own collection the labels that docs/monitoring.md names',
    },
  ];
}

/** Metrics are kept by the project of their cluster. */
function scopeNotes({ monitoring: { alerts, dashboard }, gcp, project }: CompleteEnvironment): Problem[] {
  const owner = gcp.cluster?.existing?.project ?? project;
  if (owner === project || (!alerts && !dashboard)) return [];
  return [
    {
      path: ['monitoring', alerts ? 'alerts' : 'dashboard'],
      message: `see the metrics of the cluster only where the metrics scope of ${project} has the project ${owner} in it`,
      cure: 'add it there: Google Cloud console, Monitoring, Settings, Metric Scope',
    },
  ];
}

function channelNotes({ monitoring: { alerts } }: CompleteEnvironment): Problem[] {
  if (alerts === undefined || alerts.notificationChannels !== undefined) return [];
  return [
    {
      path: ['monitoring', 'alerts'],
      message: 'tells nobody: incidents are opened in Cloud Monitoring, and no channel is named',
      cure: 'write notificationChannels: [projects/…/notificationChannels/…], or { email: … }',
    },
  ];
}

function certificateNotes({
  monitoring: { alerts, uptimeCheck },
  loadBalancer,
  certificate,
}: CompleteEnvironment): Problem[] {
  if (alerts === undefined || uptimeCheck !== false) return [];
  if (loadBalancer.scheme !== 'internal') {
    return [
      {
        path: ['monitoring', 'alerts'],
        message: 'learns of certificates that end from an uptime check, and there is none',
        cure: 'write uptimeCheck: true',
      },
    ];
  }
  if (typeof certificate === 'object' && 'issuer' in certificate && certificate.issuer !== undefined) return [];
  return [
    {
      path: ['monitoring', 'alerts'],
      message:
        'does not learn when the certificate of an internal load balancer ends: Google calls no host inside a network',
      cure: 'let cert-manager issue it, certificate: { type: self-managed, issuer: … }, or note the day that milvus-l7 verify prints',
    },
  ];
}

/** What stands in a policy of somebody else's is not known here. */
function policyNotes({
  monitoring: { uptimeCheck },
  loadBalancer: { securityPolicy },
}: CompleteEnvironment): Problem[] {
  if (uptimeCheck === false || typeof securityPolicy !== 'object' || !('name' in securityPolicy)) return [];
  return [
    {
      path: ['monitoring', 'uptimeCheck'],
      message: `fails unless the policy ${securityPolicy.name} lets Google's checkers in`,
      cure: 'gcloud monitoring uptime list-ips prints their addresses',
    },
  ];
}
