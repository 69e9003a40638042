import { type Fault, quote } from '../errors';
import { RFC1035_LABEL, hostFault, nameFault } from './names';
import { rangeFault } from './ranges';
import type { Form } from './shape';

// What constructs of every kind have against their props.

interface Range {
  readonly min: number;
  readonly max: number;
}

/** Faults of a name, one of Compute Engine unless a rule is given; one that was left out has none. */
export function nameFaults(path: string, value: string | undefined, rule: Form = RFC1035_LABEL): Fault[] {
  const message = value === undefined ? undefined : nameFault(value, rule);
  return message === undefined ? [] : [{ path, message: `${message}, got ${quote(value)}` }];
}

/** Faults of a whole number; one that was left out has none. */
export function integerFaults(path: string, value: number | undefined, range: Range): Fault[] {
  if (value === undefined || (Number.isInteger(value) && within(value, range))) return [];
  return [{ path, message: `must be a whole number, ${range.min} to ${range.max}, got ${quote(value)}` }];
}

/** Faults of a number; one that was left out has none. */
export function numberFaults(path: string, value: number | undefined, range: Range): Fault[] {
  if (value === undefined || within(value, range)) return [];
  return [{ path, message: `must be ${range.min} to ${range.max}, got ${quote(value)}` }];
}

/** Faults of a word out of a list; one that was left out has none. */
export function choiceFaults(path: string, value: string | undefined, choices: readonly string[]): Fault[] {
  if (value === undefined || choices.includes(value)) return [];
  const near = choices.find((choice) => choice === value.toUpperCase());
  return [
    {
      path,
      message: `must be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}, got ${quote(value)}`,
      ...(near && { cure: `did you mean ${near}?` }),
    },
  ];
}

/** A fault for every value that stands in the list a second time. */
export function duplicateFaults(path: (index: number) => string, values: readonly string[]): Fault[] {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    return first === index ? [] : [{ path: path(index), message: `is the same as ${path(first)}: ${quote(value)}` }];
  });
}

/** Faults of a range of addresses; one that was left out has none. */
export function rangeFaults(path: string, range: string | undefined, faultOf = rangeFault): Fault[] {
  return range === undefined ? [] : told(path, range, faultOf(range));
}

/** Faults of a host: a DNS name in lower case, perhaps with a first label `*`, unless something else decides. */
export function hostFaults(
  path: string,
  host: string,
  faultOf: (host: string) => Told | undefined = hostFault,
): Fault[] {
  return told(path, host, faultOf(host));
}

/** Faults of the path of a URL. */
export function urlPathFaults(path: string, value: string): Fault[] {
  return value.startsWith('/') ? [] : [{ path, message: `must start with "/", got ${quote(value)}` }];
}

type Told = Pick<Fault, 'message' | 'cure'>;

function told(path: string, value: string, fault: Told | undefined): Fault[] {
  return fault ? [{ path, ...fault, message: `${fault.message}, got ${quote(value)}` }] : [];
}

function within(value: number, { min, max }: Range): boolean {
  return value >= min && value <= max;
}
