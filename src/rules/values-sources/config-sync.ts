import { listOf, mappingOf, textOf, valueAt } from '../../source/plain';
import type { Path } from '../../source/plain';
import { titleOf } from '../item';
import type { Item } from '../item';
import type { Registry } from '../registry';
import { chartReference } from './chart-reference';
import type { InputFiles } from './input-files';
import { Layers, fixedName } from './release-source';
import type { ReleaseSource } from './release-source';

/**
 * The release of a RootSync or RepoSync of Google's Config Sync.
 *
 * @see https://cloud.google.com/kubernetes-engine/config-sync/docs/reference/rootsync-reposync-fields#helm-configuration
 */
export function* configSyncReleases(on: Item, files: InputFiles, registry: Registry): Generator<ReleaseSource> {
  if (!['RootSync', 'RepoSync'].includes(on.kind) || !on.apiVersion.startsWith('configsync.gke.io/')) return;
  const helm = mappingOf(on.spec['helm']);
  if (helm['chart'] === undefined) return;
  const at: Path = ['spec', 'helm'];
  const layers = new Layers(on, files);
  for (const [index, reference] of listOf(helm['valuesFileRefs']).entries()) {
    const { name, dataKey } = mappingOf(reference);
    const found = registry.find('ConfigMap', textOf(name) ?? '', on);
    const key = textOf(dataKey) ?? 'values.yaml';
    const text = textOf(valueAt(found?.value, ['data', key]));
    const path: Path = [...at, 'valuesFileRefs', index];
    if (found && text !== undefined) layers.text(text, path, found.part, [...found.base, 'data', key]);
    else layers.missing(`${titleOf({ kind: 'ConfigMap', name: textOf(name) })} is not in these files`, path);
  }
  layers.inline(helm['values'], [...at, 'values']);
  yield {
    on,
    at,
    chart: chartReference(helm['chart'], helm['version']),
    release: fixedName(helm['releaseName'], on.name),
    namespace: fixedName(helm['namespace'], helm['deployNamespace']),
    ...layers.found(),
  };
}
