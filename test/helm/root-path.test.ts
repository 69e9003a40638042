import { foldersThatMeet, rootPathOf } from '../../src/helm/root-path';

const userYaml = (text: string) => `extraConfigFiles:\n  user.yaml: |\n    ${text}\n`;

test.each([
  ['what the chart says', 'externalS3: { rootPath: milvus/a }', 'milvus/a'],
  ['what Milvus itself reads last', `externalS3: { rootPath: milvus/a }\n${userYaml('minio: { rootPath: b }')}`, 'b'],
  ['one written with slashes around it', 'externalS3: { rootPath: "/milvus//a/" }', 'milvus/a'],
  ['all of the bucket where nothing is said', 'externalS3: { enabled: true }', ''],
  ['all of the bucket where it is empty', 'externalS3: { rootPath: "" }', ''],
])('the folder of a release is %s', (_, text, folder) => {
  expect(rootPathOf(text)).toBe(folder);
});

test.each([
  ['the same folder', 'a', 'a', true],
  ['one inside the other', 'a/b', 'a', true],
  ['one around the other', 'a', 'a/b', true],
  ['the whole bucket', 'a', '', true],
  ['names that only begin alike', 'a', 'ab', false],
  ['folders side by side', 'milvus/a', 'milvus/b', false],
])('finds %s', (_, first, second, meet) => {
  const found = foldersThatMeet(
    new Map([
      ['one', first],
      ['two', second],
    ]),
  );
  expect(found).toEqual(meet ? [{ release: 'two', folder: second, other: 'one', otherFolder: first }] : []);
});
