import { CALL_STATUS, METRICS } from '../milvus/metrics';
import type { Alerts, MemoryLimits } from '../topology/monitoring';
import type { Topology } from '../topology/topology';
import type { Alert } from './alert';
import { AN_HOUR, A_DAY, FAST_BURNS, SIX_HOURS, SLOW_BURNS, burning, percentOf } from './burn-rate';
import { numberText } from './promql';
import { milvusSeries } from './scope';

const CALLS = 'What a client shows';

/** What Milvus tells of itself. */
export function milvusAlerts(topology: Topology, alerts: Alerts, limits: MemoryLimits): Alert[] {
  return [
    ...callAlerts(topology, alerts),
    ...latencyAlerts(topology, alerts),
    queueAlert(topology),
    rateLimitAlert(topology),
    silenceAlert(topology),
    ...memoryAlerts(topology, limits),
  ];
}

/** Calls that failed by a fault of the service, in the words of every Milvus from 2.4 to 3.0. */
export function failedCalls(topology: Topology): string {
  const { failed, causesOfCallers } = CALL_STATUS;
  return milvusSeries(METRICS.requests.name, topology, {
    status: failed,
    cause: { matchesNot: causesOfCallers.join('|') },
  });
}

export function allCalls(topology: Topology): string {
  return milvusSeries(METRICS.requests.name, topology, { status: CALL_STATUS.all });
}

function callAlerts(topology: Topology, { availability }: Alerts): Alert[] {
  const requests = { failed: failedCalls(topology), all: allCalls(topology), by: 'job' };
  const whose =
    'Refusals by authentication and limits count from Milvus 2.6 on, mistakes of callers no longer from 2.6.19 on. The load balancer sees none of it: a failed gRPC call is HTTP 200 to it.';
  return [
    {
      id: 'calls-fail-fast',
      title: 'Milvus fails calls',
      expr: burning(requests, availability, FAST_BURNS),
      forSec: 60,
      severity: 'CRITICAL',
      meaning: `More than ${percentOf(AN_HOUR, availability)} of the calls fail for an hour, or more than ${percentOf(SIX_HOURS, availability)} for six: the failures that ${availability} % allows in 30 days would be used up in two days, or five. ${whose}`,
      heading: CALLS,
    },
    {
      id: 'calls-fail-slowly',
      title: 'Milvus fails calls, slowly',
      expr: burning(requests, availability, SLOW_BURNS),
      forSec: 900,
      severity: 'WARNING',
      meaning: `More than ${percentOf(A_DAY, availability)} of the calls fail for a day: the failures that ${availability} % allows in 30 days would be used up in ten days. ${whose}`,
      heading: CALLS,
    },
  ];
}

/** Fewer calls in ten minutes tell nothing of 99 in a hundred. */
const CALLS_MIN = 10;

/** What 99 of 100 calls do not exceed, in milliseconds. */
export function slowest(
  histogram: string,
  topology: Topology,
  labels: Readonly<Record<string, readonly string[]>>,
): string {
  const buckets = milvusSeries(`${histogram}_bucket`, topology, labels);
  return `histogram_quantile(0.99, sum by (job, le) (rate(${buckets}[10m])))`;
}

function slowerThan(
  limitMs: number,
  histogram: string,
  topology: Topology,
  labels: Readonly<Record<string, readonly string[]>>,
): string {
  const count = milvusSeries(`${histogram}_count`, topology, labels);
  return `${slowest(histogram, topology, labels)} > ${limitMs}\nand sum by (job) (increase(${count}[10m])) >= ${CALLS_MIN}`;
}

export const SEARCHES = { query_type: ['search', 'hybrid_search'] } as const;
export const INSERTS = { msg_type: ['insert', 'upsert'] } as const;

const BUCKETS =
  'Milvus counts in buckets that double, and the 99th percentile is a guess within one; failed calls are not in it.';

