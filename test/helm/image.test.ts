import { milvusVersionOf } from '../../src/milvus/version';
import { DEFAULTS, faultsOf, valuesOf } from './release';

const on = (imageTag: string) => ({ ...DEFAULTS, imageTag, milvus: milvusVersionOf({ tag: imageTag }) });

test('writes the version of the environment as the tag of the image', () => {
  expect(valuesOf(on('v3.0.1')).text).toContain('image:\n  all:\n    tag: v3.0.1\n');
  expect(valuesOf(DEFAULTS).text).not.toContain('image:');
});

test.each([
  ['the same tag', 'v3.0.1', 'image: {all: {tag: v3.0.1}}'],
  ['another build of the same version', 'v3.0.1', 'image: {all: {tag: v3.0.1-gpu}}'],
  ['the image of a mirror', 'v3.0.1', 'image: {all: {repository: mirror.example.com/milvus, tag: v3.0.1}}'],
])('keeps %s', (_, tag, text) => {
  expect(valuesOf(on(tag), `${text}\n`).text).toContain(text);
});

test.each([
  ['v3.0.1', 'image: {all: {tag: v2.6.15}}', '1:20 image.all.tag: must be "v3.0.1", got "v2.6.15"'],
  ['v3.0.1', 'image: {all: {tag: v2.6.15-gpu}}', '1:20 image.all.tag: must be "v3.0.1", got "v2.6.15-gpu"'],
  ['v3.0.1-gpu', 'image: {all: {tag: v3.0.1}}', '1:20 image.all.tag: must be "v3.0.1-gpu", got "v3.0.1"'],
  ['v3.0.1', 'image: {all: {tag: 3.0.1}}', '1:20 image.all.tag: must be "v3.0.1", got "3.0.1"'],
  [
    'v3.0.1',
    'image: {all: {repository: milvusdb/milvus@sha256}}',
    '1:27 image.all.repository: must not be set, got "milvusdb/milvus@sha256"',
  ],
])('where the environment names %s, refuses %s', (tag, text, fault) => {
  expect(faultsOf(on(tag), text)).toEqual([fault]);
});
