import { UserError } from '../errors';
import type { Cluster } from '../live/cluster';
import { podSelectorOf } from '../milvus/service';
import { type LiveSecret, type NeededSecret, renewalFaults, replaceSecret } from '../operations/secrets';
import { afterRenewalText, madeText, renewalWarning } from '../report/secrets';
import type { Topology } from '../topology/topology';
import { clientFileOf, newPair } from './client-certificates';
import { confirmed } from './confirm';

/**
 * Puts a new key and certificate into a Secret; clients get both certificates before the load balancer does.
 *
 * @returns the exit code
 */
export async function renewSecret(
  root: string,
  topology: Topology,
  cluster: Cluster,
  secret: NeededSecret & { readonly live: LiveSecret },
  yes: boolean,
  signal: AbortSignal,
): Promise<number> {
  const faults = renewalFaults(secret.live);
  if (faults.length > 0) throw new UserError(faults);
  const pair = await newPair(secret);
  const file = clientFileOf(root, topology, secret);
  const before = file?.read();
  file?.add(secret.live.certificate);
  file?.add(pair.certificate);
  if (file) process.stdout.write(renewalWarning(secret, file.file));
  let done = false;
  try {
    if (!yes && !(await confirmed(`renew ${secret.secretName}`, cluster, signal))) return 1;
    await replaceSecret(cluster, secret.live, pair);
    done = true;
  } finally {
    if (!done && before !== undefined) file?.write(before);
  }
  process.stdout.write(madeText(secret, pair, 'renewed'));
  process.stdout.write(afterRenewalText(secret, topology.namespace, selectorsOf(topology, secret)));
  return 0;
}

/** What tells the pods of each release that uses the Secret. */
function selectorsOf({ releases }: Topology, { usedBy }: NeededSecret): string[] {
  return releases.filter(({ name }) => usedBy.includes(name)).map(({ name, mode }) => podSelectorOf(name, mode));
}
