import { X509Certificate } from 'node:crypto';
import { type Fault, UserError } from '../errors';
import type { Cluster } from '../live/cluster';
import { isReady, podsOf } from '../live/pods';
import { Refused, faultsOf } from '../live/refused';
import { PODS, PORT_FORWARDS, SECRETS } from '../live/resources';
import type { NoTunnel } from '../live/tunnel';
import { GRPC_PORT } from '../milvus/service';
import type { Release } from '../topology/topology';
import { RIGHTS, type Rule, certificateIn } from './secrets';

/** What a role must allow to call a pod, and to know it. The API server asks for both verbs, by its version. */
export const POD_RULES: readonly Rule[] = [
  { ...PODS, verbs: ['list'], named: false },
  { ...PORT_FORWARDS, verbs: ['get', 'create'], named: false },
  { ...SECRETS, verbs: ['get'], named: true },
];

/** A pod that answers for a release, and what it is known by. */
export interface MilvusPod {
  readonly name: string;
  /** In PEM; left out for the one in the image, which proves nothing, and for one that only the values file knows. */
  readonly certificate?: string;
}

/** @throws UserError where no pod is ready, or its Secret is not to be had */
export async function findMilvusPod(cluster: Cluster, release: Release): Promise<MilvusPod> {
  const { name, backendCertificate } = release;
  try {
    const pods = await podsOf(cluster, release);
    const ready = pods.find(isReady);
    if (!ready) throw new UserError([noPodFault(name, pods.length, cluster)]);
    const pod = ready.metadata.name;
    if (typeof backendCertificate !== 'object') return { name: pod };
    const secret = await cluster.find(SECRETS, backendCertificate.secretName);
    const certificate = secret && certificateIn(secret);
    if (certificate === undefined || !isCertificate(certificate)) {
      const message = `${name}: the Secret ${backendCertificate.secretName} ${secret ? 'has no certificate' : 'is not there'}, so nothing tells this Milvus from another`;
      const cure = backendCertificate.issuer
        ? 'cert-manager fills it: kubectl describe certificate'
        : 'milvus-l7 secrets makes it';
      throw new UserError([{ message, cure }]);
    }
    return { name: pod, certificate };
  } catch (error) {
    if (error instanceof Refused) throw new UserError(faultsOf([error], cluster, RIGHTS));
    throw error;
  }
}

function noPodFault(release: string, pods: number, { namespace, context }: Cluster): Fault {
  const message =
    pods === 0
      ? `${release}: no pod serves clients in the namespace ${namespace} (context ${context})`
      : `${release}: none of its ${pods} pods that serve clients is ready`;
  const cure =
    pods === 0 ? 'is it the right cluster? Else helm upgrade --install comes first' : 'wait: milvus-l7 status --watch';
  return { message, cure };
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

/** Why a pod cannot be called. */
export function tunnelFaults(
  { code, status }: NoTunnel,
  { name, backendCertificate }: Release,
  cluster: Cluster,
): Fault[] {
  const port = `port ${GRPC_PORT.number}`;
  if (status !== undefined) return faultsOf([new Refused(status, PORT_FORWARDS, 'create')], cluster, RIGHTS);
  if (code === 'OTHER_CERTIFICATE') {
    const secret = typeof backendCertificate === 'object' ? backendCertificate.secretName : '';
    const message = `${name}: ${port} shows another certificate than the one in the Secret ${secret}`;
    return [
      { message, cure: 'was the Secret renewed? Restart Milvus. Else it is not your Milvus: no password was sent' },
    ];
  }
  if (code === 'NO_H2' || code === 'ECONNRESET' || /SSL|EPROTO/.test(code)) {
    const message = `${name}: ${port} speaks no TLS with HTTP/2 (${code})`;
    return [{ message, cure: 'are the values of dist/ installed? They turn TLS on: helm upgrade comes first' }];
  }
  return [
    {
      message: `${name}: ${port} of its pod cannot be reached: ${code}`,
      cure: 'try again; milvus-l7 status says how its pods are',
    },
  ];
}
