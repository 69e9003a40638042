import { MonitoringAlertPolicy } from '@cdktf/provider-google/lib/monitoring-alert-policy';
import { Construct } from 'constructs';
import { type Fault, refuse } from '../errors';
import { ALERT_POLICY } from '../gke/monitoring';
import { literal } from './literal';
import type { OrderedProps } from './ordered';

export interface AlertPolicyProps extends OrderedProps {
  /** What people see it called. */
  readonly displayName: string;
  /** The condition, in PromQL: it holds where the query has a result. */
  readonly query: string;
  /** How long it must have held, in seconds: a multiple of 30, at most 86,400. */
  readonly durationSec: number;
  readonly severity: 'CRITICAL' | 'ERROR' | 'WARNING';
  /** What a message says of it, in Markdown. */
  readonly documentation: string;
  /** Who is told: paths of notification channels, at most 16; none, and nobody is. */
  readonly notificationChannels: readonly string[];
  /** @default - none */
  readonly userLabels?: Readonly<Record<string, string>>;
}

/**
 * A condition in PromQL, and who is told when it holds. Cloud Monitoring takes one such condition a policy.
 *
 * @throws InvalidProps with all faults: neither `terraform validate` nor `plan` finds them
 * @see https://cloud.google.com/monitoring/promql/promql-in-alerting
 */
export class AlertPolicy extends Construct {
  readonly resource: MonitoringAlertPolicy;

  constructor(scope: Construct, id: string, props: AlertPolicyProps) {
    super(scope, id);
    const { displayName, query, durationSec, severity, documentation, notificationChannels } = props;
    const { userLabels, dependsOn } = props;
    refuse(this, faultsOf(props));
    this.resource = new MonitoringAlertPolicy(this, 'policy', {
      displayName: literal(displayName),
      combiner: 'OR',
      severity,
      conditions: [
        {
          displayName: literal(displayName),
          conditionPrometheusQueryLanguage: {
            query: literal(query),
            duration: `${durationSec}s`,
            evaluationInterval: `${EVALUATION_SEC}s`,
            // Google refuses a name that it has never seen a value of: before the first scrape that is all of them.
            disableMetricValidation: true,
          },
        },
      ],
      alertStrategy: { autoClose: `${AUTO_CLOSE_SEC}s` },
      documentation: { content: literal(documentation), mimeType: 'text/markdown' },
      ...(notificationChannels.length > 0 && { notificationChannels: [...notificationChannels] }),
      ...(userLabels && { userLabels: { ...userLabels } }),
      ...(dependsOn && { dependsOn }),
    });
  }
}

const EVALUATION_SEC = 60;
/** After so long without data an incident is over. */
const AUTO_CLOSE_SEC = 3600;

function faultsOf({ query, durationSec, documentation, notificationChannels }: AlertPolicyProps): Fault[] {
  const { stepSec, durationMaxSec, channelsMax, documentationMax } = ALERT_POLICY;
  const faults: Fault[] = [];
  if (query.trim() === '') faults.push({ path: 'query', message: 'must not be empty' });
  if (durationSec % stepSec !== 0 || durationSec < 0 || durationSec > durationMaxSec) {
    faults.push({
      path: 'durationSec',
      message: `must be a multiple of ${stepSec}, 0 to ${durationMaxSec}, got ${durationSec}`,
    });
  }
  if (documentation.length > documentationMax) {
    faults.push({
      path: 'documentation',
      message: `must be at most ${documentationMax} characters, has ${documentation.length}`,
    });
  }
  if (notificationChannels.length > channelsMax) {
    faults.push({
      path: 'notificationChannels',
      message: `must be at most ${channelsMax} channels, got ${notificationChannels.length}`,
    });
  }
  return faults;
}
