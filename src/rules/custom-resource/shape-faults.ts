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
  const faults = objectsOf(objects).flatMap((item) => shapeFaults(item).map((fault) => ({ on: item, ...fault })));
  found.set(objects, faults);
  return faults;
}

type FaultOn = ShapeFault & { readonly on: Item };

/** Several rules ask. */
const found = new WeakMap<Objects, readonly FaultOn[]>();

/** What the objects of a load balancer are, apart from Helm values. */
export function objectsOf(objects: Objects): Item[] {
  const { lists, ingresses, services, backendConfigs, frontendConfigs, managedCertificates, tlsSecrets } = objects;
  const { gateways, httpRoutes, unservedRoutes, gatewayServices, policies, unclear, registry } = objects;
  const byIngress = new Set(services.map(({ value }) => value));
  const byGateway = gatewayServices.filter(({ value }) => !byIngress.has(value));
  const written = [...services, ...byGateway].filter(({ kind }) => kind === 'Service');
  const ofGateways = [...gateways, ...httpRoutes, ...unservedRoutes, ...policies, ...unclear];
  const ofIngresses = [...backendConfigs, ...frontendConfigs, ...managedCertificates];
  const monitorings = podMonitoringsIn(registry);
  return [...lists, ...ingresses, ...written, ...ofIngresses, ...tlsSecrets, ...ofGateways, ...monitorings];
}

function shapeFaults({ kind, apiVersion, value, written = value }: Item): readonly ShapeFault[] {
  const versions = CORE_OBJECTS[kind] ?? CUSTOM_RESOURCES[kind] ?? GATEWAY_OBJECTS[kind] ?? {};
  // A version that is served no more is told by its own rule, and what it held is of no concern.
  const shape = Object.hasOwn(versions, apiVersion) ? versions[apiVersion] : undefined;
  // SOPS has made other texts of the values.
  if (!shape || value['sops'] !== undefined) return [];
  const reader = new FaultReader(shape);
  reader.read(written, shape);
  return [...reader.faults, ...absentIn(value, shape)];
}

/** Nearly every object is as it should be: a place becomes a path only where there is a fault. */
class FaultReader {
  readonly faults: ShapeFault[] = [];
  private readonly path: (string | number)[] = [];

  constructor(private readonly root: MapShape) {}

  read(value: unknown, shape: Shape): void {
    // To the API server a null is the same as nothing.
    if (value === null || value === undefined || shape.is === 'anything' || shape.is === 'annotation') return;
    if (typeof value === 'string' && shape.is !== 'map' && shape.is !== 'list' && isPlaceholder(value)) return;
    const wrong = typeFault(value, shape);
    if (wrong !== undefined) {
      this.tell('type', `must be ${wrong}, got ${isSecret(this.path) ? 'something else' : quote(value)}`);
    } else if (isMapping(value)) {
      if (shape.is === 'map') this.map(value, shape);
      if (shape.is === 'dictionary') this.dictionary(value, shape);
    } else if (Array.isArray(value) && shape.is === 'list') {
      if (shape.filled === true && value.length === 0) this.tell('type', 'must have at least one item', 'Write one.');
      for (const [index, item] of value.entries()) {
        this.path.push(index);
        this.read(item, shape.of);
        this.path.pop();
      }
    } else if (typeof value === 'number') this.number(value, shape);
    else if (typeof value === 'string') this.text(value, shape);
  }

  private tell(kind: ShapeFault['kind'], message: string, cure?: string): void {
    this.faults.push({ kind, path: [...this.path], message, ...(cure !== undefined && { cure }) });
  }

  private map(value: Mapping, shape: MapShape): void {
    for (const [key, inner] of Object.entries(value)) {
      const known = Object.hasOwn(shape.keys, key) ? shape.keys[key] : undefined;
      const unknown = known ? undefined : unknownKey(key, value, shape, [...this.path], this.root);
      const meant = known ?? unknown?.meant;
      this.path.push(key);
      if (unknown) this.tell('key', unknown.message, unknown.cure);
      if (meant) this.read(inner, meant);
      this.path.pop();
    }
  }

  private dictionary(value: Mapping, { key: { pattern, form }, of }: DictionaryShape): void {
    for (const [key, inner] of Object.entries(value)) {
      this.path.push(key);
      if (!pattern.test(key)) this.tell('value', `must be ${form}, got ${quote(key)}`);
      this.read(inner, of);
      this.path.pop();
    }
  }

  private number(value: number, shape: Shape): void {
    const range = shape.is === 'port' ? { ...PORT, unset: 0 } : shape;
    if (!('min' in range) || (value >= range.min && value <= range.max)) return;
    if ('unset' in range && value === range.unset) return;
    this.tell('value', `must be ${range.min} to ${range.max}, got ${value}`);
  }

  private text(value: string, shape: Shape): void {
    if (shape.is === 'base64' && !isBase64(value)) {
      this.tell('value', 'must be base64', 'Encode the value with base64, or write it as it is below stringData.');
    }
    const form = shape.is === 'port' ? formed(PORT_NAME) : shape;
    if (form.is !== 'text') return;
    const { values, pattern, must = '', maxLength = Infinity } = form;
    if (values && !values.includes(value)) {
      const near = values.find((one) => one !== '' && one.toLowerCase() === value.toLowerCase());
      const cure = near === undefined ? undefined : `Write ${near}.`;
      this.tell('value', `must be ${values.filter(Boolean).join(', ')}, got ${quote(value)}`, cure);
    } else if (pattern && !pattern.test(value)) this.tell('value', `${must}, got ${quote(value)}`);
    else if (value.length > maxLength) {
      this.tell('value', `must be at most ${maxLength} characters, got ${value.length}`);
    }
  }
}

interface UnknownKey {
  readonly message: string;
  readonly cure: string;
  /** What is then said of its value. */
  readonly meant?: Shape;
}

function unknownKey(key: string, value: Mapping, shape: MapShape, here: Path, root: MapShape): UnknownKey {
  const { keys, old = {}, foreign = {} } = shape;
  const today = Object.hasOwn(old, key) ? old[key] : undefined;
  if (today !== undefined) return { message: 'is a field of an older version', cure: `Write ${today} instead.` };
  const message = 'is no field of it';
  const known = Object.hasOwn(foreign, key) ? foreign[key] : undefined;
  if (known) return { message, cure: `Write ${known.instead} instead.` };
  const near = keyMeantBy(key, shape, value);
  const meant = near === undefined ? undefined : keys[near];
  if (near !== undefined && meant !== undefined) {
    const wrong = typeFault(value[key], meant);
    // One word for one slip: under its right name the value would be wrong too.
    if (wrong === undefined || value[key] === null) return { message, cure: `Did you mean ${near}?`, meant };
    return { message, cure: `Did you mean ${near}? It must be ${wrong}.` };
  }
  const place = placeMeantBy(key, here, shape, root);
  if (place === undefined) return { message, cure: 'Remove it.' };
  return { message: 'is no field here', cure: `Write it as ${pathName(place.path)}.`, meant: place.shape };
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
