import { milvusVersionOf } from '../../src/milvus/version';
import { STANDALONE, valuesOf } from './release';

const heading = (chart: string) => `# milvus-l7 environment=prod release=my-release chart=milvus-${chart}\n`;
const queueNotes = (text: string, release = STANDALONE) =>
  valuesOf(release, text).notes.filter(({ path }) => path === 'standalone.messageQueue');
const onMilvus3 = { ...STANDALONE, imageTag: 'v3.0.1', milvus: milvusVersionOf({ tag: 'v3.0.1' }) };

test('writes the old queue out where the file is of a chart that had another default', () => {
  const text = `${heading('4.2.58')}cluster: {enabled: false}\n`;
  expect(valuesOf(STANDALONE, text).text).toContain('standalone:\n  messageQueue: rocksmq\n');
  expect(queueNotes(text)).toMatchObject([{ message: expect.stringContaining('is written as rocksmq') as string }]);
});

test.each([
  ['a file of a newer chart', `${heading('5.0.0')}a: 1\n`, 0],
  [
    'a file that names a queue',
    `${heading('4.2.58')}standalone: {messageQueue: pulsar}\nexternalPulsar: {enabled: true}\n`,
    0,
  ],
  ['a file of nobody knows which chart', 'a: 1\n', 1],
])('writes no queue into %s', (_, text, notes) => {
  expect(valuesOf(STANDALONE, text).text).not.toContain('rocksmq');
  expect(queueNotes(text)).toHaveLength(notes);
});

test('says nothing of the queue to older charts', () => {
  expect(queueNotes('a: 1\n', { ...STANDALONE, chart: '4.2.58' })).toEqual([]);
});

test('gives the disk to the group that Milvus runs as from 3.0 on', () => {
  expect(valuesOf(onMilvus3, 'a: 1\n').text).toContain('standalone:\n  securityContext:\n    fsGroup: 999\n');
  expect(valuesOf(STANDALONE, 'a: 1\n').text).not.toContain('fsGroup');
  expect(valuesOf({ ...onMilvus3, chart: '4.2.31' }, 'a: 1\n').text).not.toContain('fsGroup');
});

test.each([
  ['a group for the pod', 'standalone: {securityContext: {fsGroup: 1000}}'],
  ['a group for all components', 'securityContext: {fsGroup: 1000}'],
])('keeps %s', (_, text) => {
  expect(valuesOf(onMilvus3, `${text}\n`).text).not.toContain('fsGroup: 999');
});

test('adds the group where the rest of the context stands', () => {
  expect(valuesOf(onMilvus3, 'securityContext:\n  runAsUser: 999\n').text).toContain(
    '  runAsUser: 999\n  fsGroup: 999\n',
  );
});
