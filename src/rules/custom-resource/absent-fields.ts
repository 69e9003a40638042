import type { MapShape, Shape } from '../../gke/shape';
import { isMapping } from '../../source/plain';
import type { Mapping } from '../../source/plain';
import type { ShapeFault } from './shape-fault';

/** What an object lacks, read as it was meant: a misspelt field is not missing. */
export function absentIn(value: unknown, shape: Shape): ShapeFault[] {
  const faults: ShapeFault[] = [];
  addAbsent(faults, value, shape, []);
  return faults;
}

/** `path` is changed, and left as it was. */
function addAbsent(faults: ShapeFault[], value: unknown, shape: Shape, path: (string | number)[]): void {
  if (shape.is === 'list' && Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      path.push(index);
      addAbsent(faults, item, shape.of, path);
      path.pop();
    }
  }
  if (shape.is !== 'map' || !isMapping(value)) return;
  for (const fault of absentHere(value, shape)) faults.push({ ...fault, path: [...path] });
  for (const [key, inner] of Object.entries(value)) {
    const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    if (known === undefined || typeof inner !== 'object') continue;
    path.push(key);
    addAbsent(faults, inner, known, path);
    path.pop();
  }
}

function* absentHere(value: Mapping, shape: MapShape): Generator<Omit<ShapeFault, 'path'>> {
  const { required = [], oneOf = [], old = {}, switchedBy } = shape;
  const has = (key: string) => value[key] !== undefined && value[key] !== null;
  for (const key of required.filter((one) => !has(one))) {
    yield { kind: 'type', message: `${key} is required, but missing`, cure: `Write ${key}.` };
  }
  if (oneOf.length > 0 && !Object.keys(old).some(has) && !oneOf.some(has)) {
    yield { kind: 'type', message: `must have ${oneOf.join(' or ')}`, cure: `Write ${oneOf[0] ?? ''}.` };
  }
  if (switchedBy !== undefined && !has(switchedBy)) {
    const cure = `Write ${switchedBy}: true, or remove the whole.`;
    yield { kind: 'off', message: `${switchedBy} is missing, which is the same as false: this is off`, cure };
  }
}
