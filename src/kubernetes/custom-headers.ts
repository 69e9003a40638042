import { type Fault } from '../errors';
import { CUSTOM_HEADER, refusedHeader, splitHeader } from '../gke/custom-headers';
import { duplicateFaults, quote } from './prop-faults';

/** Faults of headers written `name:value`, as the load balancer's own check finds them. */
export function customHeaderFaults(path: string, headers: readonly string[] = []): Fault[] {
  const names = headers.map((header) => splitHeader(header)?.name.toLowerCase() ?? header);
  return [
    ...headers.flatMap((header, index) => headerFaults(`${path}[${index}]`, header)),
    ...duplicateFaults((index) => `${path}[${index}]`, names),
  ];
}

function headerFaults(path: string, header: string): Fault[] {
  const parts = splitHeader(header);
  if (!parts) return [{ path, message: `must be "name:value", got ${quote(header)}` }];
  const { name, value } = parts;
  if (!CUSTOM_HEADER.namePattern.test(name)) {
    return [{ path, message: `must have a name of letters, digits and !#$%&'*+-.^_\`|~, got ${quote(name)}` }];
  }
  const refused = refusedHeader(name);
  return [
    ...(refused ? [{ path, message: `${refused}, got ${quote(name)}` }] : []),
    ...(CUSTOM_HEADER.valuePattern.test(value)
      ? []
      : [{ path, message: `must have a value without control characters, got ${quote(value)}` }]),
  ];
}
