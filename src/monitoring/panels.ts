import { ARMOR_CODES, CERT_MANAGER_METRICS } from '../gke/load-balancer-metrics';
import { METRICS } from '../milvus/metrics';
import { issuedSecretsOf } from '../topology/applied-early';
import type { Release, Topology } from '../topology/topology';
import type { Line, Panel, Section } from './alert';
import { certificateDays, certificateSeries, passedChecks } from './certificate-alerts';
import { INSERTS, SEARCHES, allCalls, failedCalls, limitedCalls, slowest } from './milvus-alerts';
import { backendsOf, milvusSeries, requestSeries } from './scope';

/**
 * The dashboard, from the top down: a row per release, then what they share. None where the environment asks for no
 * dashboard.
 */
export function sectionsOf(topology: Topology): Section[] {
  if (!topology.monitoring.dashboard) return [];
  return [
    ...topology.releases.map((release) => ({
      title: `${release.name}, ${release.clientHost}`,
      panels: panelsOf({ ...topology, releases: [release] }, release),
    })),
    { title: `All of ${topology.loadBalancer.name}`, panels: [sharedPanel(topology)] },
  ];
}

/** @param alone - the topology of the release alone */
function panelsOf(alone: Topology, release: Release): Panel[] {
  return [
    upPanel(alone),
    slowPanel(alone),
    refusedPanel(alone, release),
    loadBalancerPanel(alone, release),
    podPanel(alone),
    ...certificatePanels(alone),
  ];
}

function upPanel(topology: Topology): Panel {
  const { alerts, uptimeCheck } = topology.monitoring;
  const failed = `sum(rate(${failedCalls(topology)}[5m]))`;
  const all = `sum(rate(${allCalls(topology)}[5m]))`;
  const succeed = `100 * (1 - (${failed} or 0 * ${all}) / ${all})`;
  return {
    title: 'Is it up?',
    answers: `How many of 100 calls do not fail by a fault of Milvus${uptimeCheck ? ", and how many of 100 of Google's checkers get an answer" : ''}. No line for calls: nobody calls, or no metric arrives.`,
    lines: [
      { expr: succeed, legend: 'calls' },
      ...(uptimeCheck ? [{ expr: `100 * ${passedChecks(topology)}`, legend: 'checkers' }] : []),
    ],
    unit: '%',
    ...(alerts && { threshold: alerts.availability }),
  };
}

function slowPanel(topology: Topology): Panel {
  const { alerts } = topology.monitoring;
  return {
    title: 'Is it slow?',
    answers:
      'What 99 of 100 searches, inserts and waits in a queue do not exceed, as a proxy sees them. The way to the client is not in it.',
    lines: [
      { expr: slowest(METRICS.searchLatency.name, topology, SEARCHES), legend: 'search' },
      { expr: slowest(METRICS.writeLatency.name, topology, INSERTS), legend: 'insert' },
      { expr: slowest(METRICS.queueLatency.name, topology, {}), legend: 'queue' },
    ],
    unit: 'ms',
    ...(alerts && { threshold: alerts.latency.searchMs }),
  };
}

function refusedPanel(topology: Topology, release: Release): Panel {
  const rejected = milvusSeries(METRICS.requests.name, topology, { status: { matches: 'rejected.*' } });
  const armor = requestSeries(topology, {
    response_code: ARMOR_CODES,
    backend_target_name: backendsOf(topology, release),
  });
  return {
    title: 'Who is refused?',
    answers:
      'Calls a second that Milvus turns away, by its limits and for want of a right, and requests that Cloud Armor answers with 403 or 429.',
    lines: [
      { expr: `sum by (msg_type) (rate(${limitedCalls(topology)}[5m]))`, legend: 'limited ${labels.msg_type}' },
      {
        expr: `sum by (function_name) (rate(${rejected}[5m]))`,
        legend: 'rejected ${labels.function_name}',
      },
      { expr: `sum by (response_code) (rate(${armor}[5m]))`, legend: 'Cloud Armor ${labels.response_code}' },
    ],
    unit: '1/s',
  };
}

function loadBalancerPanel(topology: Topology, release: Release): Panel {
  const requests = requestSeries(topology, { backend_target_name: backendsOf(topology, release) });
  return {
    title: 'What does the load balancer say?',
    answers:
      'Requests a second to the backends of the release, by HTTP status. A gRPC call that failed is a 200 here; 502, 503 and 504 never came from Milvus.',
    lines: [{ expr: `sum by (response_code) (rate(${requests}[5m]))`, legend: '${labels.response_code}' }],
    unit: '1/s',
  };
}

function podPanel(topology: Topology): Panel {
  const memory = milvusSeries(METRICS.memory.name, topology);
  const build = milvusSeries(METRICS.buildInfo.name, topology);
  return {
    title: 'Pods and memory',
    answers:
      'Memory of each pod, and on the right how many pods answer the collectors, by component, and run a version: two versions are an upgrade under way.',
    lines: [
      { expr: `max by (component, pod) (${memory})`, legend: '${labels.pod}' },
      {
        expr: `sum by (component) (${milvusSeries('up', topology)})`,
        legend: '${labels.component}',
        rightUnit: 'pods',
      },
      { expr: `count by (version) (${build})`, legend: '${labels.version}', rightUnit: 'pods' },
    ],
    unit: 'By',
  };
}

function certificatePanels(topology: Topology): Panel[] {
  const { loadBalancer } = topology;
  const issued = issuedSecretsOf(topology);
  const endsAt = certificateSeries(CERT_MANAGER_METRICS.endsAt, topology);
  const lines: Line[] = [
    ...(loadBalancer.scheme !== 'internal' ? [{ expr: certificateDays(topology), legend: '${labels.host}' }] : []),
    ...(issued.length > 0 ? [{ expr: `(min by (name) (${endsAt}) - time()) / 86400`, legend: '${labels.name}' }] : []),
  ];
  if (lines.length === 0) return [];
  return [
    {
      title: 'Certificate days left',
      answers:
        "For how long the certificate that clients see is valid, as Google's checkers read it, and those of cert-manager, as its controller tells. It falls by one a day and jumps back when it is renewed, a month before the end.",
      lines,
      unit: 'd',
      threshold: 14,
    },
  ];
}

function sharedPanel(topology: Topology): Panel {
  return {
    title: 'Every request, by backend and status',
    answers:
      'Requests a second to the whole load balancer. What has no backend of a release went to the default backend: 404, a host or path that no release has.',
    lines: [
      {
        expr: `sum by (backend_target_name, response_code) (rate(${requestSeries(topology)}[5m]))`,
        legend: '${labels.backend_target_name} ${labels.response_code}',
      },
    ],
    unit: '1/s',
  };
}
