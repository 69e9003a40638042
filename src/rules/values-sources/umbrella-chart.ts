import { CHART } from '../../milvus/chart';
import { VALUES } from '../../milvus/values';
import { isMapping, listOf, mappingOf, textOf, valueAt } from '../../source/plain';
import type { Mapping } from '../../source/plain';
import type { Part } from '../../source/parts';
import { isOn, looksLikeTheChart } from '../values';
import { chartReference } from './chart-reference';
import { folderOf } from './input-files';

/** How a chart of somebody's own calls the Milvus chart that it depends on. */
export interface Dependency {
  /** The key of its values, and its name in templates. */
  readonly key: string;
  readonly version?: string;
}

/** Dependencies on the Milvus chart, by the folder of the chart that has them. */
export function dependenciesIn(parts: readonly Part[]): Map<string, readonly Dependency[]> {
  const found = new Map<string, readonly Dependency[]>();
  for (const { file, value } of parts) {
    if (!isMapping(value) || value['kind'] !== undefined) continue;
    const milvus = listOf(value['dependencies'])
      .map(mappingOf)
      .filter(({ name }) => name === CHART.name)
      .map(({ alias, version }) => {
        const { version: exact } = chartReference(CHART.name, version);
        return { key: textOf(alias) ?? CHART.name, ...(exact !== undefined && { version: exact }) };
      });
    if (milvus.length > 0) found.set(folderOf(file), milvus);
  }
  return found;
}

/** The keys of values of an umbrella chart below which those of the Milvus chart stand. */
export function milvusKeysOf(value: Mapping, dependencies: readonly Dependency[] = []): readonly Dependency[] {
  const known = dependencies.filter(({ key }) => isMapping(value[key]));
  if (known.length > 0) return known;
  const own = value[CHART.name];
  if (isMapping(own) && (looksLikeTheChart(own) || seemsToBeTheChart(own))) return [{ key: CHART.name }];
  return Object.entries(value)
    .filter(([, inner]) => isMapping(inner) && isMapping(inner['extraConfigFiles']) && looksLikeTheChart(inner))
    .map(([key]) => ({ key }));
}

/** Below a key that says Milvus, less tells. */
function seemsToBeTheChart(value: Mapping): boolean {
  if (['cluster', 'standalone'].some((key) => isMapping(value[key]))) return true;
  if (isOn(valueAt(value, VALUES.ingressEnabled))) return true;
  const annotations = Object.keys(mappingOf(valueAt(value, VALUES.serviceAnnotations)));
  return annotations.some((key) => key.startsWith('cloud.google.com/'));
}
