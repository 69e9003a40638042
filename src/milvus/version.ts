import { chartLineOf, compareVersions } from './chart';

/** Milvus' own minor lines, oldest first. */
export const MILVUS_LINES = ['2.4', '2.5', '2.6', '3.0'] as const;

export type MilvusLine = (typeof MILVUS_LINES)[number];

/** Which Milvus a release runs, as far as its values and its chart tell. */
export interface MilvusVersion {
  /** `2.6`, of lines unknown here too; undefined where nothing tells. */
  readonly line?: string;
  /** `2.6.19`; undefined where only the line is known. */
  readonly version?: string;
  /** What follows the numbers of the tag, e.g. `-gpu` or `-rc1`; else empty. */
  readonly suffix: string;
  /** What decides it: a tag, a digest, which tells nothing, or the chart. */
  readonly by: 'tag' | 'digest' | 'chart';
}

export interface MilvusImage {
  /** Version of the chart. */
  readonly chart?: string;
  /** `image.all.repository` and `image.all.tag` of the values; undefined where they are the chart's own. */
  readonly repository?: string;
  readonly tag?: string;
}

/** Images that the charts are known to name: Milvus' own releases, in the order of the charts. */
const CHARTS_MILVUS: readonly (readonly [chart: string, milvus: string])[] = [
  ['4.2.0', '2.4.6'],
  ['4.2.25', '2.4.17'],
  ['4.2.45', '2.5.9'],
  ['4.2.58', '2.5.16'],
  ['5.0.15', '2.6.12'],
  ['5.0.19', '2.6.15'],
  ['5.0.20', '2.6.16'],
  ['5.0.23', '2.6.19'],
  ['5.0.27', '3.0.1'],
  ['5.0.28', '3.0.1'],
];

/** `v`, or nothing; numbers; a suffix. */
const TAG = /^v?(\d+\.\d+)(\.\d+)?((?:-[\w.-]+)?)$/;

/**
 * The Milvus version of a release: the tag of its values, else what the chart ships. A digest says which image it is, and
 * not which version.
 */
export function milvusVersionOf({ chart, repository, tag }: MilvusImage): MilvusVersion {
  if (repository?.includes('@') || tag?.includes('@')) return { suffix: '', by: 'digest' };
  if (tag !== undefined && tag !== '') {
    const [, line, patch, suffix = ''] = TAG.exec(tag) ?? [];
    return {
      ...(line !== undefined && { line }),
      ...(line !== undefined && patch !== undefined && { version: line + patch }),
      suffix,
      by: 'tag',
    };
  }
  const known = chart === undefined ? 'unknown' : chartLineOf(chart);
  const version = CHARTS_MILVUS.find(([one]) => one === chart)?.[1];
  return {
    ...(known !== 'unknown' && { line: known.line.milvus }),
    ...(version !== undefined && { version }),
    suffix: '',
    by: 'chart',
  };
}

/** The tag of a version of Milvus' own images. */
export function tagOf(version: string): string {
  return `v${version}`;
}

/** Whether a release is of the version or a newer one; undefined where that cannot be told. A pre-release is older. */
export function isAtLeast({ line, version, suffix }: MilvusVersion, least: string): boolean | undefined {
  if (line === undefined) return undefined;
  if (version === undefined) {
    const difference = compareVersions(line, least.split('.').slice(0, 2).join('.'));
    if (difference !== 0) return difference > 0;
    if (isPreRelease(suffix)) return false;
    return least.endsWith('.0') ? true : undefined;
  }
  const difference = compareVersions(version, least);
  return difference === 0 ? !isPreRelease(suffix) : difference > 0;
}

/** `Milvus 2.6.19-gpu`, `Milvus 2.6`, or `an unknown Milvus`. */
export function milvusName({ line, version = line, suffix }: MilvusVersion): string {
  return version === undefined ? 'an unknown Milvus' : `Milvus ${version}${suffix}`;
}

/** `-gpu` is another build of the same version; `-rc1` and `-beta` come before it. */
function isPreRelease(suffix: string): boolean {
  return /^-(rc|beta|alpha|dev)/.test(suffix);
}
