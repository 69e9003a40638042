import { CORE_OBJECTS } from '../gke/core-objects';
import { CUSTOM_RESOURCES } from '../gke/custom-resources';
import { GATEWAY_OBJECTS } from '../gke/gateway-objects';
import type { MapShape } from '../gke/shape';
import { nearest } from '../source/did-you-mean';
import { isMapping, textOf } from '../source/plain';
import type { Mapping } from '../source/plain';
import { keyMeantBy } from './meant-keys';

/** What an object is, and by which version. */
export interface Identity {
  readonly kind: string;
  /** Empty where it is missing, and the object is one of a load balancer all the same. */
  readonly apiVersion: string;
}

/** What an object says that it is, or what its fields tell; undefined for what is no object. */
export function identityOf(value: Mapping): Identity | undefined {
  const written = textOf(value['kind']) || undefined;
  const apiVersion = textOf(value['apiVersion']);
  const kind = written === undefined ? kindByFields(value, apiVersion) : kindMeantBy(written, apiVersion ?? '');
  if (kind === undefined) return undefined;
  // A group that is left out is told as a wrong one.
  const isForgotten = apiVersion === undefined && isMapping(value['spec']) && SHAPES.has(kind);
  return apiVersion !== undefined || isForgotten ? { kind, apiVersion: apiVersion ?? '' } : undefined;
}

/** A wrong group is told; a kind of that name in the group of another project is something else. */
export function isOfKubernetes({ apiVersion }: Identity): boolean {
  const group = apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '';
  if (!group.includes('.') || /(^|\.)(k8s|gke)\.io$|\.google\.com$/.test(group)) return true;
  return nearest(group, ['networking.k8s.io']) !== undefined;
}

/** Its fields in the version that it names, else in the present one; undefined for a kind that no load balancer has. */
export function shapeOf({ kind, apiVersion }: Identity): MapShape | undefined {
  const versions = SHAPES.get(kind) ?? {};
  return Object.hasOwn(versions, apiVersion) ? versions[apiVersion] : Object.values(versions)[0];
}

/** Versions of each kind of a load balancer, the present one first. */
const SHAPES = new Map(Object.entries({ ...CORE_OBJECTS, ...CUSTOM_RESOURCES, ...GATEWAY_OBJECTS }));

/** In the Gateway API, kinds and their fields lie too near one another for a guess. */
const GUESSED = Object.entries({ ...CORE_OBJECTS, ...CUSTOM_RESOURCES });

/** A kind in other letters, in the plural or misspelt is told, and must not be overlooked. */
function kindMeantBy(kind: string, apiVersion: string): string {
  const singular = kind.toLowerCase().replace(/(?<=config|certificate|service|secret)s$|(?<=ingress)es$/, '');
  const known = KINDS.get(singular);
  if (known !== undefined) return known;
  const ofGroup = KINDS_BY_GROUP.get(groupOf(apiVersion)) ?? [];
  const longer = ofGroup.find((one) => CUSTOM_RESOURCES[one] && singular.startsWith(one.toLowerCase()));
  return nearest(kind, ofGroup) ?? longer ?? kind;
}

/** Of an object that leaves it out: the one kind of a load balancer that has all of its fields. */
function kindByFields(value: Mapping, apiVersion: string | undefined): string | undefined {
  const { apiVersion: _, kind: __, metadata, status: ___, ...content } = value;
  if (apiVersion === undefined && !isMapping(metadata)) return undefined;
  const candidates =
    apiVersion === undefined ? GUESSED.map(([kind]) => kind) : (KINDS_BY_GROUP.get(groupOf(apiVersion)) ?? []);
  const fitting = candidates.filter((kind) => {
    const shape = shapeOf({ kind, apiVersion: apiVersion ?? '' });
    return shape !== undefined && holdsAll(content, shape) && isTelling(kind, content);
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

function holdsAll(content: Mapping, shape: MapShape): boolean {
  const { spec } = shape.keys;
  const isKnown = (key: string) => Object.hasOwn(shape.keys, key) || keyMeantBy(key, shape, {}) !== undefined;
  if (!Object.keys(content).every(isKnown)) return false;
  if (!isMapping(content['spec'])) return content['spec'] === undefined && Object.keys(content).length > 0;
  return (
    spec?.is === 'map' &&
    Object.keys(content['spec']).every(
      (key) =>
        Object.hasOwn(spec.keys, key) || keyMeantBy(key, spec, {}) !== undefined || spec.old?.[key] !== undefined,
    )
  );
}

/** Other kinds have a selector or data too. */
function isTelling(kind: string, { spec, data, stringData, type }: Mapping): boolean {
  if (kind === 'Service') return isMapping(spec) && spec['ports'] !== undefined;
  if (kind !== 'Secret') return isMapping(spec) && Object.keys(spec).length > 0;
  return type !== undefined || stringData !== undefined || (isMapping(data) && Object.hasOwn(data, 'tls.crt'));
}

function groupOf(apiVersion: string): string {
  return apiVersion.replace(/\/.*/, '');
}

/** Kinds of a load balancer. */
const KINDS = new Map([...SHAPES.keys()].map((one) => [one.toLowerCase(), one]));

/** `v1` is a group here. */
const KINDS_BY_GROUP = new Map<string, string[]>();
for (const [kind, versions] of GUESSED) {
  for (const group of new Set(Object.keys(versions).map(groupOf))) {
    KINDS_BY_GROUP.set(group, [...(KINDS_BY_GROUP.get(group) ?? []), kind]);
  }
}
