import { mappingOf } from '../../source/plain';
import type { Item } from '../item';
import { chartReference } from './chart-reference';
import type { InputFiles } from './input-files';
import { Layers, fixedName } from './release-source';
import type { ReleaseSource } from './release-source';

/**
 * The release of a HelmChart object of K3s and RKE2.
 *
 * @see https://docs.k3s.io/helm
 */
export function* helmChartReleases(on: Item, files: InputFiles): Generator<ReleaseSource> {
  if (on.kind !== 'HelmChart' || !on.apiVersion.startsWith('helm.cattle.io/')) return;
  const layers = new Layers(on, files);
  layers.inline(on.spec['valuesContent'], ['spec', 'valuesContent']);
  for (const [name, value] of Object.entries(mappingOf(on.spec['set']))) {
    layers.set(name, value, 'auto', ['spec', 'set', name]);
  }
  yield {
    on,
    at: ['spec', 'chart'],
    chart: chartReference(on.spec['chart'], on.spec['version']),
    release: on.name,
    namespace: fixedName(on.spec['targetNamespace'], on.namespace),
    ...layers.found(),
  };
}
