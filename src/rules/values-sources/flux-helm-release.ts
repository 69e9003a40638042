import { isMapping, listOf, mappingOf, textOf, valueAt } from '../../source/plain';
import type { Path } from '../../source/plain';
import { titleOf } from '../item';
import type { Item } from '../item';
import type { Registry } from '../registry';
import { chartReference } from './chart-reference';
import type { ChartReference } from './chart-reference';
import type { InputFiles } from './input-files';
import { Layers, fixedName } from './release-source';
import type { LayersAndGaps, ReleaseSource } from './release-source';

/**
 * The release of a Flux HelmRelease, of any version of it.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/
 */
export function* fluxReleases(on: Item, files: InputFiles, registry: Registry): Generator<ReleaseSource> {
  if (on.kind !== 'HelmRelease' || !on.apiVersion.startsWith('helm.toolkit.fluxcd.io/')) return;
  const { spec } = on;
  const target = fixedName(spec['targetNamespace']);
  const own = spec['targetNamespace'] === undefined ? on.name : `${textOf(spec['targetNamespace'])}-${on.name}`;
  yield {
    on,
    at: spec['chartRef'] === undefined ? ['spec', 'chart', 'spec', 'chart'] : ['spec', 'chartRef'],
    chart: chartOf(on, registry),
    release: fixedName(spec['releaseName'], own),
    namespace: target ?? on.namespace,
    ...layersOf(on, files, registry),
  };
}

/** Written in place, or in an object that is named. */
function chartOf(on: Item, registry: Registry): ChartReference {
  const inPlace = valueAt(on.spec, ['chart', 'spec']);
  if (isMapping(inPlace)) return chartReference(inPlace['chart'], inPlace['version']);
  const { kind, name, namespace } = mappingOf(on.spec['chartRef']);
  const from = { ...on, namespace: textOf(namespace) ?? on.namespace };
  const { spec } = registry.find(textOf(kind) ?? '', textOf(name) ?? '', from) ?? {};
  if (!spec) return /^milvus$/.test(textOf(name) ?? '') ? chartReference(name, undefined) : {};
  if (kind === 'HelmChart') return chartReference(spec['chart'], spec['version']);
  const { tag, semver } = mappingOf(spec['ref']);
  return chartReference(spec['url'], tag ?? semver);
}

function layersOf(on: Item, files: InputFiles, registry: Registry): LayersAndGaps {
  const layers = new Layers(on, files);
  const chart = mappingOf(valueAt(on.spec, ['chart', 'spec']));
  for (const [index, name] of listOf(chart['valuesFiles']).entries()) {
    // They lie in the chart itself, whose defaults are known.
    if (name !== 'values.yaml') layers.file(name, ['spec', 'chart', 'spec', 'valuesFiles', index]);
  }
  for (const [index, reference] of listOf(on.spec['valuesFrom']).entries()) {
    fromObject(layers, on, mappingOf(reference), ['spec', 'valuesFrom', index], registry);
  }
  layers.inline(on.spec['values'], ['spec', 'values']);
  return layers.found();
}

/** Secrets are not looked into. */
function fromObject(layers: Layers, on: Item, reference: Item['spec'], path: Path, registry: Registry): void {
  const kind = textOf(reference['kind']) ?? '';
  const name = textOf(reference['name']) ?? '';
  const key = textOf(reference['valuesKey']) ?? 'values.yaml';
  const target = textOf(reference['targetPath']);
  const found = kind === 'ConfigMap' ? configMapOf(registry, name, on) : undefined;
  const text = textOf(valueAt(found?.value, ['data', key]));
  if (!found || text === undefined) {
    const title = titleOf({ kind, name, namespace: undefined });
    if (kind === 'Secret') layers.missing(`${title} is not looked into`, path);
    else if (reference['optional'] !== true) layers.missing(`${title} is not in these files`, path);
  } else if (target !== undefined) layers.set(target, text, 'auto', path);
  else layers.text(text, path, found.part, [...found.base, 'data', key]);
}

/** kustomize puts a hash behind the names of ConfigMaps that it makes, and mends the reference. */
function configMapOf(registry: Registry, name: string, on: Item): Item | undefined {
  return registry.find('ConfigMap', name, on);
}
