import { quote } from '../errors';
import { titleOf, together } from './item';
import type { Item } from './item';
import type { Objects } from './objects';
import { namesReferredTo } from './references';
import type { Reference } from './references';
import type { Problem } from './rule';

/** Whether the input has what a name may mean: an object of that name, or one without any. */
export function isInInput({ on, to, name }: Reference, { registry }: Objects): boolean {
  if ((registry.find(to, name, on) ?? registry.nameless(to, on)) !== undefined) return true;
  return registry.ofKind(to).some((item) => together(item, on) && item.name !== name && isSameButForm(item, name));
}

/** One whose name can not be is told as that, and not as another one. */
function isSameButForm({ name = '' }: Item, meant: string): boolean {
  return name.trim().toLowerCase().replaceAll('_', '-') === meant;
}

/** Whether an object of another place or name may be what a reference means; all of them where it is left out. */
export type MayBeMeant = (candidate: Item, reference: Reference) => boolean;

/**
 * What is wrong with a reference to an object that its namespace has not: the object stands in another one, or has been
 * renamed and the reference has not. Undefined where the input does not tell.
 */
export function missingFault(
  reference: Reference,
  objects: Objects,
  mayBeMeant: MayBeMeant = () => true,
): Problem | undefined {
  const { on, path, to, name } = reference;
  const { registry } = objects;
  const other = registry.elsewhere(to, name, on).find((item) => mayBeMeant(item, reference));
  if (other) {
    return { on, path, message: `${quote(name)} is ${titleOf(other)}, in another namespace` };
  }
  const named = namesReferredTo(to, objects);
  const renamed = registry
    .ofKind(to)
    .find(
      (item) =>
        item.name !== undefined &&
        !named.has(item.name) &&
        isVariant(name, item.name) &&
        together(item, on) &&
        mayBeMeant(item, reference),
    );
  if (!renamed) return undefined;
  const message = `${to} ${quote(name)} is not in these files; ${quote(renamed.name)} is, and nothing names it`;
  const cure = `Write ${renamed.name ?? ''}. Kustomize renames no names in annotations and custom resources unless a nameReference tells it to.`;
  return { on, path, message, cure };
}

/** Whether a name is another one with something before it, behind it, or with a hash of kustomize's. */
function isVariant(one: string, other: string): boolean {
  const [short = '', long = ''] = [one, other].sort((a, b) => a.length - b.length);
  if (long === short) return false;
  if (long.startsWith(`${short}-`) || long.endsWith(`-${short}`) || long.includes(`-${short}-`)) return true;
  if (short.length >= LONG_ENOUGH && (long.startsWith(short) || long.endsWith(short))) return true;
  return withoutHash(one) === withoutHash(other);
}

/** Of names that differ by a prefix without a dash: shorter ones are often part of another by chance. */
const LONG_ENOUGH = 8;

/** Kustomize's hashes have ten characters. */
export function withoutHash(name: string): string {
  return name.replace(/-[2456789bcdfghkmt]{10}$/, '');
}
