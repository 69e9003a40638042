/** The name of the container port with metrics, of every component; Woodpecker's pods have one of that name too. */
export const METRICS_PORT_NAME = 'metrics';

/** Values of the label `component` on the pods of Milvus itself, and where the chart takes what such a pod may use. */
export const COMPONENTS = [
  { component: 'proxy', resources: ['proxy', 'resources'] },
  { component: 'rootcoord', resources: ['rootCoordinator', 'resources'] },
  { component: 'querycoord', resources: ['queryCoordinator', 'resources'] },
  { component: 'indexcoord', resources: ['indexCoordinator', 'resources'] },
  { component: 'datacoord', resources: ['dataCoordinator', 'resources'] },
  { component: 'mixcoord', resources: ['mixCoordinator', 'resources'] },
  { component: 'querynode', resources: ['queryNode', 'resources'] },
  { component: 'indexnode', resources: ['indexNode', 'resources'] },
  { component: 'datanode', resources: ['dataNode', 'resources'] },
  { component: 'streamingnode', resources: ['streamingNode', 'resources'] },
  { component: 'standalone', resources: ['standalone', 'resources'] },
] as const;

/** Components that a release of the mode has, of whatever version. */
export function componentsOf(mode: 'cluster' | 'standalone'): readonly (typeof COMPONENTS)[number][] {
  return COMPONENTS.filter(({ component }) => (component === 'standalone') === (mode === 'standalone'));
}

/** A metric that Milvus has on port 9091. Later versions add labels: whatever reads it sums by what it names. */
export interface MilvusMetric {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  /** The first version that has it; `2.3` stands for all that were looked at. */
  readonly since: string;
  /** What it tells, and of which labels, for people. */
  readonly tells: string;
}

/**
 * The metrics that alerts and dashboard read, all of the hundreds that are stored. Latencies are in milliseconds.
 *
 * @see https://github.com/milvus-io/milvus/blob/master/pkg/metrics/proxy_metrics.go
 */
export const METRICS = {
  requests: {
    name: 'milvus_proxy_req_count',
    type: 'counter',
    since: '2.3',
    tells: 'calls, by function_name and status; by cause too from 3.0 on',
  },
  searchLatency: {
    name: 'milvus_proxy_sq_latency',
    type: 'histogram',
    since: '2.3',
    tells: 'how long searches and queries took that succeeded, by query_type',
  },
  writeLatency: {
    name: 'milvus_proxy_mutation_latency',
    type: 'histogram',
    since: '2.3',
    tells: 'how long writes took that succeeded, by msg_type',
  },
  queueLatency: {
    name: 'milvus_proxy_req_in_queue_latency',
    type: 'histogram',
    since: '2.3.20',
    tells: 'how long calls waited inside a proxy, by function_name',
  },
  rateLimited: {
    name: 'milvus_proxy_rate_limit_req_count',
    type: 'counter',
    since: '2.3.6',
    tells: "calls that Milvus' own limits looked at, by msg_type; status fail is a refusal",
  },
  memory: {
    name: 'process_resident_memory_bytes',
    type: 'gauge',
    since: '2.3',
    tells: 'memory that a process holds, in bytes',
  },
  buildInfo: {
    name: 'milvus_build_info',
    type: 'gauge',
    // 2.5.0 has it, 2.3.5 has not; in between nobody looked.
    since: '2.5',
    tells: 'the version that runs, as a label',
  },
} as const satisfies Readonly<Record<string, MilvusMetric>>;

/** Anchored at both ends, a regular expression of every series to keep: an idle standalone has 326 kB of others. */
export const KEPT_METRICS = Object.values(METRICS)
  .map(({ name, type }) => (type === 'histogram' ? `${name}_(bucket|sum|count)` : name))
  .join('|');

/** The last finite bucket of every latency, in milliseconds: nothing beyond it can be told apart. */
export const LATENCY_MAX_MS = 131_072;

/**
 * What `status` of the count of calls says of one that failed, and `cause` of one whose caller is to blame.
 *
 * To 2.5 handlers counted total, success, fail and abandon, and refusals by authentication and limits were missing. In
 * 2.6 an interceptor counts total, success, fail, retry and rejected. 2.6.19 splits fail and rejected by whose fault it
 * is: fail_input, fail_system, rejected_user, rejected_system, cancel. 3.0 has fail and rejected again, and a label
 * `cause` of user, system or cancel.
 *
 * @see https://github.com/milvus-io/milvus/pull/43967
 * @see https://github.com/milvus-io/milvus/pull/51493
 */
export const CALL_STATUS = {
  all: 'total',
  failed: ['fail', 'fail_system', 'rejected', 'rejected_system', 'abandon'],
  causesOfCallers: ['user', 'cancel'],
} as const;
