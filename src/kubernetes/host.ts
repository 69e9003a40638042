import { type Fault } from '../errors';
import { dnsNameFault } from '../gke/names';
import { quote } from './prop-faults';

/** Faults of a host as the API server sees them: a DNS name in lower case, perhaps with a first label `*`. */
export function hostFaults(path: string, host: string): Fault[] {
  const message = dnsNameFault(host);
  if (message === undefined) return [];
  const lower = host.toLowerCase();
  return [
    { path, message: `${message}, got ${quote(host)}`, ...(lower !== host && { cure: `did you mean ${lower}?` }) },
  ];
}
