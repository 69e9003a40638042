import { WrongUse } from '../errors';
import type { Cluster } from '../live/cluster';
import { type NeededSecret, createSecret, readSecrets } from '../operations/secrets';
import {
  MEANWHILE,
  madeMeanwhileText,
  madeText,
  noSecretsText,
  otherCertificateText,
  secretsText,
} from '../report/secrets';
import { nearest } from '../source/did-you-mean';
import { type CertificateSecret, secretsByHand } from '../topology/certificate-secrets';
import type { Topology } from '../topology/topology';
import { clientFileOf, newPair, tellFile } from './client-certificates';
import { confirmed } from './confirm';
import { clusterOf } from './kubeconfig';
import { looksOf } from './looks';
import { environmentNamed } from './one-environment';
import { releaseNamed } from './one-release';
import { printSecrets } from './print-secrets';
import { renewSecret } from './renew-secret';
import { untilSignal } from './signals';

export interface SecretsOptions {
  readonly context?: string;
  /** Only the Secrets of this release. */
  readonly release?: string;
  /** The one Secret that gets a new key and certificate. */
  readonly renew?: string;
  readonly print?: boolean;
  readonly force?: boolean;
  readonly yes?: boolean;
}

/**
 * Makes the Secrets that an environment needs and that are missing, or renews one.
 *
 * @returns the exit code: 0 all are there, 1 somebody said no
 */
export async function secrets(root: string, named: string, options: SecretsOptions): Promise<number> {
  const { topology } = environmentNamed(root, named);
  const wanted = wantedSecrets(topology, options);
  if (options.force && !options.print)
    throw new WrongUse(['--force goes with --print; --renew NAME replaces a Secret']);
  if (wanted.length === 0) {
    process.stdout.write(noSecretsText(topology));
    return 0;
  }
  if (options.print) return printSecrets(root, topology, wanted, options);
  const cluster = await clusterOf(topology.namespace, options.context);
  const needed = await readSecrets(cluster, wanted);
  process.stdout.write(secretsText(topology, needed, options.renew, looksOf()));
  const [first] = needed;
  return untilSignal(MEANWHILE, (signal) =>
    options.renew !== undefined && first?.live
      ? renewSecret(root, topology, cluster, { ...first, live: first.live }, options.yes ?? false, signal)
      : makeMissing(root, topology, cluster, needed, options.yes ?? false, signal),
  );
}

async function makeMissing(
  root: string,
  topology: Topology,
  cluster: Cluster,
  needed: readonly NeededSecret[],
  yes: boolean,
  signal: AbortSignal,
): Promise<number> {
  for (const secret of needed) keepClientFile(root, topology, secret);
  const missing = needed.filter(({ live }) => !live);
  if (missing.length === 0) return 0;
  const names = missing.map(({ secretName }) => secretName).join(', ');
  if (!yes && !(await confirmed(`make ${names}`, cluster, signal))) return 1;
  for (const secret of missing) {
    if (signal.aborted) return 1;
    const pair = await newPair(secret);
    if (await createSecret(cluster, secret.secretName, topology.labels, pair)) {
      process.stdout.write(madeText(secret, pair, 'made'));
      const file = clientFileOf(root, topology, secret);
      file?.add(pair.certificate);
      tellFile(file);
    } else {
      process.stdout.write(madeMeanwhileText(secret));
      for (const there of await readSecrets(cluster, [secret])) keepClientFile(root, topology, there);
    }
  }
  return 0;
}

/** Clients need what is served, whoever made it. */
function keepClientFile(root: string, topology: Topology, secret: NeededSecret): void {
  const file = clientFileOf(root, topology, secret);
  const certificate = secret.live?.certificate ?? '';
  if (!file || certificate === '' || file.holds(certificate)) return;
  if (file.exists) process.stdout.write(otherCertificateText(secret, file.file));
  else {
    file.add(certificate);
    tellFile(file);
  }
}

/** @throws WrongUse for a release or a Secret that is none of the environment's */
function wantedSecrets(topology: Topology, { release, renew }: SecretsOptions): CertificateSecret[] {
  const of = release === undefined ? undefined : releaseNamed(topology, release).name;
  const all = secretsByHand(topology).filter(({ usedBy }) => of === undefined || usedBy.includes(of));
  if (renew === undefined) return all;
  const found = all.filter(({ secretName }) => secretName === renew);
  if (found.length > 0) return found;
  const names = all.map(({ secretName }) => secretName);
  const near = nearest(renew, names);
  const those = names.length === 0 ? 'there is none' : `they are ${names.join(', ')}`;
  const hint = near === undefined ? `of the Secrets that somebody has to make, ${those}` : `did you mean ${near}?`;
  throw new WrongUse([`--renew ${renew}: no such Secret; ${hint}`]);
}
