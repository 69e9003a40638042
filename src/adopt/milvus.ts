import { milvus } from '../config/milvus';
import { milvusLinesOf } from '../milvus/chart';
import { VALUES } from '../milvus/values';
import { milvusVersionOf, tagOf } from '../milvus/version';
import type { EditableYaml } from '../source/editable';
import { wordAt } from './release-values';

/**
 * The Milvus version that the image tag of live values names, as an environment writes it; undefined where the tag stays
 * with the values: none, that of the chart itself, one that names no version, or one that the chart is not made for.
 */
export function milvusInValues(chart: string, values: EditableYaml): string | undefined {
  const [repository, tag] = [wordAt(values, VALUES.imageRepository), wordAt(values, VALUES.imageTag)];
  const found = milvusVersionOf({
    chart,
    ...(repository !== undefined && { repository }),
    ...(tag !== undefined && { tag }),
  });
  const version = `${found.version ?? ''}${found.suffix}`;
  const isPlain = found.by === 'tag' && tag === tagOf(version) && milvus.safeParse(version).success;
  if (!isPlain || version === milvusVersionOf({ chart }).version) return undefined;
  const lines = milvusLinesOf(chart);
  return lines.length === 0 || lines.includes(found.line ?? '') ? version : undefined;
}
