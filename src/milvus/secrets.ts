/** Ends of key names, in lower case and without `-` and `_`, under which Milvus, its chart and its sub-charts take secrets. */
const SECRET_KEY_ENDS = [
  'accesskey',
  'accesskeyid',
  'secretkey',
  'secretaccesskey',
  'password',
  'passwords',
  'passwd',
  'token',
  'authparams',
  'apikey',
  'privatekey',
  'credentialjson',
  'clientsecret',
];

/** Whole paths, where the last key alone says too little. */
const SECRET_PATHS = ['proxy.tls.key'];

/**
 * Whether a text at this path of the chart's values, or of user.yaml, is a secret.
 *
 * Keys that begin with `existing` name a Kubernetes Secret, and are fine.
 */
export function isSecretPath(path: readonly (string | number)[]): boolean {
  const keys = path.filter((step) => typeof step === 'string');
  const key = keys.at(-1);
  return key !== undefined && (isSecretName(key) || SECRET_PATHS.includes(keys.join('.')));
}

/** The same for the name of an environment variable, e.g. `MINIO_SECRET_KEY`. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/[-_]/g, '');
  return !plain.startsWith('existing') && SECRET_KEY_ENDS.some((end) => plain.endsWith(end));
}

/** Whether a text has a private key in PEM in it, as it is or in base64. */
export function holdsPrivateKey(text: string): boolean {
  if (PRIVATE_KEY.test(text)) return true;
  const start = text.indexOf(PEM_IN_BASE64);
  return start >= 0 && PRIVATE_KEY.test(Buffer.from(text.slice(start), 'base64').toString('latin1'));
}

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** `-----BEGIN ` */
const PEM_IN_BASE64 = 'LS0tLS1CRUdJTi';
