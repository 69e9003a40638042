import { CHART } from '../../milvus/chart';
import { textOf } from '../../source/plain';

/** The chart that a release is made of. */
export interface ChartReference {
  /** The last word of what names it: `milvus` of `zilliztech/milvus` or of a folder; undefined where nothing does. */
  readonly name?: string;
  /** Undefined for a range, and where none is given. */
  readonly version?: string;
}

/** Of a name, a repository's entry, an address of an OCI registry, a folder or an archive. */
export function chartReference(reference: unknown, version: unknown): ChartReference {
  const words = (textOf(reference) ?? '').replace(/[?#].*$/, '').replace(/\/+$/, '');
  const last = /([^/:\s]+)(?::[^/]*)?$/.exec(words)?.[1] ?? '';
  const [, archive, archived] = /^(.*)-(\d+\.\d+\.\d+)\.tgz$/.exec(last) ?? [];
  const name = archive ?? last;
  const exact = exactVersion(version) ?? archived ?? exactVersion(/:([^:/]+)$/.exec(words)?.[1]);
  return { ...(name !== '' && { name }), ...(exact !== undefined && { version: exact }) };
}

export function isMilvusChart({ name }: ChartReference): boolean {
  return name === CHART.name;
}

function exactVersion(version: unknown): string | undefined {
  return /^v?(\d+\.\d+\.\d+)$/.exec(textOf(version) ?? '')?.[1];
}
