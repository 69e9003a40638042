import { parse } from 'yaml';
import { DEFAULTS, faultsOf, STANDALONE, valuesOf } from './release';

const storage = {
  bucketName: 'milvus-testing-nonprod',
  rootPath: 'milvus/my-release',
  serviceAccountName: 'milvus-gcs-access-sa',
};
const RELEASE = { ...DEFAULTS, storage };

test('says where the data is, and by which service account Milvus reaches it', () => {
  const { minio, externalS3, serviceAccount } = parse(valuesOf(RELEASE).text) as Record<string, unknown>;
  expect({ minio, externalS3, serviceAccount }).toEqual({
    minio: { enabled: false },
    externalS3: {
      enabled: true,
      host: 'storage.googleapis.com',
      port: 443,
      rootPath: 'milvus/my-release',
      bucketName: 'milvus-testing-nonprod',
      cloudProvider: 'gcp',
      useSSL: true,
      useIAM: true,
    },
    serviceAccount: { create: false, name: 'milvus-gcs-access-sa' },
  });
  expect(valuesOf({ ...STANDALONE, storage }).text).toContain('bucketName: milvus-testing-nonprod');
});

test('says nothing of storage where Terraform makes none', () => {
  expect(valuesOf(DEFAULTS).text).not.toMatch(/minio|externalS3|serviceAccount/);
});

test.each([
  ['minio: {enabled: true}', '1:18 minio.enabled: must be false, got true'],
  ['externalS3: {bucketName: other}', '1:26 externalS3.bucketName: must be "milvus-testing-nonprod", got "other"'],
  ['externalS3: {useIAM: false}', '1:22 externalS3.useIAM: must be true, got false'],
  ['externalS3: {cloudProvider: aws}', '1:29 externalS3.cloudProvider: must be "gcp", got "aws"'],
  ['serviceAccount: {create: true}', '1:26 serviceAccount.create: must be false, got true'],
  ['serviceAccount: {name: other}', '1:24 serviceAccount.name: must be "milvus-gcs-access-sa", got "other"'],
  [
    'extraConfigFiles:\n  user.yaml: |\n    minio:\n      bucketName: other',
    '4:19 extraConfigFiles["user.yaml"].minio.bucketName: must be "milvus-testing-nonprod", got "other"',
  ],
])('refuses values that lead elsewhere: %s', (text, fault) => {
  expect(faultsOf(RELEASE, text)).toEqual([expect.stringContaining(fault)]);
});

test('refuses HMAC keys, with the way out', () => {
  expect(faultsOf(RELEASE, 'externalS3:\n  accessKey: GOOG1EXAMPLE\n  secretKey: abc')).toEqual([
    '2:14 externalS3.accessKey: holds a secret, and this file becomes part of what is committed',
    '3:14 externalS3.secretKey: holds a secret, and this file becomes part of what is committed',
  ]);
});

test('keeps the folder that holds data', () => {
  const text = 'externalS3:\n  rootPath: files # since 2023\n  useIAM: true\n';
  const { text: merged } = valuesOf(RELEASE, text);
  expect(merged).toContain('rootPath: files # since 2023');
  expect(faultsOf(RELEASE, text)).toEqual([]);
});
