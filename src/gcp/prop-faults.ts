import { type Fault, quote } from '../errors';
import { type NameRule, RFC1035_LABEL, nameFault } from '../gke/names';
import { rangeFault } from '../gke/ranges';

/** A name that Compute Engine takes, or that another rule says. */
export function nameFaults(path: string, name: string, rule: NameRule = RFC1035_LABEL): Fault[] {
  const message = nameFault(name, rule);
  return message === undefined ? [] : [{ path, message: `${message}, got ${quote(name)}` }];
}

/** Address ranges that Compute Engine takes; neither `terraform validate` nor `plan` looks at them. */
export function rangeFaults(path: string, ranges: readonly string[]): Fault[] {
  return ranges.flatMap((range, index) => {
    const fault = rangeFault(range);
    if (!fault) return [];
    return [{ path: `${path}[${index}]`, message: `${fault.message}, got ${quote(range)}`, cure: fault.cure }];
  });
}
