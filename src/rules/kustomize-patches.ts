import { readParts } from '../source/parts';
import type { Part } from '../source/parts';
import { isMapping, listOf, mappingOf, textOf } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import { patchedBy } from './json-patch';
import { itemsOf } from './item';
import type { Item } from './item';
import { shapeOf } from './kind';
import { valuesItem } from './values';
import type { Document } from './values';
import { InputFiles, folderOf } from './values-sources/input-files';
import { LayeredPart, layerBelow } from './values-sources/layers';

/** A patch of a kustomization that is not applied. */
export interface UnusedPatch {
  /** The kustomization. */
  readonly on: Item;
  readonly path: Path;
  readonly message: string;
}

/** Objects as kustomizations of the input patch them. A patch is no object of its own: kubectl never sees it. */
export function withPatches(documents: readonly Document[]): {
  readonly items: readonly Item[];
  readonly unusedPatches: readonly UnusedPatch[];
} {
  const items = documents.flatMap(({ part, heading }) => [...itemsOf(part, heading.environment)]);
  const kustomizations = [...items.filter(isKustomization), ...documents.flatMap(namelessKustomization)];
  const files = new InputFiles(documents.map(({ part }) => part));
  const patches = kustomizations.flatMap((on) => [...patchesOf(on, files)]);
  if (patches.length === 0) return { items, unusedPatches: [] };
  const isPatch = new Set(patches.flatMap(({ part }) => part ?? []));
  const objects = items.filter(({ part }) => !isPatch.has(part));
  const unusedPatches: UnusedPatch[] = [];
  const used = new Set<Patch>();
  const patched = objects.flatMap((item) => {
    const own = patches.filter((patch) => isFor(patch, item));
    for (const patch of own) used.add(patch);
    return variantsOf(item, own);
  });
  for (const patch of patches.filter((one) => !used.has(one) && isOfALoadBalancer(one))) {
    const { on, path } = patch;
    unusedPatches.push({ on, path, message: 'is a patch of an object that is not in these files' });
  }
  return { items: patched, unusedPatches };
}

/** One object for each kustomization that patches it; those of different ones do not see each other. */
function variantsOf(item: Item, patches: readonly Patch[]): readonly Item[] {
  const kustomizations = [...new Set(patches.map(({ on }) => on))];
  if (kustomizations.length === 0) return [item];
  return kustomizations.flatMap((on) => {
    const environment = kustomizations.length > 1 ? folderOf(on.part.file) : item.environment;
    const own = patches.filter((patch) => patch.on === on);
    return own.reduce<readonly Item[]>(
      (now, patch) => now.flatMap((one) => applied(one, patch)),
      [{ ...item, environment }],
    );
  });
}

interface Patch {
  readonly on: Item;
  /** In the kustomization. */
  readonly path: Path;
  /** The document of a file of its own. */
  readonly part?: Part;
  readonly value: unknown;
  readonly target: Mapping;
}

function isKustomization({ kind, apiVersion }: Item): boolean {
  return kind === 'Kustomization' && !apiVersion.includes('fluxcd');
}

/** A kustomization.yaml needs neither a kind nor a version. */
function namelessKustomization({ part, heading: { environment } }: Document): readonly Item[] {
  const { value } = part;
  if (!isMapping(value) || value['kind'] !== undefined || !KEYS.some((key) => Array.isArray(value[key]))) return [];
  return [{ ...valuesItem(part, [], value), kind: 'Kustomization', environment }];
}

const KEYS = ['patches', 'patchesStrategicMerge', 'patchesJson6902'];

function isOfALoadBalancer({ target, value }: Patch): boolean {
  const kind = textOf(target['kind']) ?? textOf(mappingOf(value)['kind']);
  return kind !== undefined && shapeOf({ kind, apiVersion: '' }) !== undefined;
}

function* patchesOf(on: Item, files: InputFiles): Generator<Patch> {
  for (const key of KEYS) {
    for (const [index, entry] of listOf(on.value[key]).entries()) {
      const path: Path = [key, index];
      // A text in the older lists is a file, or the patch itself.
      const text = textOf(entry);
      const { path: file = text?.includes('\n') ? undefined : text, patch = text, target } = mappingOf(entry);
      const parts = textOf(file) === undefined ? [] : files.all(String(file), on.part.file);
      const inline = parts.length === 0 && typeof patch === 'string' ? readParts(patch, on.part.file).parts : [];
      for (const part of parts) yield { on, path, part, value: part.value, target: mappingOf(target) };
      for (const { value } of inline) yield { on, path, value, target: mappingOf(target) };
    }
  }
}

/** Names and kinds of a target are regular expressions that hold for the whole. */
function isFor({ target, value }: Patch, item: Item): boolean {
  if (Object.keys(target).length > 0) {
    if (target['labelSelector'] !== undefined || target['annotationSelector'] !== undefined) return false;
    const fits = (pattern: unknown, found: string | undefined) =>
      typeof pattern !== 'string' || found === undefined || isMatch(pattern, found);
    return (
      fits(target['kind'], item.kind) && fits(target['name'], item.name) && fits(target['namespace'], item.namespace)
    );
  }
  if (!isMapping(value)) return false;
  const { name, namespace } = mappingOf(value['metadata']);
  const isThere = textOf(namespace) === undefined || item.namespace === undefined || namespace === item.namespace;
  return value['kind'] === item.kind && name === item.name && isThere;
}

function isMatch(pattern: string, found: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(found);
  } catch {
    return false;
  }
}

function applied(item: Item, { value, part }: Patch): readonly Item[] {
  const before = mappingOf(item.written ?? item.value);
  if (Array.isArray(value)) return again(item, patchedBy(before, value), []);
  const patch = mappingOf(value);
  if (patch['$patch'] === 'delete') return [];
  const { $patch: _, ...merged } = withPorts(before, patch);
  // The target says which object it is, whatever name the patch has.
  const { kind: __, apiVersion: ___, metadata, ...rest } = merged;
  const { name: ____, namespace: _____, ...more } = mappingOf(metadata);
  return again(item, before, [{ value: { ...rest, metadata: more }, part }]);
}

function again(
  item: Item,
  value: Mapping,
  patches: readonly { readonly value: Mapping; readonly part: Part | undefined }[],
): readonly Item[] {
  const layers = [{ value, part: item.part, base: item.base }, ...patches.map((one) => ({ base: [], ...one }))].map(
    ({ value: of, part = item.part, base }) => layerBelow(part, base, of),
  );
  return [...itemsOf(new LayeredPart(item.part, item.base, layers), item.environment)];
}

/** Of the lists in objects of a load balancer, only the ports of a Service are merged item by item. */
function withPorts(before: Mapping, patch: Mapping): Mapping {
  const spec = mappingOf(patch['spec']);
  if (before['kind'] !== 'Service' || !Array.isArray(spec['ports'])) return patch;
  const old = listOf(mappingOf(before['spec'])['ports']).map(mappingOf);
  const changes = listOf(spec['ports']).map(mappingOf);
  const merged = old.map((one) => ({ ...one, ...changes.find(({ port }) => port === one['port']) }));
  const added = changes.filter(({ port }) => !old.some((one) => one['port'] === port));
  return { ...patch, spec: { ...spec, ports: [...merged, ...added] } };
}
