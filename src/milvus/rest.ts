/** Where REST is unless somebody says otherwise: a port that nothing in a Milvus pod takes, the path of the second version. */
export const REST = {
  portName: 'rest',
  port: 8080,
  path: '/v2/vectordb',
  /** What a process without root may listen on. */
  ports: { min: 1024, max: 65_535 },
} as const;

/**
 * What else Milvus listens on. A standalone pod has all of it.
 *
 * @see https://github.com/milvus-io/milvus/blob/master/configs/milvus.yaml
 */
export const TAKEN_PORTS: Readonly<Record<number, string>> = {
  2379: 'the embedded etcd',
  2380: 'the embedded etcd',
  9091: 'health and metrics',
  13333: 'the data coordinator',
  19529: 'calls between Milvus components',
  19530: 'gRPC',
  19531: 'the query coordinator',
  21121: 'the index node',
  21123: 'the query node',
  21124: 'the data node',
  22222: 'the streaming node',
  31000: 'the index coordinator',
  53100: 'the root coordinator',
};

/** Whether REST may have a port for itself. */
export function isFreeForRest(port: number): boolean {
  return port >= REST.ports.min && port <= REST.ports.max && !(port in TAKEN_PORTS);
}

/** A call that any user may make and that changes nothing. */
export interface RestCall {
  readonly path: string;
  /** JSON for a POST; left out, it is a GET. */
  readonly body?: string;
}

/** Lists the collections, in each version of the API. */
const LIST_CALLS: readonly RestCall[] = [
  { path: '/v2/vectordb/collections/list', body: '{}' },
  { path: '/v1/vector/collections' },
];

/** The call that lists the collections, where it lies below the path; the load balancer compares whole segments. */
export function listCallBelow(path: string): RestCall | undefined {
  return LIST_CALLS.find((call) => `${call.path}/`.startsWith(`${path}/`));
}
