import type { Files } from '../../src/diff/dist';
import { BASE, HELM, prod, release } from './pairs';
import type { Case } from './pairs';

/** Values of one's own beside those that are written; `user` goes into user.yaml. */
export function withValues(more: string, { user = '', chart = '5.0.19', base = BASE } = {}): Files {
  const files = prod(base);
  const own = 'queryNode:\n  replicas: 2\n';
  const text = (files.get(HELM) ?? '').replace('chart=milvus-5.0.19', `chart=milvus-${chart}`);
  const indented = user.replaceAll(/^(?=.)/gm, '    ');
  return new Map([...files, [HELM, `${text}${indented}${own}${more}`]]);
}

const image = (tag: string, chart = '5.0.19') => withValues(`image: { all: { tag: ${tag} } }\n`, { chart });
const s3 = (settings: string) => withValues(`externalS3: { enabled: true, ${settings} }\nminio: { enabled: false }\n`);
const user = (text: string) => withValues('', { user: text });
const standalone = (more: string, chart = '5.0.19') =>
  withValues(more, { chart, base: release('    mode: standalone\n') });

const STORE = 'host: storage.googleapis.com, bucketName: one, rootPath: files';

/** What loses data: what values say. */
export const DATA: readonly Case[] = [
  ['another bucket', s3(STORE), s3(STORE.replace('one', 'two')), ['object-storage-moves']],
  ['another root path', s3(STORE), s3(STORE.replace('files', 'other')), ['object-storage-moves']],
  ['another host', s3(STORE), s3(STORE.replace('storage.googleapis.com', 's3.example.com')), ['object-storage-moves']],
  ['an external bucket in place of the chart', withValues(''), s3(STORE), ['object-storage-moves']],
  ['the bucket of MinIO', withValues(''), withValues('minio: { bucketName: other }\n'), ['object-storage-moves']],
  ['the bucket in user.yaml', user(''), user('minio: { bucketName: other }\n'), ['object-storage-moves']],
  [
    'another etcd',
    withValues('externalEtcd: { enabled: true, endpoints: [etcd-0:2379] }\n'),
    withValues('externalEtcd: { enabled: true, endpoints: [other:2379] }\n'),
    ['metadata-moves'],
  ],
  [
    'an etcd of one’s own',
    withValues(''),
    withValues('externalEtcd: { enabled: true, endpoints: [etcd-0:2379] }\n'),
    ['metadata-moves'],
  ],
  ['the root path in etcd', user(''), user('etcd: { rootPath: other }\n'), ['metadata-moves']],
  ['the same in the values', withValues(''), withValues('etcd: { rootPath: other }\n'), ['metadata-moves']],
  [
    'Kafka instead of Pulsar',
    withValues(''),
    withValues('kafka: { enabled: true }\npulsarv3: { enabled: false }\n'),
    ['message-queue-changes'],
  ],
  [
    'Woodpecker instead of Pulsar',
    withValues(''),
    withValues('woodpecker: { enabled: true }\npulsarv3: { enabled: false }\n'),
    ['message-queue-changes'],
  ],
  ['the kind of queue in user.yaml', user(''), user('mq: { type: woodpecker }\n'), ['message-queue-changes']],
  [
    'another Pulsar',
    withValues('externalPulsar: { enabled: true, host: one }\npulsarv3: { enabled: false }\n'),
    withValues('externalPulsar: { enabled: true, host: two }\npulsarv3: { enabled: false }\n'),
    ['message-queue-changes'],
  ],
  [
    'the prefix of topics',
    user(''),
    user('msgChannel: { chanNamePrefix: { cluster: other } }\n'),
    ['message-queue-changes'],
  ],
  [
    'the queue of a standalone',
    standalone('standalone: { messageQueue: rocksmq }\n'),
    standalone('standalone: { messageQueue: woodpecker }\n'),
    ['message-queue-changes'],
  ],
  [
    'the queue that a newer chart gives a standalone',
    standalone('', '4.2.58'),
    standalone(''),
    ['message-queue-changes', 'milvus-version-changes'],
  ],
  ['persistence off', withValues(''), withValues('etcd: { persistence: { enabled: false } }\n'), ['volumes-change']],
  ['volumes of Pulsar off', withValues(''), withValues('pulsarv3: { persistence: false }\n'), ['volumes-change']],
  [
    'another storage class',
    withValues('minio: { persistence: { storageClass: standard-rwo } }\n'),
    withValues('minio: { persistence: { storageClass: premium-rwo } }\n'),
    ['volumes-change'],
  ],
  [
    'a smaller volume',
    withValues('pulsarv3: { bookkeeper: { volumes: { ledgers: { size: 0.2Ti } } } }\n'),
    withValues('pulsarv3: { bookkeeper: { volumes: { ledgers: { size: 100Gi } } } }\n'),
    ['volumes-change'],
  ],
  [
    'another claim',
    withValues('standalone: { persistence: { persistentVolumeClaim: { existingClaim: one } } }\n'),
    withValues('standalone: { persistence: { persistentVolumeClaim: { existingClaim: two } } }\n'),
    ['volumes-change'],
  ],
  ['etcd below its majority', withValues(''), withValues('etcd: { replicaCount: 1 }\n'), ['quorum-shrinks']],
  [
    'bookies below theirs',
    withValues('pulsarv3: { bookkeeper: { replicaCount: 5 } }\n'),
    withValues('pulsarv3: { bookkeeper: { replicaCount: 2 } }\n'),
    ['quorum-shrinks'],
  ],
  ['Kafka below its majority', withValues(''), withValues('kafka: { replicaCount: 1 }\n'), ['quorum-shrinks']],
  ['from cluster to standalone', prod(BASE), prod(release('    mode: standalone\n')), ['mode-changes']],
  ['a tag of the next line', image('v2.5.16'), image('v2.6.19'), ['milvus-version-changes']],
  ['a tag of Milvus 3', image('v2.6.19'), image('v3.0.1'), ['milvus-version-changes']],
  ['a tag that goes back inside its line', image('v2.6.19'), image('v2.6.12-gpu'), ['milvus-version-changes']],
  ['a pre-release after the release', image('v2.6.0'), image('v2.6.0-rc1'), ['milvus-version-changes']],
  ['a chart that goes back inside its line', image('""', '5.0.18'), image('""', '5.0.12'), ['milvus-version-changes']],
  ['the tag goes, and the chart is older', image('v3.0.1'), image('""'), ['milvus-version-changes']],
  ['a tag that says nothing', image('v2.6.19'), image('latest'), ['milvus-version-changes']],
  [
    'a digest in place of a tag',
    image('v2.6.19'),
    withValues('image: { all: { repository: "registry.example.com/milvus@sha256", tag: abc } }\n'),
    ['milvus-version-changes'],
  ],
  [
    'the storage format of Milvus 3',
    user(''),
    user('dataCoord: { targetVecIndexVersion: 10 }\n'),
    ['storage-format-changes'],
  ],
  [
    'Loon',
    withValues(''),
    new Map([
      ...withValues(''),
      [
        HELM,
        (withValues('').get(HELM) ?? '').replace(
          '      security:',
          '      storage:\n        useLoonFFI: true\n      security:',
        ),
      ],
    ]),
    ['storage-format-changes'],
  ],
  ['the values file is gone', withValues(''), prod(BASE), ['values-file-is-dropped']],
  [
    'an autoscaler takes over',
    prod(BASE),
    new Map([...prod(BASE), [HELM, (prod(BASE).get(HELM) ?? '').replace('replicas: 2', 'replicas: -1')]]),
    ['proxies-begin-to-scale'],
  ],
];