function latencyAlerts(topology: Topology, { latency }: Alerts): Alert[] {
  const { searchMs, insertMs } = latency;
  return [
    {
      id: 'searches-are-slow',
      title: 'Milvus searches slowly',
      expr: slowerThan(searchMs, METRICS.searchLatency.name, topology, SEARCHES),
      forSec: 600,
      severity: 'WARNING',
      meaning: `One search in a hundred takes longer than ${searchMs} ms, as a proxy sees it, for ten minutes. ${BUCKETS}`,
      heading: CALLS,
    },
    {
      id: 'inserts-are-slow',
      title: 'Milvus inserts slowly',
      expr: slowerThan(insertMs, METRICS.writeLatency.name, topology, INSERTS),
      forSec: 600,
      severity: 'WARNING',
      meaning: `One insert or upsert in a hundred takes longer than ${insertMs} ms, as a proxy sees it, for ten minutes. ${BUCKETS}`,
      heading: CALLS,
    },
  ];
}

/** How long a call may wait inside a proxy, in milliseconds. */
const QUEUE_MAX_MS = 200;

function queueAlert(topology: Topology): Alert {
  return {
    id: 'calls-queue',
    title: 'Calls queue in the proxies',
    expr: slowerThan(QUEUE_MAX_MS, METRICS.queueLatency.name, topology, {}),
    forSec: 600,
    severity: 'WARNING',
    meaning: `One call in a hundred waits longer than ${QUEUE_MAX_MS} ms in a proxy before anybody works on it, for ten minutes: more proxies, or what is behind them, are needed. Milvus counts it from ${METRICS.queueLatency.since} on.`,
    heading: CALLS,
  };
}

export function limitedCalls(topology: Topology): string {
  return milvusSeries(METRICS.rateLimited.name, topology, { status: 'fail' });
}

function rateLimitAlert(topology: Topology): Alert {
  return {
    id: 'calls-are-limited',
    title: 'Milvus limits its callers',
    expr: `sum by (job, msg_type) (rate(${limitedCalls(topology)}[5m])) > 0`,
    forSec: 600,
    severity: 'WARNING',
    meaning:
      "Milvus has refused calls for ten minutes, of the kind that `msg_type` names: by `quotaAndLimits` of its configuration, or to protect itself, as when memory, disk or growing segments reach their limits. Clients see a rate limit, not Cloud Armor's 429.",
    heading: CALLS,
  };
}

/** The proxies that answer the collectors, by release. */
function answeringProxies(topology: Topology): string {
  return `sum by (job) (${milvusSeries('up', topology, { component: PROXIES })})`;
}

const PROXIES = ['proxy', 'standalone'];

function silenceAlert(topology: Topology): Alert {
  const { releases } = topology;
  const absent = releases.map((release) => {
    const component = release.mode === 'standalone' ? 'standalone' : 'proxy';
    return `absent(${milvusSeries('up', topology, { component }, [release])})`;
  });
  return {
    id: 'metrics-are-missing',
    title: 'No metrics of Milvus',
    expr: [...absent, `${answeringProxies(topology)} == 0`].join('\nor '),
    forSec: 300,
    severity: 'CRITICAL',
    meaning:
      'No proxy of the release has answered a collector for five minutes: there is no proxy, it hangs, or nothing collects. While this lasts, every other alert on Milvus is blind. Does the PodMonitoring stand beside the pods, is managed collection on, and does a NetworkPolicy let the collectors in?',
    heading: 'Helm',
  };
}

/** The share of its limit that a process may hold. */
const MEMORY_MAX = 0.85;

function memoryAlerts(topology: Topology, limits: MemoryLimits): Alert[] {
  const lines = topology.releases.flatMap((release) =>
    (limits.get(release.name) ?? []).map(({ component, bytes }) => {
      const memory = milvusSeries(METRICS.memory.name, topology, { component }, [release]);
      return `max by (job, component, pod) (${memory}) > ${numberText(MEMORY_MAX)} * ${bytes}`;
    }),
  );
  if (lines.length === 0) return [];
  return [
    {
      id: 'memory-runs-out',
      title: 'Milvus runs out of memory',
      expr: lines.join('\nor '),
      forSec: 600,
      severity: 'WARNING',
      meaning: `A pod has held more than ${MEMORY_MAX * 100} % of the memory that the Helm values allow it, for ten minutes; at the limit the kernel kills it. Collections that are loaded stay in the memory of query nodes.`,
      heading: CALLS,
    },
  ];
}
