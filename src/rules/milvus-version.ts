import { milvusVersionOf } from '../milvus/version';
import type { MilvusVersion } from '../milvus/version';
import { VALUES } from '../milvus/values';
import { listOf, mappingOf, textOf, valueAt, wordOf } from '../source/plain';
import type { Item } from './item';
import type { Values } from './values';

/** By the tag that the values name, else by the chart that the file's heading names. */
export function milvusOfValues({ value, chart }: Pick<Values, 'value' | 'chart'>): MilvusVersion {
  const repository = textOf(valueAt(value, VALUES.imageRepository));
  const tag = wordOf(valueAt(value, VALUES.imageTag));
  return milvusVersionOf({
    ...(chart !== undefined && { chart }),
    ...(repository !== undefined && { repository }),
    ...(tag !== undefined && { tag }),
  });
}

/** By the image of the pods that serve clients, else by the chart: of a rendered chart. */
export function milvusOfWorkloads(workloads: readonly Item[], chart: string | undefined): MilvusVersion {
  const images = workloads.flatMap(({ spec }) =>
    listOf(valueAt(spec, ['template', 'spec', 'containers'])).flatMap((one) => {
      const { name, image } = mappingOf(one);
      return name === 'proxy' || name === 'standalone' ? (textOf(image) ?? []) : [];
    }),
  );
  const [repository, tag] = partsOf(images[0] ?? '');
  return milvusVersionOf({
    ...(chart !== undefined && { chart }),
    ...(repository !== undefined && { repository }),
    ...(tag !== undefined && { tag }),
  });
}

/** A colon before the last slash is a registry's port. */
function partsOf(image: string): [repository?: string, tag?: string] {
  const [, repository, tag] = /^(.*?)(?::([^:/]*))?$/.exec(image) ?? [];
  return [repository || undefined, tag];
}
