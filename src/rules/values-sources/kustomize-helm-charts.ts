import { UNNAMED_RELEASE } from '../../milvus/chart';
import { isMapping, listOf, mappingOf } from '../../source/plain';
import type { Mapping, Path } from '../../source/plain';
import type { Item } from '../item';
import { chartReference } from './chart-reference';
import type { InputFiles } from './input-files';
import { Layers, fixedName } from './release-source';
import type { LayersAndGaps, ReleaseSource } from './release-source';

/**
 * The charts of a kustomization: its `helmCharts`, the older `helmChartInflationGenerator`, and the generator of that
 * name as an object of its own.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/helmcharts/
 */
export function* kustomizeReleases(on: Item, files: InputFiles): Generator<ReleaseSource> {
  if (on.kind === 'HelmChartInflationGenerator') {
    yield releaseOf(on, [], on.value, files);
    return;
  }
  if (on.kind !== 'Kustomization' || /fluxcd/.test(on.apiVersion)) return;
  for (const [index, chart] of listOf(on.value['helmCharts']).entries()) {
    yield releaseOf(on, ['helmCharts', index], mappingOf(chart), files);
  }
  for (const [index, entry] of listOf(on.value['helmChartInflationGenerator']).entries()) {
    const { chartName, chartVersion, values, ...same } = mappingOf(entry);
    const chart = { ...same, name: chartName, version: chartVersion, valuesFile: values };
    yield releaseOf(on, ['helmChartInflationGenerator', index], chart, files);
  }
}

/** A kustomization.yaml needs neither a kind nor a version. */
export function isKustomization(value: unknown): value is Mapping {
  return (
    isMapping(value) &&
    value['kind'] === undefined &&
    ['helmCharts', 'helmChartInflationGenerator'].some((key) => Array.isArray(value[key]))
  );
}

function releaseOf(on: Item, at: Path, chart: Mapping, files: InputFiles): ReleaseSource {
  return {
    on,
    at,
    chart: chartReference(chart['name'], chart['version']),
    release: fixedName(chart['releaseName'], UNNAMED_RELEASE),
    namespace: fixedName(chart['namespace'], on.value['namespace']),
    ...layersOf(on, at, chart, files),
  };
}

function layersOf(on: Item, at: Path, chart: Mapping, files: InputFiles): LayersAndGaps {
  const layers = new Layers(on, files);
  const how = chart['valuesMerge'];
  const file = () => layers.file(chart['valuesFile'], [...at, 'valuesFile']);
  const inline = () => layers.inline(chart['valuesInline'], [...at, 'valuesInline']);
  // With "merge" the file wins, with "replace" it is not read.
  if (how === 'merge') [inline, file].forEach((add) => add());
  else if (how === 'replace' && isMapping(chart['valuesInline'])) inline();
  else [file, inline].forEach((add) => add());
  for (const [index, name] of listOf(chart['additionalValuesFiles']).entries()) {
    layers.file(name, [...at, 'additionalValuesFiles', index]);
  }
  return layers.found();
}
