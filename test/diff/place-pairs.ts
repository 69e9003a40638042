import type { Files } from '../../src/diff/dist';
import type { Case } from './pairs';
import { withValues } from './release-pairs';

const user = (text: string) => withValues('', { user: text });
const pulsar = (more: string) =>
  withValues(`externalPulsar: { enabled: true, host: one${more} }\npulsarv3: { enabled: false }\n`);
const kafka = (brokers: string) => user(`mq: { type: kafka }\nkafka: { brokerList: ${brokers} }\n`);

/** Data that is looked for in another place, or on smaller disks, though no switch changes. */
export const PLACES: readonly Case[] = [
  [
    'MinIO off, and nothing instead',
    withValues(''),
    withValues('minio: { enabled: false }\n'),
    ['object-storage-moves'],
  ],
  ['MinIO in another mode', withValues(''), withValues('minio: { mode: standalone }\n'), ['object-storage-moves']],
  ['the path below the root path in etcd', user(''), user('etcd: { metaSubPath: other }\n'), ['metadata-moves']],
  ['brokers in user.yaml', kafka('one:9092'), kafka('two:9092'), ['message-queue-changes']],
  ['the tenant of an external Pulsar', pulsar(''), pulsar(', tenant: search'), ['message-queue-changes']],
  ['the namespace in user.yaml', user(''), user('pulsar: { namespace: other }\n'), ['message-queue-changes']],
  [
    'an external Pulsar that user.yaml names too',
    withValues('externalPulsar: { enabled: true, host: one }\n', { user: 'mq: { type: pulsar }\n' }),
    withValues('externalPulsar: { enabled: true, host: two }\n', { user: 'mq: { type: pulsar }\n' }),
    ['message-queue-changes'],
  ],
  [
    'a volume smaller than the chart’s own',
    withValues(''),
    withValues('minio: { persistence: { size: 50Gi } }\n'),
    ['volumes-change'],
  ],
  [
    'back to the chart’s own volume',
    withValues('etcd: { persistence: { size: 20Gi } }\n'),
    withValues(''),
    ['volumes-change'],
  ],
  ['one storage class for all', withValues(''), withValues('global: { storageClass: fast }\n'), ['volumes-change']],
  ['members of MinIO', withValues(''), withValues('minio: { replicas: 2 }\n'), ['quorum-shrinks']],
];

/** The same fields, and nothing moves. */
export const HARMLESS_PLACES: readonly (readonly [what: string, before: Files, after: Files])[] = [
  ['MinIO’s own mode', withValues(''), withValues('minio: { mode: distributed }\n')],
  ['paths in etcd as they are anyway', user(''), user('etcd: { metaSubPath: meta, kvSubPath: kv }\n')],
  ['the prefix of topics as it is anyway', user(''), user('msgChannel: { chanNamePrefix: { cluster: by-dev } }\n')],
  ['the queue that there is, in user.yaml', user(''), user('mq: { type: pulsar }\n')],
  ['brokers of a queue that is not used', user(''), user('kafka: { brokerList: two:9092 }\n')],
  ['Pulsar’s tenant as it is anyway', pulsar(''), pulsar(', tenant: public, namespace: default')],
  ['the chart’s own size', withValues(''), withValues('minio: { persistence: { size: 500Gi } }\n')],
  [
    'volumes and members of a MinIO that is off',
    withValues('minio: { enabled: false }\n'),
    withValues('minio: { enabled: false, replicas: 1, persistence: { size: 1Gi } }\n'),
  ],
];
