import type { Part } from '../../source/parts';
import { isMapping, mappingOf, valueAt } from '../../source/plain';
import type { Item } from '../item';
import type { Registry } from '../registry';
import { looksLikeTheChart, valuesItem, valuesOf } from '../values';
import type { Document, Values } from '../values';
import { argoReleases } from './argo-application';
import { isMilvusChart } from './chart-reference';
import { configSyncReleases } from './config-sync';
import { fluxReleases } from './flux-helm-release';
import { helmChartReleases } from './helm-chart-resource';
import { helmfileReleases, isHelmfile } from './helmfile';
import { InputFiles, folderOf } from './input-files';
import { isKustomization, kustomizeReleases } from './kustomize-helm-charts';
import { LayeredPart } from './layers';
import { operatorValues } from './milvus-operator';
import { withOverlays } from './overlays';
import type { Gap, ReleaseSource } from './release-source';
import { isTerraform, terraformReleases } from './terraform-helm-release';
import { dependenciesIn, milvusKeysOf } from './umbrella-chart';
import type { Dependency } from './umbrella-chart';

/** Values of a Milvus release that no rule can look at, in whole or in part. */
export interface Skipped extends Gap {
  readonly on: Item;
}

/** A kind of object or file that makes releases of charts. */
type Reader = (on: Item, files: InputFiles, registry: Registry) => Iterable<ReleaseSource>;

const READERS: readonly Reader[] = [
  argoReleases,
  fluxReleases,
  kustomizeReleases,
  helmfileReleases,
  terraformReleases,
  configSyncReleases,
  helmChartReleases,
];

/** All values of the Milvus chart: files of them, and those that something else carries. */
export function valuesIn(
  documents: readonly Document[],
  registry: Registry,
): { readonly values: readonly Values[]; readonly skipped: readonly Skipped[] } {
  const parts = documents.map(({ part }) => part);
  const dependencies = dependenciesIn(parts);
  const files = new InputFiles(parts);
  const sources: ReleaseSource[] = [];
  for (const on of [...registry.all, ...documents.flatMap(fileItem)]) {
    for (const read of READERS) sources.push(...read(on, files, registry));
  }
  const carried = sources.map((source) => valuesOfSource(source, dependencies.get(folderOf(source.on.part.file))));
  const loose = documents
    .filter(({ part }) => !files.used.has(part))
    .flatMap((document) => looseValues(document, dependencies.get(folderOf(document.part.file))));
  const operated = registry.ofKind('Milvus').flatMap((item) => operatorValues(item) ?? []);
  return {
    values: [...withOverlays(loose), ...carried.flatMap(({ values }) => values), ...operated],
    skipped: carried.flatMap(({ skipped }) => skipped),
  };
}

/** A file that is no Kubernetes object and makes releases. */
function fileItem({ part, heading: { environment } }: Document): readonly Item[] {
  const { value } = part;
  if (!isMapping(value)) return [];
  const kind = FILE_KINDS.find(([, fits]) => fits(value))?.[0];
  return kind === undefined ? [] : [{ ...valuesItem(part, [], value), kind, environment }];
}

const FILE_KINDS = [
  ['Kustomization', isKustomization],
  ['helmfile', isHelmfile],
  ['Terraform', isTerraform],
] as const;

function looseValues({ part, heading }: Document, dependencies: readonly Dependency[] | undefined): readonly Values[] {
  const { value } = part;
  const isValues = isMapping(value) && ['kind', 'apiVersion', 'dependencies'].every((key) => value[key] === undefined);
  const keys = isValues && heading.release === undefined ? milvusKeysOf(value, dependencies) : [];
  if (keys.length === 0) return [valuesOf(part, heading) ?? []].flat();
  return keys.map((key) => ({ ...valuesBelow(part, key), environment: heading.environment }));
}

function valuesOfSource(
  { on, at, chart, release, namespace, layers, gaps }: ReleaseSource,
  dependencies: readonly Dependency[] | undefined,
): { readonly values: readonly Values[]; readonly skipped: readonly Skipped[] } {
  const part = new LayeredPart(on.part, [...on.base, ...at], layers);
  const keys = isMilvusChart(chart) ? [] : milvusKeysOf(part.value, dependencies);
  const isMilvus = isMilvusChart(chart) || (chart.name === undefined && looksLikeTheChart(part.value));
  const found = [
    ...keys.map((key) => valuesBelow(part, key)),
    ...(isMilvus && keys.length === 0 ? [{ ...valuesItem(part, [], part.value), ...versionOf(chart) }] : []),
  ];
  const about = { environment: on.environment, complete: gaps.length === 0, carrier: on };
  const names = {
    ...(release !== undefined && { name: release, release }),
    ...(namespace !== undefined && { namespace }),
  };
  const concerns = found.length > 0 || /milvus/.test(`${release ?? ''} ${chart.name ?? ''}`);
  return {
    values: found.map((values) => ({ ...values, ...about, ...names })),
    skipped: concerns ? gaps.map((gap) => ({ ...gap, on })) : [],
  };
}

function valuesBelow(part: Part, { key, version }: Dependency): Values {
  const value = mappingOf(valueAt(part.value, [key]));
  return { ...valuesItem(part, [key], value), ...versionOf({ version }), chartName: key };
}

function versionOf({ version }: { readonly version?: string }): { readonly chart?: string } {
  return version === undefined ? {} : { chart: version };
}
