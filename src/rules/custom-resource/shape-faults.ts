import { CUSTOM_RESOURCES } from '../../gke/custom-resources';
import type { Shape } from '../../gke/custom-resources';
import { nearest } from '../../source/did-you-mean';
import { isMapping } from '../../source/plain';
import type { Path } from '../../source/plain';
import { quote } from '../item';
import type { Item } from '../item';

export interface ShapeFault {
  /** Refused by the API server; let through and refused later; dropped in silence. */
  readonly kind: 'type' | 'value' | 'key';
  readonly path: Path;
  readonly message: string;
  readonly cure?: string;
}

/** Whatever in the spec of a custom resource is not as the controller takes it. */
export function* shapeFaults({ kind, value }: Item): Generator<ShapeFault> {
  const shape = CUSTOM_RESOURCES[kind];
  if (!shape) return;
  if (value['spec'] !== undefined) yield* faultsIn(value['spec'], shape, ['spec']);
  else if (kind === 'ManagedCertificate') yield { kind: 'type', path: [], message: 'spec is required, but missing' };
}

function* faultsIn(value: unknown, shape: Shape, path: Path): Generator<ShapeFault> {
  // To the API server a null is the same as nothing.
  if (value === null || value === undefined) return;
  const wrong = typeFault(value, shape);
  if (wrong !== undefined) {
    yield { kind: 'type', path, message: `must be ${wrong}, got ${isSecret(path) ? 'something else' : quote(value)}` };
    return;
  }
  if (shape.is === 'map') yield* faultsInMap(value, shape, path);
  if (shape.is === 'list') {
    for (const [index, item] of (value as unknown[]).entries()) yield* faultsIn(item, shape.of, [...path, index]);
  }
  if ((shape.is === 'whole' || shape.is === 'number') && typeof value === 'number') {
    const { min, max } = shape;
    if (value < min || value > max) yield { kind: 'value', path, message: `must be ${min} to ${max}, got ${value}` };
  }
  if (shape.is === 'text' && typeof value === 'string') yield* faultsInText(value, shape, path);
}

function* faultsInMap(value: unknown, shape: Extract<Shape, { is: 'map' }>, path: Path): Generator<ShapeFault> {
  if (!isMapping(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    if (known) yield* faultsIn(inner, known, [...path, key]);
    else {
      const near = nearest(key, Object.keys(shape.keys));
      const cure = near === undefined ? 'Remove it.' : `Did you mean ${near}?`;
      yield { kind: 'key', path: [...path, key], message: 'is no field of it', cure };
    }
  }
  for (const key of shape.required ?? []) {
    if (value[key] !== undefined && value[key] !== null) continue;
    yield { kind: 'type', path, message: `${key} is required, but missing`, cure: `Write ${key}.` };
  }
}

function* faultsInText(value: string, shape: Extract<Shape, { is: 'text' }>, path: Path): Generator<ShapeFault> {
  const { values, pattern, must = '' } = shape;
  if (values && !values.includes(value)) {
    const near = values.find((one) => one !== '' && one === value.toUpperCase());
    const message = `must be ${values.filter(Boolean).join(', ')}, got ${quote(value)}`;
    yield { kind: 'value', path, message, ...(near !== undefined && { cure: `Write ${near}.` }) };
  } else if (pattern && !pattern.test(value)) yield { kind: 'value', path, message: `${must}, got ${quote(value)}` };
}

function typeFault(value: unknown, { is }: Shape): string | undefined {
  switch (is) {
    case 'text':
      return typeof value === 'string' ? undefined : 'text';
    case 'whole':
      return Number.isInteger(value) ? undefined : 'a whole number';
    case 'number':
      return typeof value === 'number' ? undefined : 'a number';
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'list':
      return Array.isArray(value) ? undefined : 'a list';
    case 'map':
      return isMapping(value) ? undefined : 'a mapping';
  }
}

function isSecret(path: Path): boolean {
  return /secret|keyValue/i.test(String(path.at(-1)));
}