const size = (gigabytes: number) => withValues(`etcd: { persistence: { size: ${gigabytes}Gi } }\n`);

/** Changes of the same values that hurt nobody. */
export const HARMLESS_DATA: readonly (readonly [what: string, before: Files, after: Files])[] = [
  [
    'the bucket is written out as the chart has it',
    withValues(''),
    withValues('minio: { bucketName: milvus-bucket }\n'),
  ],
  ['a slash behind the root path', s3(STORE), s3(STORE.replace('files', 'files/'))],
  ['the port of the object storage', s3(STORE), s3(`${STORE}, port: 443, useSSL: true`)],
  [
    'a member of etcd more',
    withValues('externalEtcd: { enabled: true, endpoints: [etcd-0:2379, etcd-1:2379] }\n'),
    withValues('externalEtcd: { enabled: true, endpoints: [etcd-1:2379, etcd-0:2379, etcd-2:2379] }\n'),
  ],
  ['the root path as it is anyway', user(''), user('etcd: { rootPath: by-dev }\n')],
  ['the queue as it is anyway', withValues(''), withValues('pulsarv3: { enabled: true }\n')],
  ['memory of the queue', withValues(''), withValues('pulsarv3: { broker: { configData: { PULSAR_MEM: x } } }\n')],
  [
    'the queue of a standalone written out',
    standalone('', '4.2.50'),
    standalone('standalone: { messageQueue: rocksmq }\n', '4.2.58'),
  ],
  ['a larger volume', size(10), size(20)],
  ['the same size in other units', size(1024), withValues('etcd: { persistence: { size: 1Ti } }\n')],
  ['persistence as it is anyway', withValues(''), withValues('etcd: { persistence: { enabled: true } }\n')],
  ['volumes of logs stay off', withValues(''), withValues('log: { persistence: { enabled: false } }\n')],
  ['one member of etcd less, and still a majority', withValues(''), withValues('etcd: { replicaCount: 2 }\n')],
  ['members more', withValues(''), withValues('etcd: { replicaCount: 5 }\n')],
  ['a newer patch by its tag', image('v2.6.12'), image('v2.6.19')],
  ['another build of the same version', image('v2.6.19'), image('v2.6.19-gpu')],
  ['a newer chart of the same line', image('""', '5.0.12'), image('""', '5.0.18')],
  ['the tag of what the chart ships', image('""'), image('v2.6.15')],
  ['an index version that says nothing', user(''), user('dataCoord: { targetVecIndexVersion: -1 }\n')],
  ['one value of one’s own of several', withValues('attu: { enabled: true }\n'), withValues('')],
  [
    'more proxies',
    withValues(''),
    new Map([
      ...withValues(''),
      [HELM, (withValues('').get(HELM) ?? '').replace('replicas: 2\n  topo', 'replicas: 4\n  topo')],
    ]),
  ],
  [
    'an autoscaler where there was one proxy',
    new Map([
      ...withValues(''),
      [HELM, (withValues('').get(HELM) ?? '').replace('replicas: 2\n  topo', 'replicas: 1\n  topo')],
    ]),
    new Map([
      ...withValues(''),
      [HELM, (withValues('').get(HELM) ?? '').replace('replicas: 2\n  topo', 'replicas: -1\n  topo')],
    ]),
  ],
];
