import { MonitoringUptimeCheckConfig } from '@cdktf/provider-google/lib/monitoring-uptime-check-config';
import { Construct } from 'constructs';
import { type Fault, quote, refuse } from '../errors';
import { UPTIME_CHECK } from '../gke/monitoring';
import { hostFaults } from '../gke/prop-faults';
import type { OrderedProps } from './ordered';

export interface UptimeCheckProps extends OrderedProps {
  /** What people see it called. */
  readonly displayName: string;
  readonly project: string;
  /** DNS name that clients use, no wildcard. */
  readonly host: string;
  /** @default - none */
  readonly userLabels?: Readonly<Record<string, string>>;
}

/**
 * Has Google call a host over HTTPS every minute, from six places of the world. Milvus answers a GET with 415, and nothing
 * else is health: 404 is the load balancer's default backend, 502 broken TLS behind it.
 *
 * @throws InvalidProps when the host is none that can be called
 * @see https://cloud.google.com/monitoring/uptime-checks
 */
export class UptimeCheck extends Construct {
  readonly resource: MonitoringUptimeCheckConfig;

  constructor(scope: Construct, id: string, props: UptimeCheckProps) {
    super(scope, id);
    const { displayName, project, host, userLabels, dependsOn } = props;
    const { healthyStatus, periodSec, timeoutSec } = UPTIME_CHECK;
    refuse(this, faultsOf(host));
    this.resource = new MonitoringUptimeCheckConfig(this, 'check', {
      displayName,
      period: `${periodSec}s`,
      timeout: `${timeoutSec}s`,
      httpCheck: {
        useSsl: true,
        validateSsl: true,
        port: 443,
        path: '/',
        acceptedResponseStatusCodes: [{ statusValue: healthyStatus }],
      },
      monitoredResource: { type: 'uptime_url', labels: { project_id: project, host } },
      ...(userLabels && { userLabels: { ...userLabels } }),
      ...(dependsOn && { dependsOn }),
    });
  }
}

function faultsOf(host: string): Fault[] {
  if (host.startsWith('*.')) {
    return [{ path: 'host', message: `must not be a wildcard, got ${quote(host)}`, cure: 'name one host under it' }];
  }
  return hostFaults('host', host);
}
