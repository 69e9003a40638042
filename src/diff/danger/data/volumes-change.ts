import { PERSISTENT, VOLUME_SIZES } from '../../../milvus/data';
import { PAGES } from '../../../rules/pages';
import { isMapping, pathName, wordOf } from '../../../source/plain';
import type { Danger } from '../../danger';
import { releaseValuesIn, switchAt } from '../../release-values';
import type { ReleaseValues } from '../../release-values';
import { code } from '../../words';

const OFF =
  'its pods keep their data on the node, and lose it with every restart; the volumes with what was stored stay behind';
const CLASS =
  'Kubernetes does not move a volume to another class: it refuses the change of a StatefulSet, and a claim that is made anew is empty';
const SMALLER = 'a volume cannot shrink: Kubernetes refuses it, and one that is made anew is empty';
const CLAIM = 'another claim is another disk: what is on the old one is not found';

export const volumesChange: Danger = {
  id: 'volumes-change',
  why: 'what is on the old volume is not found on the new one',
  cure: 'Keep it. To change it, back up, install a second release with the new volumes, restore there, move the clients.',
  see: PAGES.chart,
  *check(changes) {
    for (const { before, after, on } of releaseValuesIn(changes)) {
      for (const [path, key] of volumeKeys(before, after)) {
        // The volumes of what is switched off are not used; that it is, is told by itself.
        if ([before, after].some(({ values }) => switchAt(values, [path[0] ?? '', 'enabled']) === false)) continue;
        const [from, to] = [before, after].map(({ values }) => at(values, path));
        const found = consequence(path, key, from, to);
        if (found) yield { on, ...found };
      }
    }
  },
};

type Key = 'enabled' | 'class' | 'size' | 'claim';

const KEYS: Readonly<Record<string, Key>> = {
  storageClass: 'class',
  storageClassName: 'class',
  existingClaim: 'claim',
  size: 'size',
};

/** Every value below `persistence` and `volumes` that says where data lies, of both sides. */
function volumeKeys(before: ReleaseValues, after: ReleaseValues): Map<readonly string[], Key> {
  const found = new Map<string, [readonly string[], Key]>();
  for (const { values } of [before, after]) {
    for (const path of mappingPaths(values)) {
      const last = path.at(-1) ?? '';
      const isSwitch = last === 'persistence' || (last === 'enabled' && path.at(-2) === 'persistence');
      const isBelow = path
        .slice(0, -1)
        .some((step) => ['global', 'persistence', 'volumes', 'persistentVolumeClaim'].includes(step));
      const key = isSwitch ? 'enabled' : isBelow ? KEYS[last] : undefined;
      if (key) found.set(path.join('\0'), [path, key]);
    }
  }
  return new Map(found.values());
}

function consequence(path: readonly string[], key: Key, from: unknown, to: unknown) {
  const name = pathName(path);
  if (key === 'enabled') {
    if (isMapping(from) || isMapping(to)) return undefined;
    const isUsual = (PERSISTENT as readonly string[]).includes(path[0] ?? '');
    const [was, is] = [from, to].map((value) => switchAt({ value }, ['value']) ?? isUsual);
    return was === true && is === false ? { message: `${name} is switched off`, why: OFF } : undefined;
  }
  const [old, current] = [from, to].map((value) => wordOf(value) || undefined);
  if (old === current) return undefined;
  const changes = `changes from ${code(old)} to ${code(current)}`;
  if (key === 'class') return { message: `${name} ${changes}`, why: CLASS };
  if (key === 'claim') return { message: `${name} ${changes}`, why: CLAIM };
  const [was, is] = [old, current].map((size) => size ?? VOLUME_SIZES.get(path.join('.')));
  const [large, small] = [was, is].map(bytesOf);
  if (large === undefined || small === undefined || small >= large) return undefined;
  return { message: `${name} shrinks from ${code(was)} to ${code(is)}`, why: SMALLER };
}

function* mappingPaths(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (path.length > 0) yield path;
  // The chart's own files are texts, and no values of volumes.
  if (!isMapping(value) || path[0] === 'extraConfigFiles') return;
  for (const [key, inner] of Object.entries(value)) yield* mappingPaths(inner, [...path, key]);
}

function at(values: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((found, step) => (isMapping(found) ? found[step] : undefined), values);
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** Of a quantity as Kubernetes writes it; undefined for anything else. */
function bytesOf(quantity: string | undefined): number | undefined {
  const [, number, unit = ''] = /^([\d.]+)([A-Za-z]*)$/.exec(quantity ?? '') ?? [];
  const factor = UNITS[unit];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}
