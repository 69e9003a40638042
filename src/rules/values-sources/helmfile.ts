import { isMapping, listOf, mappingOf } from '../../source/plain';
import type { Mapping, Path } from '../../source/plain';
import type { Item } from '../item';
import { chartReference } from './chart-reference';
import type { InputFiles } from './input-files';
import { Layers, fixedName } from './release-source';
import type { LayersAndGaps, ReleaseSource } from './release-source';

/**
 * The releases of a helmfile.yaml.
 *
 * @see https://helmfile.readthedocs.io/
 */
export function* helmfileReleases(on: Item, files: InputFiles): Generator<ReleaseSource> {
  if (on.kind !== 'helmfile') return;
  for (const [index, entry] of listOf(on.value['releases']).entries()) {
    const release = mappingOf(entry);
    const at: Path = ['releases', index];
    yield {
      on,
      at,
      chart: chartReference(release['chart'], release['version']),
      release: fixedName(release['name']),
      namespace: fixedName(release['namespace']),
      ...layersOf(on, at, release, files),
    };
  }
}

export function isHelmfile(value: unknown): value is Mapping {
  return isMapping(value) && listOf(value['releases']).some((release) => mappingOf(release)['chart'] !== undefined);
}

function layersOf(on: Item, at: Path, release: Mapping, files: InputFiles): LayersAndGaps {
  const layers = new Layers(on, files);
  for (const [index, entry] of listOf(release['values']).entries()) {
    const path: Path = [...at, 'values', index];
    if (typeof entry === 'string') layers.file(entry, path);
    else layers.inline(entry, path);
  }
  for (const [index, entry] of listOf(release['set']).entries()) {
    const { name, value, file } = mappingOf(entry);
    if (file !== undefined) layers.fileText(name, file, [...at, 'set', index, 'file']);
    else layers.set(name, value, 'auto', [...at, 'set', index, 'value']);
  }
  return layers.found();
}
