import { type Fault, quote } from '../errors';
import { hostFault } from '../gke/names';

/** Faults of a host as the API server sees them: a DNS name in lower case, perhaps with a first label `*`. */
export function hostFaults(path: string, host: string, faultOf = hostFault): Fault[] {
  const fault = faultOf(host);
  return fault ? [{ path, ...fault, message: `${fault.message}, got ${quote(host)}` }] : [];
}
