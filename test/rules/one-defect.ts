import { CORE_OBJECTS } from '../../src/gke/core-objects';
import { CUSTOM_RESOURCES } from '../../src/gke/custom-resources';
import { GATEWAY_OBJECTS } from '../../src/gke/gateway-objects';
import type { Shape } from '../../src/gke/shape';
import { isMapping } from '../../src/source/plain';
import type { Mapping, Path } from '../../src/source/plain';

/** One slip in one place of an object. */
export interface Slip {
  readonly title: string;
  readonly value: unknown;
}

/** Every slip of one kind after the other, in every place of an object of a load balancer: form alone, not what it says. */
export function* slipsOf(object: unknown): Generator<Slip> {
  const { kind, apiVersion } = object as { kind: string; apiVersion: string };
  const shape = (CORE_OBJECTS[kind] ?? CUSTOM_RESOURCES[kind] ?? GATEWAY_OBJECTS[kind])?.[apiVersion];
  if (!shape) return;
  for (const { at, how, change } of slipsIn(object, shape, [])) {
    yield { title: `${kind} ${at.join('.')} ${how}`, value: changed(object, at, change) };
  }
}

interface Change {
  readonly at: Path;
  readonly how: string;
  readonly change: (before: unknown) => unknown;
}

function* slipsIn(value: unknown, shape: Shape, at: Path): Generator<Change> {
  if (value === undefined || shape.is === 'anything') return;
  for (const [how, wrong] of at.length === 0 ? [] : wrongFor(value, shape)) yield { at, how, change: () => wrong };
  if (shape.is === 'map' && isMapping(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const known = shape.keys[key];
      if (!known) continue;
      if (key.length > 4) yield { at, how: `with ${key} misspelt`, change: (one) => renamed(one as Mapping, key) };
      yield* slipsIn(inner, known, [...at, key]);
    }
  }
  if (shape.is === 'dictionary' && isMapping(value)) {
    for (const [key, inner] of Object.entries(value)) yield* slipsIn(inner, shape.of, [...at, key]);
  }
  if (shape.is === 'list' && Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* slipsIn(item, shape.of, [...at, index]);
  }
}

/** Values of other types, most of which tell what was meant. */
function* wrongFor(value: unknown, shape: Shape): Generator<readonly [how: string, value: unknown]> {
  if (shape.is === 'map' || shape.is === 'dictionary') {
    yield ['as a list of it', [value]];
    yield ['as a list of pairs', Object.entries(value as Mapping).map(([key, inner]) => ({ [key]: inner }))];
    yield ['as a word', (shape.is === 'map' && (value as Mapping)[shape.plain ?? '']) || 'something'];
    yield ['as a number', 7];
  } else if (shape.is === 'list') {
    yield ['as its first item', (value as unknown[])[0]];
    yield ['as a mapping', Object.fromEntries((value as unknown[]).map((item, index) => [`item-${index}`, item]))];
    yield ['as a number', 7];
  } else if (shape.is === 'annotation') {
    const text = String(value);
    if (/^(true|false)$/.test(text)) yield ['as a flag', text === 'true'];
    else if (text.startsWith('{')) yield ['as a mapping', JSON.parse(text)];
    else yield ['as a list', text.split(',')];
  } else {
    yield ['as a list', [value]];
    yield ['as a mapping', { key: value }];
    if (['whole', 'number', 'flag'].includes(shape.is)) yield ['in quotes', String(value)];
  }
}

function renamed(mapping: Mapping, key: string): Mapping {
  const slip = `${key.slice(0, 2)}${key.slice(3)}`;
  return Object.fromEntries(Object.entries(mapping).map(([one, value]) => [one === key ? slip : one, value]));
}

function changed(value: unknown, [step, ...rest]: Path, change: Change['change']): unknown {
  if (step === undefined) return change(value);
  if (Array.isArray(value)) return value.map((item, index) => (index === step ? changed(item, rest, change) : item));
  const mapping = value as Mapping;
  return { ...mapping, [step]: changed(mapping[step], rest, change) };
}
