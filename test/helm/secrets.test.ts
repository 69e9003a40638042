import { DEFAULTS, faultsOf, GUIDE } from './release';

const PEM = '-----BEGIN EC PRIVATE KEY-----\\nhunter2\\n-----END EC PRIVATE KEY-----';

test.each([
  ['externalS3: {accessKey: hunter2}', 'externalS3.accessKey: holds a secret'],
  ['externalS3: {secretKey: "hunter2"}', 'externalS3.secretKey: holds a secret'],
  ['minio: {secretKey: hunter2}', 'minio.secretKey: holds a secret'],
  ['externalKafka: {sasl: {password: hunter2}}', 'externalKafka.sasl.password: holds a secret'],
  ['externalPulsar: {authParams: "token:hunter2"}', 'externalPulsar.authParams: holds a secret'],
  ['proxy: {tls: {key: hunter2}}', 'proxy.tls.key: holds a secret'],
  ['etcd: {auth: {rbac: {rootPassword: hunter2}}}', 'etcd.auth.rbac.rootPassword: holds a secret'],
  ['kafka: {passwords: [hunter2]}', 'kafka.passwords[0]: holds a secret'],
  ['deep: [{api_key: hunter2}]', 'deep[0].api_key: holds a secret'],
  ['a: &a hunter2\nb: {token: *a}', 'b.token: holds a secret'],
  ['extraEnv: [{name: AWS_SECRET_ACCESS_KEY, value: hunter2}]', 'extraEnv[0].value: holds a secret'],
  ['azure: {storageAccountKey: hunter2}', 'azure.storageAccountKey: holds a secret'],
  ['azure: {connectionString: "AccountKey=hunter2"}', 'azure.connectionString: holds a secret'],
  ['broker: {auth: {tokens: [hunter2]}}', 'broker.auth.tokens[0]: holds a secret'],
  ['broker: {jwt: {secret: hunter2}}', 'broker.jwt.secret: holds a secret'],
  ['broker: {jwt.secret: hunter2}', 'broker["jwt.secret"]: holds a secret'],
  ['proxy: {tls.key: hunter2}', 'proxy["tls.key"]: holds a secret'],
  ['broker: {jwtSecret: hunter2}', 'broker.jwtSecret: holds a secret'],
  ['mq: ["amqp://me:hunter2@mq:5672/v"]', 'mq[0]: holds a secret'],
  [userYaml('mq: {address: "https://:hunter2@mq"}'), 'extraConfigFiles["user.yaml"].mq.address: holds a secret'],
  [`any: "${PEM}"`, 'any: holds a private key'],
  [`any: ${Buffer.from('-----BEGIN PRIVATE KEY-----\nhunter2').toString('base64')}`, 'any: holds a private key'],
  [userYaml('minio: {accessKeyID: hunter2}'), 'extraConfigFiles["user.yaml"].minio.accessKeyID: holds a secret'],
  [userYaml('minio: {secretAccessKey: 12345}'), 'extraConfigFiles["user.yaml"].minio.secretAccessKey: holds a secret'],
  [
    userYaml('common: {security: {defaultRootPassword: hunter2}}'),
    'extraConfigFiles["user.yaml"].common.security.defaultRootPassword: holds a secret',
  ],
  [userYaml('kafka: {saslPassword: hunter2}'), 'extraConfigFiles["user.yaml"].kafka.saslPassword: holds a secret'],
  [userYaml(`any: "${PEM}"`), 'extraConfigFiles["user.yaml"].any: holds a private key'],
])('refuses %j by its path, without saying it', (text, fault) => {
  const faults = faultsOf(DEFAULTS, text);
  expect(faults).toEqual([expect.stringContaining(fault)]);
  expect(faults.join()).not.toMatch(/hunter2|12345/);
});

test.each([
  'externalS3: {accessKey: "", secretKey: , existingSecret: mine, existingSecretKey: key, useIAM: true}',
  'minio: {existingSecret: mine}',
  'serviceAccount: {automountServiceAccountToken: true}',
  'extraEnv: [{name: MINIO_SECRET_KEY, valueFrom: {secretKeyRef: {name: mine, key: secret-key}}}]',
  'extraEnv: [{name: LOG_LEVEL, value: debug}]',
  'extraEnv: [{name: MQ, value: "amqp://me:$(MQ_PASSWORD)@mq:5672"}]',
  'azure: {existingSecret: mine, storageAccountName: me}',
  'model: {maxTokens: 512}',
  'mq: ["http://mq:5672/a@b", "host:80@x"]',
  'imagePullSecrets: [mine]',
  'cert: "-----BEGIN CERTIFICATE-----"',
  userYaml('proxy: {maxPasswordLength: 72}\nminio: {useIAM: true}'),
  userYaml('tls: {clientKeyPath: /x/key.pem}'),
])('accepts %s', (text) => {
  expect(faultsOf(GUIDE, text)).toEqual([]);
});

function userYaml(text: string): string {
  return `extraConfigFiles:\n  user.yaml: |\n    ${text.replaceAll('\n', '\n    ')}\n`;
}
