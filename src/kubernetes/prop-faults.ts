import { type Fault, quote } from '../errors';
import { KUBERNETES_LABEL, type NameRule, nameFault } from '../gke/names';

export type Labels = Readonly<Record<string, string>>;

interface Range {
  readonly min: number;
  readonly max: number;
}

/** Faults of a name; one that was left out has none. */
export function nameFaults(path: string, value: string | undefined, rule: NameRule): Fault[] {
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

/** Faults of labels, which a list of none has not. */
export function labelFaults(path: string, labels: Labels): Fault[] {
  return Object.entries(labels).flatMap(([key, value]) => [
    ...(KUBERNETES_LABEL.key.test(key) ? [] : [{ path, message: `must have label names, got ${quote(key)}` }]),
    ...(KUBERNETES_LABEL.value.test(value)
      ? []
      : [
          {
            path: `${path}[${quote(key)}]`,
            message: `must be at most 63 letters, digits, "-", "_" and ".", got ${quote(value)}`,
          },
        ]),
  ]);
}

/** Faults of annotations of a user's: those that the construct writes would change its meaning behind its props. */
export function annotationFaults(
  path: string,
  annotations: Readonly<Record<string, string>>,
  written: readonly string[],
): Fault[] {
  return Object.keys(annotations).flatMap((key) => {
    if (!KUBERNETES_LABEL.key.test(key)) return [{ path, message: `must have annotation names, got ${quote(key)}` }];
    if (!written.includes(key)) return [];
    return [{ path: `${path}[${quote(key)}]`, message: 'is what the construct writes', cure: 'use the prop for it' }];
  });
}

/** Faults of a selector: one without labels selects every pod of the namespace. */
export function selectorFaults(path: string, labels: Labels): Fault[] {
  if (Object.keys(labels).length > 0) return labelFaults(path, labels);
  return [{ path, message: 'must be at least one label: none selects every pod of the namespace' }];
}

function within(value: number, { min, max }: Range): boolean {
  return value >= min && value <= max;
}
