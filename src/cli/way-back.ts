import { changesBetween } from '../diff/changes';
import { certificateCannotBeProved } from '../diff/danger/gateway/certificate-cannot-be-proved';
import type { Fault } from '../errors';

/**
 * Why manifests may not take the place of those of a Gateway: the certificates of a new Ingress could not be issued.
 *
 * @param path - of the file, below the folder
 * @param file - where the file is, for the reader
 */
export function wayBackFaults(path: string, file: string, before: string, after: string): Fault[] {
  const side = (text: string) => ({ files: new Map([[path, text]]), label: () => file });
  const found = [...certificateCannotBeProved.check(changesBetween(side(before), side(after)))];
  const { cure } = certificateCannotBeProved;
  return found.map(({ on, message }) => ({
    at: { file },
    message: `would get the ManagedCertificate ${on.name}, which Google cannot prove: ${message.replaceAll('`', '')}, and DNS leads there`,
    cure: `${cure} Where the Gateway was never applied, delete ${file}.`,
  }));
}
