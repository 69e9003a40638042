import { quote } from '../../errors';
import { CORE_OBJECTS } from '../../gke/core-objects';
import { CUSTOM_RESOURCES } from '../../gke/custom-resources';
import { GATEWAY_OBJECTS } from '../../gke/gateway-objects';
import { PORT_NAME } from '../../gke/names';
import { PORT } from '../../gke/network';
import { formed } from '../../gke/shape';
import type { DictionaryShape, MapShape, Shape } from '../../gke/shape';
import { isMapping, pathName } from '../../source/plain';
import type { Mapping, Path } from '../../source/plain';
import type { Item } from '../item';
import { keyMeantBy, placeMeantBy } from '../meant-keys';
import type { Objects } from '../objects';
import { podMonitoringsIn } from '../pod-monitoring';
import { isBase64, isPlaceholder } from '../placeholder';
import { absentIn } from './absent-fields';
import type { ShapeFault } from './shape-fault';

/** The objects of load balancers, each with what in it is not as the API server and the controller take it. */
export function shapeFaultsIn(objects: Objects): readonly FaultOn[] {
  const before = found.get(objects);
  if (before) return before;
  const faults = objectsOf(objects).flatMap((item) => [...shapeFaults(item)].map((fault) => ({ on: item, ...fault })));
  found.set(objects, faults);
  return faults;
}

type FaultOn = ShapeFault & { readonly on: Item };

/** Several rules ask. */
const found = new WeakMap<Objects, readonly FaultOn[]>();

/** What the objects of a load balancer are, apart from Helm values. */
export function objectsOf(objects: Objects): Item[] {
  const { lists, ingresses, services, backendConfigs, frontendConfigs, managedCertificates, tlsSecrets } = objects;
  const { gateways, httpRoutes, grpcRoutes, gatewayServices, policies, unclear, registry } = objects;
  const byIngress = new Set(services.map(({ value }) => value));
  const byGateway = gatewayServices.filter(({ value }) => !byIngress.has(value));
  const written = [...services, ...byGateway].filter(({ kind }) => kind === 'Service');
  const ofGateways = [...gateways, ...httpRoutes, ...grpcRoutes, ...policies, ...unclear];
  const ofIngresses = [...backendConfigs, ...frontendConfigs, ...managedCertificates];
  const monitorings = podMonitoringsIn(registry);
  return [...lists, ...ingresses, ...written, ...ofIngresses, ...tlsSecrets, ...ofGateways, ...monitorings];
}

function* shapeFaults({ kind, apiVersion, value, written = value }: Item): Generator<ShapeFault> {
  const versions = CORE_OBJECTS[kind] ?? CUSTOM_RESOURCES[kind] ?? GATEWAY_OBJECTS[kind] ?? {};
  // A version that is served no more is told by its own rule, and what it held is of no concern.
  const shape = Object.hasOwn(versions, apiVersion) ? versions[apiVersion] : undefined;
  // SOPS has made other texts of the values.
  if (!shape || value['sops'] !== undefined) return;
  yield* faultsIn(written, shape, { path: [], root: shape });
  yield* absentIn(value, shape, []);
}

/** Where in an object something stands, and the shape of the whole. */
interface Place {
  readonly path: Path;
  readonly root: MapShape;
}

function* faultsIn(value: unknown, shape: Shape, at: Place): Generator<ShapeFault> {
  // To the API server a null is the same as nothing.
  if (value === null || value === undefined || shape.is === 'anything' || shape.is === 'annotation') return;
  if (typeof value === 'string' && shape.is !== 'map' && shape.is !== 'list' && isPlaceholder(value)) return;
  const { path } = at;
  const wrong = typeFault(value, shape);
  if (wrong !== undefined) {
    yield { kind: 'type', path, message: `must be ${wrong}, got ${isSecret(path) ? 'something else' : quote(value)}` };
    return;
  }
  if (shape.is === 'map') yield* faultsInMap(value, shape, at);
  if (shape.is === 'dictionary') yield* faultsInDictionary(value, shape, at);
  if (shape.is === 'list') {
    if (shape.filled === true && Array.isArray(value) && value.length === 0) {
      yield { kind: 'type', path, message: 'must have at least one item', cure: 'Write one.' };
    }
    for (const [index, item] of (value as unknown[]).entries()) yield* faultsIn(item, shape.of, below(at, index));
  }
  if (typeof value === 'number') yield* faultsInNumber(value, shape, path);
  if (typeof value === 'string') yield* faultsInText(value, shape, path);
}

