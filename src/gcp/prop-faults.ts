import type { Construct } from 'constructs';
import { type Fault, InvalidProps } from '../errors';
import { RFC1035_LABEL } from '../gke/names';
import { rangeFault } from '../gke/ranges';
import { ACCOUNT_ID } from '../gke/storage';

/** Throws all faults at once, naming the construct; does nothing where there is none. */
export function refuse(construct: Construct, faults: readonly Fault[]): void {
  if (faults.length > 0) throw new InvalidProps(construct.node.path, faults);
}

/** A name that Compute Engine takes. */
export function computeNameFaults(path: string, name: string): Fault[] {
  const { pattern, maxLength, form } = RFC1035_LABEL;
  if (name.length <= maxLength && pattern.test(name)) return [];
  return [{ path, message: `must be at most ${maxLength} ${form}, got ${JSON.stringify(name)}` }];
}

/** A name that a Google service account can have. */
export function accountIdFaults(path: string, accountId: string): Fault[] {
  const { pattern, minLength, maxLength, form } = ACCOUNT_ID;
  if (accountId.length >= minLength && accountId.length <= maxLength && pattern.test(accountId)) return [];
  return [{ path, message: `must be ${minLength} to ${maxLength} ${form}, got ${JSON.stringify(accountId)}` }];
}

/** Address ranges that Compute Engine takes; neither `terraform validate` nor `plan` looks at them. */
export function rangeFaults(path: string, ranges: readonly string[]): Fault[] {
  return ranges.flatMap((range, index) => {
    const fault = rangeFault(range);
    if (!fault) return [];
    return [{ path: `${path}[${index}]`, message: `${fault.message}, got ${JSON.stringify(range)}`, cure: fault.cure }];
  });
}
