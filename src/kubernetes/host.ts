import { isIP } from 'node:net';
import { type Fault } from '../errors';
import { RFC1123_SUBDOMAIN } from '../gke/names';
import { nameFaults, quote } from './checks';

/** Faults of a host as the API server sees them: a DNS name in lower case, perhaps with a first label `*`. */
export function hostFaults(path: string, host: string): Fault[] {
  if (isIP(host) !== 0) return [{ path, message: `must be a DNS name, not an IP address, got ${quote(host)}` }];
  if (host !== host.toLowerCase()) {
    return [{ path, message: `must be lower case, got ${quote(host)}`, cure: `did you mean ${host.toLowerCase()}?` }];
  }
  if (host.length > RFC1123_SUBDOMAIN.maxLength) return nameFaults(path, host, RFC1123_SUBDOMAIN);
  const name = host.startsWith('*.') ? host.slice(2) : host;
  if (RFC1123_SUBDOMAIN.pattern.test(name) && name.split('.').every((label) => label.length <= LABEL_MAX)) return [];
  return [{ path, message: `must be a DNS name such as milvus.example.com, got ${quote(host)}` }];
}

const LABEL_MAX = 63;
