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
  'authtokens',
  'accountkey',
  'connectionstring',
  'jwt',
  'authparams',
  'apikey',
  'privatekey',
  'credentialjson',
  'clientsecret',
  'jwtsecret',
];

const SECRET_NAME = new RegExp(`^(?!existing).*(?:${SECRET_KEY_ENDS.join('|')})$`, 'is');

/** Ends of paths, where the last key alone says too little. */
const SECRET_PATH = /\.(?:proxy\.tls\.key|auth\.tokens|jwt\.secret)$/;

/**
 * Whether a text at this path of the chart's values, or of user.yaml, is a secret.
 *
 * Keys that begin with `existing` name a Kubernetes Secret, and are fine.
 */
export function isSecretPath(path: readonly (string | number)[]): boolean {
  const keys = path.filter((step) => typeof step === 'string');
  return isSecretName(keys.at(-1) ?? '') || SECRET_PATH.test(`.${keys.join('.')}`);
}

/** The same for the name of an environment variable, e.g. `MINIO_SECRET_KEY`. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.replace(/[-_]/g, ''));
}

/** Whether a text has a private key in PEM in it, as it is or in base64. */
export function holdsPrivateKey(text: string): boolean {
  if (PRIVATE_KEY.test(text)) return true;
  const start = text.indexOf(PEM_IN_BASE64);
  return start >= 0 && PRIVATE_KEY.test(Buffer.from(text.slice(start), 'base64').toString('latin1'));
}

/** Whether a text has a URL with a password in it, as `amqp://user:password@host`; `$(NAME)` and `${NAME}` are none yet. */
export function holdsUrlPassword(text: string): boolean {
  // The pattern looks back from every character.
  return text.includes('://') && text.search(URL_PASSWORD) >= 0;
}

/** The passwords in the URLs of a text. */
export const URL_PASSWORD = /(?<=:\/\/[^\s/?#@:]{0,100}:)(?!\$[({][^\s@/]*[)}]@)[^\s/?#@]+(?=@)/g;

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** `-----BEGIN ` */
const PEM_IN_BASE64 = 'LS0tLS1CRUdJTi';
