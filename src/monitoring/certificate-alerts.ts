import { CERT_MANAGER_METRICS, UPTIME_METRICS } from '../gke/load-balancer-metrics';
import { issuedSecretsOf } from '../topology/applied-early';
import type { Topology } from '../topology/topology';
import type { Alert } from './alert';
import { series } from './promql';
import { hostsOf } from './scope';

const INGRESS = 'The Ingress';
const DAY_SEC = 86_400;

/** Whether a host answers, and for how long its certificate is valid still. */
export function hostAlerts(topology: Topology): Alert[] {
  return [
    ...(topology.monitoring.uptimeCheck ? [reachAlert(topology)] : []),
    ...(topology.loadBalancer.scheme !== 'internal' ? expiryAlerts(topology) : []),
    ...issuerAlerts(topology),
  ];
}

export function passedChecks(topology: Topology): string {
  return `avg by (host) (avg_over_time(${uptimeSeries(UPTIME_METRICS.passed, topology)}[5m]))`;
}

export function certificateDays(topology: Topology): string {
  return `min by (host) (${uptimeSeries(UPTIME_METRICS.certificateDays, topology)})`;
}

function uptimeSeries(name: string, topology: Topology): string {
  return series(name, {
    monitored_resource: UPTIME_METRICS.monitoredResource,
    project_id: topology.project,
    host: hostsOf(topology),
  });
}

function reachAlert(topology: Topology): Alert {
  return {
    id: 'host-does-not-answer',
    title: 'A host does not answer',
    expr: `${passedChecks(topology)} < 0.5`,
    forSec: 120,
    severity: 'CRITICAL',
    meaning:
      "More than half of Google's checkers got no 415, which is what gRPC answers to a GET: 404 is the default backend, 502 or 503 no backend, 403 a list that they are not on, none at all DNS, the address or TLS.",
    heading: INGRESS,
  };
}

/** Google renews its own about a month before: at 30 days this would be told in every cycle. */
function expiryAlerts(topology: Topology): Alert[] {
  const ends = (days: number, severity: Alert['severity']): Alert => ({
    id: `certificate-ends-in-${days}-days`,
    title: `A certificate ends in ${days} days`,
    expr: `${certificateDays(topology)} < ${days}`,
    forSec: 600,
    severity,
    meaning: `The certificate that the load balancer serves for a host is valid for less than ${days} days. Google renews its own about a month before, so something keeps it from that: DNS leads elsewhere, a CAA record, an AAAA record. One of your own, somebody must bring.`,
    heading: INGRESS,
  });
  return [ends(14, 'WARNING'), ends(7, 'CRITICAL')];
}

/** Of the environment's certificates that cert-manager was asked for. */
export function certificateSeries(
  name: string,
  topology: Topology,
  labels: Readonly<Record<string, string>> = {},
): string {
  return series(name, {
    project_id: topology.cluster?.project ?? topology.project,
    exported_namespace: topology.namespace,
    // Each is called as its Secret is.
    name: issuedSecretsOf(topology),
    ...labels,
  });
}

function issuerAlerts(topology: Topology): Alert[] {
  if (issuedSecretsOf(topology).length === 0) return [];
  const endsAt = certificateSeries(CERT_MANAGER_METRICS.endsAt, topology);
  const ready = certificateSeries(CERT_MANAGER_METRICS.ready, topology, { condition: 'True' });
  return [
    {
      id: 'issuer-does-not-renew',
      title: 'cert-manager does not renew a certificate',
      expr: [`min by (name) (${endsAt}) - time() < ${14 * DAY_SEC}`, `or max by (name) (${ready}) == 0`].join('\n'),
      forSec: 3600,
      severity: 'CRITICAL',
      meaning:
        "A certificate of cert-manager's ends in less than 14 days, or has not been ready for an hour. It renews after two thirds of a certificate's life, a month before the end of one of 90 days. The numbers are those of cert-manager's own controller, which a PodMonitoring in its namespace must have collected.",
      heading: INGRESS,
    },
  ];
}
