import { PULSAR_V3_SINCE, compareVersions } from './chart';

/**
 * Values of the chart that say where a Milvus keeps its data. `user.yaml` comes over them.
 *
 * @see https://github.com/zilliztech/milvus-helm/blob/master/charts/milvus/values.yaml
 */
export const OBJECT_STORAGE = {
  external: { enabled: ['externalS3', 'enabled'], address: ['externalS3', 'host'] },
  own: { enabled: ['minio', 'enabled'], mode: ['minio', 'mode'], modeDefault: 'distributed' },
  bucket: { external: ['externalS3', 'bucketName'], own: ['minio', 'bucketName'], ownDefault: 'milvus-bucket' },
  rootPath: { external: ['externalS3', 'rootPath'], own: ['minio', 'rootPath'], ownDefault: 'file' },
  userYaml: { address: ['minio', 'address'], bucket: ['minio', 'bucketName'], rootPath: ['minio', 'rootPath'] },
} as const;

/** etcd holds what collections there are, and where their pieces lie. */
export const METADATA = {
  externalEnabled: ['externalEtcd', 'enabled'],
  externalEndpoints: ['externalEtcd', 'endpoints'],
  /** In the values, and in `user.yaml`. */
  rootPath: ['etcd', 'rootPath'],
  rootPathDefault: 'by-dev',
  userYamlEndpoints: ['etcd', 'endpoints'],
  /** In `user.yaml`: what lies below the root path. */
  subPaths: [
    { path: ['etcd', 'metaSubPath'], default: 'meta' },
    { path: ['etcd', 'kvSubPath'], default: 'kv' },
  ],
} as const;

/** What may carry what is written and not yet stored: each with the value that switches it on, and where it is. */
export const QUEUES = [
  { name: 'an external Pulsar', enabled: ['externalPulsar', 'enabled'], hosts: ['externalPulsar', 'host'] },
  { name: 'an external Kafka', enabled: ['externalKafka', 'enabled'], hosts: ['externalKafka', 'brokerList'] },
  { name: 'Kafka', enabled: ['kafka', 'enabled'] },
  { name: 'Woodpecker', enabled: ['woodpecker', 'enabled'] },
  { name: 'NATS', enabled: ['natsmq', 'enabled'] },
] as const;

/** The queue of a standalone, and what `user.yaml` says of either. */
export const QUEUE_VALUES = {
  standalone: ['standalone', 'messageQueue'],
  pulsar: ['pulsar', 'enabled'],
  pulsarV3: ['pulsarv3', 'enabled'],
  userYaml: ['mq', 'type'],
  /** In `user.yaml`: other names are other topics. */
  topicPrefix: ['msgChannel', 'chanNamePrefix', 'cluster'],
  topicPrefixDefault: 'by-dev',
} as const;

/** Where in a queue the messages are: of which queue, in the values or in `user.yaml`, and what is meant where nothing is said. */
export const QUEUE_PLACES = [
  { queue: 'pulsar', values: undefined, userYaml: ['pulsar', 'address'], default: undefined },
  { queue: 'pulsar', values: ['externalPulsar', 'tenant'], userYaml: ['pulsar', 'tenant'], default: 'public' },
  { queue: 'pulsar', values: ['externalPulsar', 'namespace'], userYaml: ['pulsar', 'namespace'], default: 'default' },
  { queue: 'kafka', values: undefined, userYaml: ['kafka', 'brokerList'], default: undefined },
  { queue: 'woodpecker', values: undefined, userYaml: ['woodpecker', 'storage', 'type'], default: 'minio' },
  { queue: 'woodpecker', values: undefined, userYaml: ['woodpecker', 'meta', 'prefix'], default: 'woodpecker' },
] as const;

/** A standalone that is told nothing: the default changed with this chart. */
export const STANDALONE_QUEUE = { since: '5.0.0', name: 'woodpecker', before: 'rocksmq' } as const;

/** The chart's own Pulsar, which cluster mode uses unless it is told otherwise. */
export function ownPulsarOf(chart: string | undefined): 'pulsar' | 'pulsarv3' {
  return chart !== undefined && compareVersions(chart, PULSAR_V3_SINCE) < 0 ? 'pulsar' : 'pulsarv3';
}

/** Parts that hold data by majority, and how many each has where the values say nothing. */
export const QUORUMS = [
  { name: 'etcd', path: ['etcd', 'replicaCount'], default: 3 },
  { name: 'Kafka', path: ['kafka', 'replicaCount'], default: 3 },
  { name: "Kafka's ZooKeeper", path: ['kafka', 'zookeeper', 'replicaCount'], default: 3 },
  ...(['pulsar', 'pulsarv3'] as const).flatMap((chart) => [
    { name: "Pulsar's BookKeeper", path: [chart, 'bookkeeper', 'replicaCount'], default: 3 },
    { name: "Pulsar's ZooKeeper", path: [chart, 'zookeeper', 'replicaCount'], default: 3 },
  ]),
  { name: 'Woodpecker', path: ['woodpecker', 'replicaCount'], default: 4 },
  { name: 'MinIO', path: ['minio', 'replicas'], default: 4 },
] as const;

/** Settings in `user.yaml` that make Milvus write what an older one cannot read; what says nothing means off. */
export const FORMAT_SETTINGS = [
  { path: ['common', 'storage', 'useLoonFFI'], off: ['false', '0', ''] },
  { path: ['dataCoord', 'targetVecIndexVersion'], off: ['-1', ''] },
  { path: ['dataCoord', 'targetScalarIndexVersion'], off: ['-1', ''] },
] as const;

/** Sections of the values whose volumes the chart makes unless it is told not to. */
export const PERSISTENT = ['etcd', 'minio', 'kafka', 'pulsar', 'pulsarv3', 'standalone', 'woodpecker'] as const;

/** Sizes of the chart's volumes where the values say nothing, by the path of the value. */
export const VOLUME_SIZES: ReadonlyMap<string, string> = new Map([
  ['etcd.persistence.size', '10Gi'],
  ['minio.persistence.size', '500Gi'],
  ['standalone.persistence.persistentVolumeClaim.size', '50Gi'],
  ['pulsarv3.zookeeper.volumes.data.size', '20Gi'],
  ...(['pulsar', 'pulsarv3'] as const).flatMap((chart): [string, string][] => [
    [`${chart}.bookkeeper.volumes.journal.size`, '100Gi'],
    [`${chart}.bookkeeper.volumes.ledgers.size`, '200Gi'],
  ]),
]);
