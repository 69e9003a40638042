import { isMapping, mappingOf, textOf } from '../source/plain';
import type { Mapping } from '../source/plain';

/**
 * An object after the operations of a JSON patch; what cannot be done is left out.
 *
 * @see https://datatracker.ietf.org/doc/html/rfc6902
 */
export function patchedBy(object: Mapping, operations: readonly unknown[]): Mapping {
  return operations.reduce<Mapping>((now, operation) => {
    const { op, path, value } = mappingOf(operation);
    const steps = (textOf(path) ?? '')
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (steps.length === 0 || !['add', 'replace', 'remove'].includes(String(op))) return now;
    return mappingOf(changed(now, steps, String(op), value));
  }, object);
}

function changed(object: unknown, [step = '', ...rest]: readonly string[], op: string, value: unknown): unknown {
  if (Array.isArray(object)) {
    const list: readonly unknown[] = object;
    const index = step === '-' ? list.length : Number(step);
    if (rest.length > 0) return list.map((item, at) => (at === index ? changed(item, rest, op, value) : item));
    return list.toSpliced(index, op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
  }
  if (!isMapping(object)) return object;
  if (rest.length > 0) return { ...object, [step]: changed(object[step], rest, op, value) };
  const { [step]: _, ...others } = object;
  return op === 'remove' ? others : { ...others, [step]: value };
}
