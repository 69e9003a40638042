import type { Item } from './item';
import { folderOf } from './values-sources/input-files';

/** An object that stands once more further down. */
export interface Double {
  /** What nobody sees once all is applied. */
  readonly lost: Item;
  /** The last one, which counts. */
  readonly last: Item;
}

/**
 * Of one object twice the last one wins: in a file, and among the files of a folder, which kubectl applies in their
 * order. What Helm makes and what somebody else writes do not follow one another: they undo each other. Folders are applied one by one, and of those of a kustomization some files change others.
 */
export function lastOfEach(items: readonly Item[]): {
  readonly inForce: readonly Item[];
  readonly doubles: readonly Double[];
} {
  const patched = new Set(items.filter(({ kind }) => kind === 'Kustomization').map(({ part }) => folderOf(part.file)));
  const last = new Map<string, Item>();
  const keys = items.map((item) => keyOf(item, patched));
  for (const [index, item] of items.entries()) last.set(keys[index] ?? '', item);
  const inForce: Item[] = [];
  const doubles: Double[] = [];
  for (const [index, item] of items.entries()) {
    const winner = last.get(keys[index] ?? '');
    if (winner === undefined || winner === item || item.name === undefined) inForce.push(item);
    else doubles.push({ lost: item, last: winner });
  }
  return { inForce, doubles };
}

function keyOf(item: Item, patched: ReadonlySet<string>): string {
  const { apiVersion, kind, namespace = '', name = '', labels, part } = item;
  const folder = folderOf(part.file);
  const [group = ''] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
  const place = patched.has(folder) ? part.file : folder;
  const byHelm = labels['helm.sh/chart'] !== undefined;
  return JSON.stringify([place, byHelm, item.environment, group, kind, namespace, name]);
}
