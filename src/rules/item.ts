import { CORE_OBJECTS } from '../gke/core-objects';
import { CUSTOM_RESOURCES } from '../gke/custom-resources';
import { nearest } from '../source/did-you-mean';
import type { Part } from '../source/parts';
import { isMapping, listOf, mappingOf, textOf } from '../source/plain';
import type { Mapping, Path } from '../source/plain';

/** One object of the input: a Kubernetes object, or the values of a Helm release. */
export interface Item {
  readonly part: Part;
  /** Where it stands in its document; not empty in a list of objects. */
  readonly base: Path;
  readonly value: Mapping;
  /** `values` for Helm values. */
  readonly kind: string;
  readonly apiVersion: string;
  readonly name?: string;
  /** Undefined where the file leaves it to whoever applies it. */
  readonly namespace?: string;
  readonly labels: Mapping;
  readonly annotations: Mapping;
  readonly annotationsPath: Path;
  readonly spec: Mapping;
  readonly environment?: string;
  /** Where what stands at a path is written, below `base`; left out, at the same path. A chart makes objects of values. */
  readonly origin?: (path: Path) => Path;
}

/** Every Kubernetes object of a document. */
export function* itemsOf(part: Part, environment: string | undefined): Generator<Item> {
  yield* itemsIn(part, part.value, [], environment, 0);
}

/** `IngressList` and its like are lists too, whose items need not say what they are. */
function* itemsIn(
  part: Part,
  value: unknown,
  base: Path,
  environment: string | undefined,
  depth: number,
): Generator<Item> {
  if (!isMapping(value)) return;
  const kind = textOf(value['kind']);
  // A group that is left out is told as a wrong one.
  const isForgotten = value['apiVersion'] === undefined && isMapping(value['metadata']) && isMapping(value['spec']);
  const apiVersion =
    textOf(value['apiVersion']) ?? (isForgotten && KINDS.has(String(kind).toLowerCase()) ? '' : undefined);
  if (kind === undefined || apiVersion === undefined) return;
  const { items } = value;
  if (kind.endsWith('List') && Array.isArray(items) && depth < MAX_LISTS) {
    for (const [index, item] of listOf(items).entries()) {
      const ofList = kind === 'List' || !isMapping(item) ? item : { apiVersion, kind: kind.slice(0, -4), ...item };
      yield* itemsIn(part, ofList, [...base, 'items', index], environment, depth + 1);
    }
    return;
  }
  const metadata = mappingOf(value['metadata']);
  yield {
    part,
    base,
    value,
    kind: kindMeantBy(kind, apiVersion),
    apiVersion,
    name: textOf(metadata['name']),
    namespace: textOf(metadata['namespace']),
    labels: mappingOf(metadata['labels']),
    annotations: mappingOf(metadata['annotations']),
    annotationsPath: ['metadata', 'annotations'],
    spec: mappingOf(value['spec']),
    environment,
  };
}

/** A kind in other letters, in the plural or misspelt is told, and must not be overlooked. */
function kindMeantBy(kind: string, apiVersion: string): string {
  const singular = kind.toLowerCase().replace(/(?<=config|certificate|service|secret)s$|(?<=ingress)es$/, '');
  const known = KINDS.get(singular);
  if (known !== undefined) return known;
  const [group = ''] = apiVersion.split('/');
  const ofGroup = KINDS_BY_GROUP.get(group) ?? [];
  const longer = ofGroup.find((one) => CUSTOM_RESOURCES[one] && singular.startsWith(one.toLowerCase()));
  return nearest(kind, ofGroup) ?? longer ?? kind;
}

/** Kinds of a load balancer. */
const KINDS = new Map(
  [...Object.keys(CORE_OBJECTS), ...Object.keys(CUSTOM_RESOURCES)].map((one) => [one.toLowerCase(), one]),
);

/** `v1` is a group here. */
const KINDS_BY_GROUP = new Map<string, string[]>();
for (const [kind, versions] of Object.entries({ ...CORE_OBJECTS, ...CUSTOM_RESOURCES })) {
  for (const group of new Set(Object.keys(versions).map((version) => version.replace(/\/.*/, '')))) {
    KINDS_BY_GROUP.set(group, [...(KINDS_BY_GROUP.get(group) ?? []), kind]);
  }
}

/** Nobody nests Lists; a file that does must not exhaust the stack. */
const MAX_LISTS = 5;

/** Whether two objects can see each other; a namespace that is left out may be any. */
export function together(one: Item, other: Item): boolean {
  return inOneEnvironment(one, other) && same(one.namespace, other.namespace);
}

export function inOneEnvironment(one: Item, other: Item): boolean {
  return same(one.environment, other.environment);
}

function same(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

/** Tells an object from every other one of the input, however it was copied. */
export function placeKeyOf({ part, base }: Item): string {
  return `${part.file}:${part.from}:${base.join('.')}`;
}

/** `Ingress default/my-release-milvus` */
export function titleOf({ kind, name, namespace }: Pick<Item, 'kind' | 'name' | 'namespace'>): string {
  return [kind, [namespace, name].filter(Boolean).join('/')].filter(Boolean).join(' ');
}
