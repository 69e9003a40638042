import { type Fault, quote } from '../errors';
import { KUBERNETES_LABEL } from '../gke/names';
import { nameFaults } from '../gke/prop-faults';

export type Labels = Readonly<Record<string, string>>;

/** Faults of labels, which a list of none has not. */
export function labelFaults(path: string, labels: Labels): Fault[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const at = `${path}[${quote(key)}]`;
    return [...nameFaults(at, key, KUBERNETES_LABEL.key), ...nameFaults(at, value, KUBERNETES_LABEL.value)];
  });
}

/** Faults of annotations of a user's: those that the construct writes would change its meaning behind its props. */
export function annotationFaults(
  path: string,
  annotations: Readonly<Record<string, string>>,
  written: readonly string[],
): Fault[] {
  return Object.keys(annotations).flatMap((key) => {
    const at = `${path}[${quote(key)}]`;
    if (!written.includes(key)) return nameFaults(at, key, KUBERNETES_LABEL.key);
    return [{ path: at, message: 'is what the construct writes', cure: 'use the prop for it' }];
  });
}

/** Faults of a selector: one without labels selects every pod of the namespace. */
export function selectorFaults(path: string, labels: Labels): Fault[] {
  if (Object.keys(labels).length > 0) return labelFaults(path, labels);
  return [{ path, message: 'must be at least one label: none selects every pod of the namespace' }];
}
