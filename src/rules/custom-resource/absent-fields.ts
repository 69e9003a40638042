import type { MapShape, Shape } from '../../gke/shape';
import { isMapping } from '../../source/plain';
import type { Mapping, Path } from '../../source/plain';
import type { ShapeFault } from './shape-fault';

/** What an object lacks, read as it was meant: a misspelt field is not missing. */
export function absentIn(value: unknown, shape: Shape, path: Path = [], faults: ShapeFault[] = []): ShapeFault[] {
  if (shape.is === 'list' && Array.isArray(value)) {
    for (const [index, item] of value.entries()) absentIn(item, shape.of, [...path, index], faults);
  }
  if (shape.is !== 'map' || !isMapping(value)) return faults;
  faults.push(...absentHere(value, shape, path));
  for (const [key, inner] of Object.entries(value)) {
    const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    if (known && typeof inner === 'object') absentIn(inner, known, [...path, key], faults);
  }
  return faults;
}

function* absentHere(value: Mapping, shape: MapShape, path: Path): Generator<ShapeFault> {
  const { required = [], oneOf = [], old = {}, switchedBy } = shape;
  const has = (key: string) => value[key] !== undefined && value[key] !== null;
  for (const key of required.filter((one) => !has(one))) {
    yield { kind: 'type', path, message: `${key} is required, but missing`, cure: `Write ${key}.` };
  }
  if (oneOf.length > 0 && !Object.keys(old).some(has) && !oneOf.some(has)) {
    yield { kind: 'type', path, message: `must have ${oneOf.join(' or ')}`, cure: `Write ${oneOf[0] ?? ''}.` };
  }
  if (switchedBy !== undefined && !has(switchedBy)) {
    const cure = `Write ${switchedBy}: true, or remove the whole.`;
    yield { kind: 'off', path, message: `${switchedBy} is missing, which is the same as false: this is off`, cure };
  }
}
