import type { MapShape, Shape } from '../../gke/shape';
import { isMapping } from '../../source/plain';
import type { Path } from '../../source/plain';
import type { ShapeFault } from './shape-fault';

/** What an object lacks, read as it was meant: a misspelt field is not missing. */
export function* absentIn(value: unknown, shape: Shape, path: Path): Generator<ShapeFault> {
  if (shape.is === 'list' && Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* absentIn(item, shape.of, [...path, index]);
  }
  if (shape.is !== 'map' || !isMapping(value)) return;
  const has = (key: string) => value[key] !== undefined && value[key] !== null;
  yield* absentHere(shape, has, path);
  for (const [key, inner] of Object.entries(shape.keys)) {
    if (has(key)) yield* absentIn(value[key], inner, [...path, key]);
  }
}

function* absentHere(
  { required = [], oneOf = [], old = {}, switchedBy }: MapShape,
  has: (key: string) => boolean,
  path: Path,
): Generator<ShapeFault> {
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
