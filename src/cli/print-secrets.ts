import { UserError, WrongUse } from '../errors';
import { tlsSecret } from '../operations/secrets';
import { objectsYaml } from '../source/write';
import type { CertificateSecret } from '../topology/certificate-secrets';
import type { Topology } from '../topology/topology';
import { clientFileOf, newPair, tellFile } from './client-certificates';

/** Not apply: it would copy the keys into an annotation. */
const HEADING = `# Holds private keys: pipe it to kubectl create --filename -, and keep it nowhere.\n`;

/**
 * Prints the manifests, for whoever applies them where the cluster can be reached.
 *
 * @throws WrongUse where a terminal would show the keys, UserError where a client's file is of an earlier Secret
 */
export async function printSecrets(
  root: string,
  topology: Topology,
  secrets: readonly CertificateSecret[],
  { renew, force }: { readonly renew?: string; readonly force?: boolean },
): Promise<number> {
  if (process.stdout.isTTY && !force) {
    const cure = 'pipe it on, as in | kubectl create --filename -; --force prints them';
    throw new WrongUse([`--print: private keys do not belong on a terminal: ${cure}`]);
  }
  const files = secrets.map((secret) => ({ secret, file: clientFileOf(root, topology, secret) }));
  const faults = files.flatMap(({ secret: { secretName }, file }) =>
    file?.exists && renew === undefined
      ? [
          {
            at: { file: file.file },
            message: `is there: it goes with a Secret ${secretName} that was made before`,
            cure: `--print --renew ${secretName} makes another, for kubectl replace; or move the file away`,
          },
        ]
      : [],
  );
  if (faults.length > 0) throw new UserError(faults);
  const manifests: string[] = [];
  for (const { secret, file } of files) {
    const pair = await newPair(secret);
    manifests.push(
      objectsYaml(tlsSecret({ name: secret.secretName, namespace: topology.namespace, labels: topology.labels }, pair)),
    );
    file?.add(pair.certificate);
    tellFile(file);
  }
  process.stdout.write(HEADING + manifests.join('---\n'));
  return 0;
}
