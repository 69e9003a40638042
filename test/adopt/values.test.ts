import { splitValues } from '../../src/adopt/values';
import { UserError } from '../../src/errors';

const split = (text: string) =>
  splitValues('prod', { name: 'one', chart: '5.0.19', values: { file: 'values of one', text } });

test.each(['', 'null\n', '{}\n'])('a release without values of its own has no file: %j', (text) => {
  expect(split(text)).toEqual({});
});

test('keeps what is no secret in the words of helm, numbers that look like others too', () => {
  const { text, secretText } = split('a: 0777\nproxy:\n  replicas: 3\n');
  expect(text).toBe('# milvus-l7 environment=prod release=one chart=milvus-5.0.19\na: 0777\nproxy:\n  replicas: 3\n');
  expect(secretText).toBeUndefined();
});

test('takes secrets out, and what is empty without them', () => {
  const values =
    'externalS3:\n  bucketName: data\n  secretKey: "0123"\nminio:\n  rootPassword: hunter2\nproxy:\n  extraEnv:\n    - name: A\n      value: b\n    - name: MY_PASSWORD\n      value: hunter2\n';
  const { text, secretText } = split(values);
  expect(text).toMatchInlineSnapshot(`
   # milvus-l7 environment=prod release=one chart=milvus-5.0.19
   externalS3:
     bucketName: data
  `);
  expect(secretText).toMatchInlineSnapshot(`
   externalS3:
     secretKey: "0123"
   minio:
     rootPassword: hunter2
   proxy:
     extraEnv:
       - name: A
         value: b
       - name: MY_PASSWORD
         value: hunter2
  `);
});

test('secrets that are all there is leave one file', () => {
  const { text, secretText } = split('minio: { rootPassword: hunter2 }\n');
  expect(text).toBeUndefined();
  expect(secretText).toContain('hunter2');
});

test('a secret in user.yaml is refused, and not said', () => {
  const refused = (): unknown =>
    split('extraConfigFiles:\n  user.yaml: |\n    minio:\n      secretAccessKey: hunter2\n');
  expect(refused).toThrow(UserError);
  expect(refused).toThrow(/^values of one extraConfigFiles.*secretAccessKey: holds a secret/);
  expect(refused).not.toThrow(/hunter2/);
});
