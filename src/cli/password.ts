import type { Duplex } from 'node:stream';
import { type Fault, UserError } from '../errors';
import type { Cluster } from '../live/cluster';
import type { Sdk } from '../live/milvus-client';
import { NoTunnel, throughTunnel } from '../live/tunnel';
import { GRPC_PORT } from '../milvus/service';
import {
  changeFault,
  changeFirstPassword,
  firstPasswordFault,
  readFirstPassword,
  signIn,
} from '../operations/first-password';
import { findMilvusPod, tunnelFaults } from '../operations/milvus-pod';
import { MEANWHILE, alreadyText, changedText, noPasswordText, podText } from '../report/password';
import type { Release } from '../topology/topology';
import { clusterOf } from './kubeconfig';
import { type NewPassword, askForPassword, newPassword } from './new-password';
import { environmentNamed } from './one-environment';
import { releaseNamed } from './one-release';
import { milvusSdk } from './optional';
import { untilSignal } from './signals';

export interface PasswordOptions {
  readonly context?: string;
  readonly release?: string;
}

/**
 * Changes the password that everybody knows, through the API server, before anybody else can.
 *
 * @returns the exit code: 0 changed or nothing to do, 1 nobody answered
 * @throws UserError for the releases where it could not be changed
 */
export async function password(root: string, named: string, options: PasswordOptions): Promise<number> {
  const { topology } = environmentNamed(root, named);
  const releases = options.release === undefined ? topology.releases : [releaseNamed(topology, options.release)];
  for (const release of releases.filter(({ authorization }) => authorization !== true)) {
    process.stdout.write(noPasswordText(release));
  }
  const due = releases.filter(({ authorization }) => authorization === true);
  if (due.length === 0) return 0;
  const source = newPassword();
  const sdk = await milvusSdk();
  const cluster = await clusterOf(topology.namespace, options.context);
  return untilSignal(MEANWHILE, async (signal) => {
    const faults: Fault[] = [];
    let answered = true;
    for (const release of due) {
      if (signal.aborted) break;
      try {
        answered = (await changePassword(cluster, release, sdk, source, signal)) && answered;
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        faults.push(...error.faults); // the others are tried all the same
      }
    }
    if (faults.length > 0) throw new UserError(faults);
    return answered ? 0 : 1;
  });
}

/** Whether it is changed; false where nobody said what to. */
async function changePassword(
  cluster: Cluster,
  release: Release,
  sdk: Sdk,
  source: NewPassword,
  signal: AbortSignal,
): Promise<boolean> {
  const pod = await findMilvusPod(cluster, release);
  const open = (): Promise<Duplex> => cluster.forward(pod.name, GRPC_PORT.number);
  try {
    return await throughTunnel(open, pod.certificate, async (address) => {
      process.stdout.write(podText(release, pod));
      return changeAt(address, release, sdk, source, signal);
    });
  } catch (error) {
    if (error instanceof NoTunnel) throw new UserError(tunnelFaults(error, release, cluster));
    throw error;
  }
}

async function changeAt(
  address: string,
  release: Release,
  sdk: Sdk,
  source: NewPassword,
  signal: AbortSignal,
): Promise<boolean> {
  const found = await readFirstPassword(sdk, address);
  if (found === 'changed' && source !== 'asked' && (await signIn(sdk, address, source.given)) === 'in') {
    process.stdout.write(alreadyText(release));
    return true;
  }
  if (found !== 'first') throw new UserError([firstPasswordFault(release.name, found)]);
  const wanted = source === 'asked' ? await askForPassword(release.name, signal) : source.given;
  if (wanted === undefined || signal.aborted) {
    process.stderr.write('nothing was changed\n');
    return false;
  }
  const change = await changeFirstPassword(sdk, address, wanted);
  if (change !== 'changed') throw new UserError([changeFault(release.name, change)]);
  process.stdout.write(changedText(release));
  return true;
}
