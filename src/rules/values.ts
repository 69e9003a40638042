import { MILVUS_YAML_KEYS, TELLING_KEYS, USER_YAML, USER_YAML_KEY, VALUES } from '../milvus/values';
import { isMapping, mappingOf, textOf, valueAt } from '../source/plain';
import type { Mapping, Path } from '../source/plain';
import type { Part } from '../source/parts';
import type { Item } from './item';

/** Helm values of the Milvus chart. */
export interface Values extends Item {
  readonly kind: 'values';
  /** Undefined where nothing says it. */
  readonly release?: string;
  /** What stands in names for the chart, where it is a dependency under another one. */
  readonly chartName?: string;
  /** Version of the chart. */
  readonly chart?: string;
  /** What the Service that the chart makes of them may be called, as far as the input tells. */
  readonly serviceNames?: readonly string[];
  /** Whether no other values are added to them: what they leave out is the chart's default. */
  readonly complete: boolean;
  /** Whether the user.yaml of another file takes the place of theirs. */
  readonly isBelowAnother?: boolean;
  /** The object or file that brings them; left out where they are a file of values. */
  readonly carrier?: Item;
}

/** What the first line of a file of ours says. */
export interface Heading {
  readonly environment?: string;
  readonly release?: string;
  readonly chart?: string;
}

/** A document, and what the first line of its file says. */
export interface Document {
  readonly part: Part;
  readonly heading: Heading;
}

export function headingOf(text: string): Heading {
  const line = /^\uFEFF?# milvus-l7 (.*)/.exec(text)?.[1] ?? '';
  const word = (name: string) => new RegExp(`(?:^|\\s)${name}=(\\S+)`).exec(line)?.[1];
  return { environment: word('environment'), release: word('release'), chart: versionIn(word('chart')) };
}

/** The values that a document holds; undefined where it holds something else. A file with a heading of ours is complete. */
export function valuesOf(part: Part, { environment, release, chart }: Heading): Values | undefined {
  const { value } = part;
  if (!isMapping(value) || value['kind'] !== undefined || value['apiVersion'] !== undefined) return undefined;
  if (release === undefined && !looksLikeTheChart(value)) return undefined;
  return {
    ...valuesItem(part, [], value),
    ...(release !== undefined && { name: release, release }),
    ...(chart !== undefined && { chart }),
    environment,
    complete: release !== undefined,
  };
}

export function valuesItem(part: Part, base: Path, value: Mapping): Values {
  return {
    part,
    base,
    value,
    kind: 'values',
    apiVersion: '',
    labels: {},
    annotations: {},
    annotationsPath: [],
    spec: {},
    complete: false,
  };
}

export function isValues(item: Item): item is Values {
  return item.kind === 'values';
}

/** `5.0.19` of `milvus-5.0.19`, as a heading and the labels of a rendered chart have it. */
export function versionIn(chart: unknown): string | undefined {
  return /^milvus-(\d+\.\d+\.\d+)$/.exec(textOf(chart) ?? '')?.[1];
}

/** What a template of the chart takes for true: Helm reads YAML 1.1. */
export function isOn(value: unknown): boolean {
  return value === true || (typeof value === 'string' && /^(y|yes|on|true)$/i.test(value));
}

export function isOff(value: unknown): boolean {
  return value === false || (typeof value === 'string' && /^(n|no|off|false)$/i.test(value));
}

export function looksLikeTheChart(value: Mapping): boolean {
  if (MILVUS_YAML_KEYS.some((key) => Object.hasOwn(value, key)) && !Object.hasOwn(value, 'extraConfigFiles'))
    return false;
  if (TELLING_KEYS.some((key) => Object.hasOwn(value, key))) return true;
  if (['etcd', 'minio', 'cluster'].every((key) => isMapping(value[key]))) return true;
  // Written as in Milvus' own configuration, beside keys that only a chart has.
  const isChart =
    ['cluster', 'standalone', 'service', 'ingress'].some((key) => isMapping(value[key])) ||
    [VALUES.proxyReplicas, VALUES.proxyHpa].some((path) => valueAt(value, path) !== undefined);
  if (isChart && valueAt(value, USER_YAML.tlsMode) !== undefined) return true;
  if (Object.values(value).some((inner) => isMapping(inner) && Object.hasOwn(inner, USER_YAML_KEY))) return true;
  const repository = textOf(valueAt(value, ['image', 'all', 'repository'])) ?? '';
  if (/(^|\/)milvus$/.test(repository)) return true;
  const annotations = mappingOf(valueAt(value, VALUES.serviceAnnotations));
  return Object.values(annotations).some((text) => typeof text === 'string' && /"milvus"|19530/.test(text));
}