function below({ path, root }: Place, step: string | number): Place {
  return { path: [...path, step], root };
}

function* faultsInMap(value: unknown, shape: MapShape, at: Place): Generator<ShapeFault> {
  if (!isMapping(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
    const inside = below(at, key);
    if (known) yield* faultsIn(inner, known, inside);
    else {
      const { cure, message, meant } = unknownKey(key, value, shape, at);
      yield { kind: 'key', path: inside.path, message, cure };
      if (meant) yield* faultsIn(inner, meant, inside);
    }
  }
}

interface UnknownKey {
  readonly message: string;
  readonly cure: string;
  /** What is then said of its value. */
  readonly meant?: Shape;
}

function unknownKey(key: string, value: Mapping, shape: MapShape, at: Place): UnknownKey {
  const { keys, old = {} } = shape;
  const today = Object.hasOwn(old, key) ? old[key] : undefined;
  if (today !== undefined) return { message: 'is a field of an older version', cure: `Write ${today} instead.` };
  const message = 'is no field of it';
  const near = keyMeantBy(key, shape, value);
  if (near !== undefined) return { message, cure: `Did you mean ${near}?`, meant: keys[near] };
  const place = placeMeantBy(key, at.path, shape, at.root);
  if (place === undefined) return { message, cure: 'Remove it.' };
  return { message: 'is no field here', cure: `Write it as ${pathName(place.path)}.`, meant: place.shape };
}

function* faultsInDictionary(value: unknown, shape: DictionaryShape, at: Place): Generator<ShapeFault> {
  if (!isMapping(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const inside = below(at, key);
    const { pattern, form } = shape.key;
    if (!pattern.test(key)) {
      yield { kind: 'value', path: inside.path, message: `must be ${form}, got ${quote(key)}` };
    }
    yield* faultsIn(inner, shape.of, inside);
  }
}

function* faultsInNumber(value: number, shape: Shape, path: Path): Generator<ShapeFault> {
  const range = shape.is === 'port' ? { ...PORT, unset: 0 } : shape;
  if (!('min' in range) || (value >= range.min && value <= range.max)) return;
  if ('unset' in range && value === range.unset) return;
  yield { kind: 'value', path, message: `must be ${range.min} to ${range.max}, got ${value}` };
}

function* faultsInText(value: string, shape: Shape, path: Path): Generator<ShapeFault> {
  if (shape.is === 'base64' && !isBase64(value)) {
    const cure = 'Encode the value with base64, or write it as it is below stringData.';
    yield { kind: 'value', path, message: 'must be base64', cure };
  }
  const form = shape.is === 'port' ? formed(PORT_NAME) : shape;
  if (form.is !== 'text') return;
  const { values, pattern, must = '', maxLength = Infinity } = form;
  if (values && !values.includes(value)) {
    const near = values.find((one) => one !== '' && one.toLowerCase() === value.toLowerCase());
    const message = `must be ${values.filter(Boolean).join(', ')}, got ${quote(value)}`;
    yield { kind: 'value', path, message, ...(near !== undefined && { cure: `Write ${near}.` }) };
  } else if (pattern && !pattern.test(value)) yield { kind: 'value', path, message: `${must}, got ${quote(value)}` };
  else if (value.length > maxLength) {
    yield { kind: 'value', path, message: `must be at most ${maxLength} characters, got ${value.length}` };
  }
}

function typeFault(value: unknown, { is }: Shape): string | undefined {
  switch (is) {
    case 'text':
      return typeof value === 'string' ? undefined : 'text';
    case 'base64':
      return typeof value === 'string' ? undefined : 'text in base64';
    case 'whole':
      return Number.isInteger(value) ? undefined : 'a whole number';
    case 'number':
      return typeof value === 'number' ? undefined : 'a number';
    case 'port':
      return Number.isInteger(value) || typeof value === 'string' ? undefined : 'a number or a name';
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'list':
      return Array.isArray(value) ? undefined : 'a list';
    case 'map':
    case 'dictionary':
      return isMapping(value) ? undefined : 'a mapping';
    case 'annotation':
    case 'anything':
      return undefined;
  }
}

function isSecret(path: Path): boolean {
  return /secret|keyValue/i.test(String(path.at(-1))) || path[0] === 'data' || path[0] === 'stringData';
}
