import { type Fault, UserError } from '../errors';
import type { Cluster } from '../live/cluster';
import { Refused, faultsOf, noNamespaceFault } from '../live/refused';
import { type LiveObject, SECRETS, pathOf } from '../live/resources';
import type { CertificateSecret } from '../topology/certificate-secrets';
import type { Topology } from '../topology/topology';
import type { KeyPair } from './certificate';

/** The page whose role gives the rights. */
export const RIGHTS = 'docs/operations.md';

/** What a role must allow; what is made has no name yet, as far as roles go. */
export const SECRET_RULES: readonly Rule[] = [
  { ...SECRETS, verbs: ['create'], named: false },
  { ...SECRETS, verbs: ['get', 'update'], named: true },
];

/** A rule of a role. */
export interface Rule {
  readonly apiVersion: string;
  readonly plural: string;
  readonly verbs: readonly string[];
  /** Whether it can be limited to the objects of an environment. */
  readonly named: boolean;
}

/** A Secret that an environment needs. */
export interface NeededSecret extends CertificateSecret {
  /** As it is in the cluster; left out where it is not there. */
  readonly live?: LiveSecret;
}

export interface LiveSecret {
  readonly object: LiveObject;
  /** `tls.crt`, in PEM; empty where it has none. */
  readonly certificate: string;
}

/**
 * What is there of the Secrets.
 *
 * @throws UserError with everything that could not be read
 */
export async function readSecrets(cluster: Cluster, secrets: readonly CertificateSecret[]): Promise<NeededSecret[]> {
  if ((await cluster.hasNamespace()) === false) throw new UserError([noNamespaceFault(cluster)]);
  return refusedAsFault(cluster, () =>
    Promise.all(
      secrets.map(async (secret) => {
        const object = await cluster.find(SECRETS, secret.secretName);
        return { ...secret, ...(object && { live: { object, certificate: certificateIn(object) } }) };
      }),
    ),
  );
}

/**
 * Makes a Secret, unless somebody has made it meanwhile: it is never replaced.
 *
 * @returns whether it was made
 * @throws UserError where the API server refuses
 */
export async function createSecret(
  cluster: Cluster,
  secretName: string,
  labels: Topology['labels'],
  pair: KeyPair,
): Promise<boolean> {
  const object = tlsSecret({ name: secretName, namespace: cluster.namespace, labels }, pair);
  const { status } = await cluster.ask('POST', pathOf(SECRETS, cluster.namespace), object);
  if (status === 409) return false;
  if (status !== 201) throw new UserError(faultsOf([new Refused(status, SECRETS, 'create')], cluster, RIGHTS));
  return true;
}

/**
 * Puts another certificate and key into a Secret that is there.
 *
 * @throws UserError where it was changed since it was read, and where the API server refuses
 */
export async function replaceSecret(cluster: Cluster, live: LiveSecret, pair: KeyPair): Promise<void> {
  const { name } = live.object.metadata;
  const path = `${pathOf(SECRETS, cluster.namespace)}/${name}`;
  const { status } = await cluster.ask('PUT', path, renewed(live.object, pair));
  if (status === 200) return;
  if (status === 409 || status === 404) {
    throw new UserError([{ message: `the Secret ${name} was changed or deleted meanwhile`, cure: 'run it again' }]);
  }
  throw new UserError(faultsOf([new Refused(status, SECRETS, 'update')], cluster, RIGHTS));
}

/** What speaks against another certificate in a Secret: somebody else fills it, or nobody may. */
export function renewalFaults({ object }: LiveSecret): Fault[] {
  const { name, annotations = {}, ownerReferences = [] } = object.metadata;
  const issued = annotations['cert-manager.io/certificate-name'];
  const [owner] = ownerReferences;
  const keeper = issued === undefined ? owner && `${owner.kind} ${owner.name}` : `Certificate ${issued} (cert-manager)`;
  return [
    ...(keeper === undefined
      ? []
      : [{ message: `the Secret ${name} is kept by ${keeper}, which puts its own back`, cure: 'renew it there' }]),
    ...(object['immutable'] === true
      ? [{ message: `the Secret ${name} is immutable`, cure: `delete it, and run milvus-l7 secrets again` }]
      : []),
  ];
}

export function tlsSecret(
  { labels, ...place }: Pick<Topology, 'namespace' | 'labels'> & { readonly name: string },
  pair: KeyPair,
): object {
  const metadata = { ...place, ...(Object.keys(labels).length > 0 && { labels }) };
  return { apiVersion: 'v1', kind: 'Secret', metadata, type: TLS, data: dataOf(pair) };
}

const TLS = 'kubernetes.io/tls';

/** With its version, so that nobody's change is lost; its other keys stay, but for what belongs to the old certificate. */
function renewed(object: LiveObject, pair: KeyPair): object {
  const { 'ca.crt': _authority, ...data } = (object['data'] ?? {}) as Readonly<Record<string, string>>;
  const { [LAST_APPLIED]: _oldKey, ...annotations } = object.metadata.annotations ?? {};
  const { managedFields: _managers, ...metadata } = object.metadata;
  return { ...object, metadata: { ...metadata, annotations }, data: { ...data, ...dataOf(pair) } };
}

/** Where kubectl apply keeps what it was given: of a Secret, the old key. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function dataOf({ certificate, key }: KeyPair): Record<string, string> {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  return { 'tls.crt': base64(certificate), 'tls.key': base64(key) };
}

/** `tls.crt`, in PEM; empty where it has none. */
export function certificateIn({ data }: LiveObject): string {
  const { 'tls.crt': encoded } = (data ?? {}) as { readonly 'tls.crt'?: string };
  return Buffer.from(encoded ?? '', 'base64').toString();
}

async function refusedAsFault<T>(cluster: Cluster, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Refused) throw new UserError(faultsOf([error], cluster, RIGHTS));
    throw error;
  }
}
