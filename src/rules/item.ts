import { RFC1123_LABEL, nameFault } from '../gke/names';
import type { Part } from '../source/parts';
import { isMapping, listOf, mappingOf, textOf } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import { identityOf, shapeOf } from './kind';
import type { Identity } from './kind';
import { meantBy } from './meant';
import type { Meant } from './meant';

/** One object of the input: a Kubernetes object, or the values of a Helm release. */
export interface Item {
  readonly part: Part;
  /** Where it stands in its document; not empty in a list of objects. */
  readonly base: Path;
  /** As it was meant. */
  readonly value: Mapping;
  /** As it is written, where that may be something else. */
  readonly written?: unknown;
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
  /** Where it cannot be told what was meant: one rule says so, and no other speaks of what would stand there. */
  readonly unread?: readonly Path[];
}

/** Every Kubernetes object of a document. */
export function* itemsOf(part: Part, environment: string | undefined): Generator<Item> {
  yield* itemsIn(part, part.value, [], environment, 0);
}

/** `IngressList` and its like are lists too, whose items need not say what they are. */
function* itemsIn(
  part: Part,
  written: unknown,
  base: Path,
  environment: string | undefined,
  depth: number,
): Generator<Item> {
  if (Array.isArray(written) && depth === 0 && written.some((one) => isMapping(one) && identityOf(one))) {
    yield { ...itemOf(part, { kind: 'List', items: written }, base, environment, LIST), written };
    for (const [index, item] of written.entries()) yield* itemsIn(part, item, [...base, index], environment, 1);
  }
  if (!isMapping(written)) return;
  const kind = textOf(written['kind']) ?? '';
  const { items } = written;
  if (/list$/i.test(kind) && items !== undefined && depth < MAX_LISTS) {
    const apiVersion = textOf(written['apiVersion']) ?? '';
    const inherited = /^list$/i.test(kind) ? {} : { apiVersion, kind: kind.slice(0, -4) };
    if (inherited.kind === undefined) yield itemOf(part, written, base, environment, { kind: 'List', apiVersion });
    else if (!Array.isArray(items))
      yield itemOf(part, { ...written, kind: 'List', apiVersion: 'v1' }, base, environment, LIST);
    for (const [step, item] of stepsOf(items)) {
      const ofList = isMapping(item) ? { ...inherited, ...item } : item;
      yield* itemsIn(part, ofList, [...base, 'items', ...step], environment, depth + 1);
    }
    return;
  }
  const identity = identityOf(written);
  if (identity) yield itemOf(part, written, base, environment, identity);
}

/** One of a single kind is like any other but for that. */
const LIST: Identity = { kind: 'List', apiVersion: 'v1' };

/** Of items that are no list, one object or several by names of somebody's own. */
function* stepsOf(items: unknown): Generator<readonly [Path, unknown]> {
  if (isMapping(items) && identityOf(items)) yield [[], items];
  else if (isMapping(items)) for (const [key, item] of Object.entries(items)) yield [[key], item];
  else for (const [index, item] of listOf(items).entries()) yield [[index], item];
}

function itemOf(part: Part, written: Mapping, base: Path, environment: string | undefined, identity: Identity): Item {
  const shape = shapeOf(identity);
  const { value, origin, unread = [] }: Meant = shape ? meantBy(written, shape) : { value: written };
  const metadata = mappingOf(value['metadata']);
  return {
    part,
    base,
    value,
    written,
    kind: identity.kind,
    apiVersion: identity.apiVersion,
    name: textOf(metadata['name']) || undefined,
    namespace: namespaceOf(metadata),
    labels: mappingOf(metadata['labels']),
    annotations: mappingOf(metadata['annotations']),
    annotationsPath: ['metadata', 'annotations'],
    spec: mappingOf(value['spec']),
    environment,
    origin,
    unread: isMapping(value['metadata']) ? unread : [...unread, ['metadata']],
  };
}

/** What can be no namespace, or is filled in later, says as little as none. */
function namespaceOf({ namespace }: Mapping): string | undefined {
  const text = textOf(namespace) ?? '';
  return nameFault(text, RFC1123_LABEL) === undefined ? text : undefined;
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

/** Whether it cannot be told what stands at a path, or below it. */
export function isUnread({ unread = [] }: Item, path: Path): boolean {
  return unread.some((one) => isWithin(path, one) || isWithin(one, path));
}

/** Whether a path lies below another one, or is that. */
export function isWithin(path: Path, above: Path): boolean {
  return above.every((step, index) => path[index] === step);
}

/** Tells an object from every other one of the input, however it was copied. */
export function placeKeyOf({ part, base }: Item): string {
  return `${part.id}:${base.join('.')}`;
}

/** `Ingress default/my-release-milvus` */
export function titleOf({ kind, name, namespace }: Pick<Item, 'kind' | 'name' | 'namespace'>): string {
  return [kind, [namespace, name].filter(Boolean).join('/')].filter(Boolean).join(' ');
}
