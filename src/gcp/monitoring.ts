import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { Alert } from '../monitoring/alert';
import { alertsOf } from '../monitoring/alerts';
import { documentationOf } from '../monitoring/documentation';
import { sectionsOf } from '../monitoring/panels';
import type { MemoryLimits } from '../topology/monitoring';
import type { Topology } from '../topology/topology';
import { AlertPolicy, type AlertPolicyProps } from './alert-policy';
import { Dashboard } from './dashboard';
import { EmailChannel } from './notification-channel';
import { UptimeCheck } from './uptime-check';

export interface MonitoringProps {
  readonly topology: Topology;
  /** What the Helm values allow the pods of each release. */
  readonly memoryLimits: MemoryLimits;
  readonly dependsOn: ITerraformDependable[];
}

/** Alert policies, channels, dashboard and uptime checks of one environment, as far as it asks for them. */
export class Monitoring extends Construct {
  readonly channels: readonly EmailChannel[];
  readonly alertPolicies: readonly AlertPolicy[];
  readonly dashboard?: Dashboard;
  readonly uptimeChecks: readonly UptimeCheck[];

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { topology, memoryLimits, dependsOn } = props;
    const { monitoring, terraform, environment } = topology;
    const common = { userLabels: { environment, ...terraform.labels }, dependsOn };
    const channels: EmailChannel[] = [];
    const names = (monitoring.alerts?.channels ?? []).map((channel) => {
      if (channel.kind === 'existing') return channel.path;
      const { email } = channel;
      const made = new EmailChannel(this, email, { displayName: `${environment}: ${email}`, email, ...common });
      channels.push(made);
      return made.resource.name;
    });
    this.channels = channels;
    this.alertPolicies = alertsOf(topology, memoryLimits).map(
      (alert) =>
        new AlertPolicy(this, alert.id, { ...policyOf(alert, topology), notificationChannels: names, ...common }),
    );
    const sections = sectionsOf(topology);
    if (sections.length > 0) {
      this.dashboard = new Dashboard(this, 'dashboard', { displayName: `Milvus, ${environment}`, sections, dependsOn });
    }
    this.uptimeChecks = monitoring.uptimeCheck ? this.addUptimeChecks(topology, common) : [];
  }

  private addUptimeChecks(
    { releases, project, environment }: Topology,
    common: { readonly userLabels: Readonly<Record<string, string>>; readonly dependsOn: ITerraformDependable[] },
  ): UptimeCheck[] {
    return releases.map(
      ({ clientHost: host }) =>
        new UptimeCheck(this, `uptime-${host}`, { displayName: `${environment}: ${host}`, project, host, ...common }),
    );
  }
}

function policyOf(alert: Alert, topology: Topology): Omit<AlertPolicyProps, 'notificationChannels'> {
  const { title, expr, forSec, severity } = alert;
  return {
    displayName: `${topology.environment}: ${title}`,
    query: expr,
    durationSec: forSec,
    severity,
    documentation: documentationOf(alert, topology),
  };
}
