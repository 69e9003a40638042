import { listOf, mappingOf, textOf, valueAt } from '../../source/plain';
import type { Path } from '../../source/plain';
import type { Item } from '../item';
import { chartReference } from './chart-reference';
import type { InputFiles } from './input-files';
import { Layers, fixedName } from './release-source';
import type { LayersAndGaps, ReleaseSource } from './release-source';

/**
 * The releases of an Argo CD Application, one for each source that is a chart; those of an ApplicationSet have names
 * that a template fills in.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/helm/
 */
export function* argoReleases(on: Item, files: InputFiles): Generator<ReleaseSource> {
  if (!on.apiVersion.startsWith('argoproj.io/') || !['Application', 'ApplicationSet'].includes(on.kind)) return;
  const above: Path = on.kind === 'ApplicationSet' ? ['spec', 'template'] : [];
  const spec: Path = [...above, 'spec'];
  const name = fixedName(valueAt(on.value, [...above, 'metadata', 'name']));
  const namespace = fixedName(valueAt(on.value, [...spec, 'destination', 'namespace']));
  const several = listOf(valueAt(on.value, [...spec, 'sources'])).map((_, index): Path => [...spec, 'sources', index]);
  for (const at of several.length > 0 ? several : [[...spec, 'source']]) {
    const { chart, path, repoURL, targetRevision, helm: written } = mappingOf(valueAt(on.value, at));
    const helm = mappingOf(written);
    // Without a chart and without settings for one, it is a folder of manifests, or files for another source.
    if (chart === undefined && written === undefined) continue;
    const isFolder = chart === undefined && path !== undefined && !/^oci:/.test(textOf(repoURL) ?? '');
    yield {
      on,
      at,
      chart: isFolder ? chartReference(path, undefined) : chartReference(chart ?? repoURL, targetRevision),
      release: helm['releaseName'] === undefined ? name : fixedName(helm['releaseName']),
      namespace,
      ...layersOf(on, at, files),
    };
  }
}

function layersOf(on: Item, at: Path, files: InputFiles): LayersAndGaps {
  const layers = new Layers(on, files);
  const helm = mappingOf(valueAt(on.value, [...at, 'helm']));
  for (const [index, name] of listOf(helm['valueFiles']).entries()) {
    layers.file(name, [...at, 'helm', 'valueFiles', index]);
  }
  // Argo CD looks at the text only where there is no object.
  const inline = helm['valuesObject'] === undefined ? 'values' : 'valuesObject';
  layers.inline(helm[inline], [...at, 'helm', inline]);
  for (const [index, parameter] of listOf(helm['parameters']).entries()) {
    const { name, value, forceString } = mappingOf(parameter);
    const form = forceString === true ? 'text' : 'auto';
    layers.set(name, value, form, [...at, 'helm', 'parameters', index, 'value']);
  }
  for (const [index, parameter] of listOf(helm['fileParameters']).entries()) {
    const { name, path } = mappingOf(parameter);
    layers.fileText(name, path, [...at, 'helm', 'fileParameters', index, 'path']);
  }
  return layers.found();
}
