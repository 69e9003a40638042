import { componentsOf } from '../milvus/metrics';
import type { MemoryLimit } from '../topology/monitoring';
import type { Release } from '../topology/topology';
import { openValues } from './values-file';

/**
 * What the values allow the pods of a release, component by component; those without a limit are left out.
 *
 * @param text - a complete values file of ours
 */
export function memoryLimitsOf({ mode }: Pick<Release, 'mode'>, text: string): MemoryLimit[] {
  const values = openValues({ file: 'values.yaml', text });
  return componentsOf(mode).flatMap(({ component, resources }) => {
    const written = values.find([...resources, 'limits', 'memory'])?.text;
    const bytes = written === undefined ? undefined : bytesOf(written);
    return bytes === undefined ? [] : [{ component, bytes }];
  });
}

/**
 * Bytes of a quantity such as `4Gi`, `512M`, `1e9` or `1.5Gi`; undefined where it is none.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function bytesOf(quantity: string): number | undefined {
  const [, number, suffix = ''] = /^(\d+(?:\.\d*)?|\.\d+)(m|[eE][+-]?\d+|[kMGTPE]|[KMGTPE]i)?$/.exec(quantity) ?? [];
  if (number === undefined) return undefined;
  if (/^[eE][+-]?\d/.test(suffix)) return Math.ceil(Number(number + suffix));
  if (suffix === 'm') return Math.ceil(Number(number) / 1000);
  const [letter = '', isBinary = ''] = suffix;
  const power = ['', 'K', 'M', 'G', 'T', 'P', 'E'].indexOf(letter.toUpperCase());
  return Math.ceil(Number(number) * (isBinary === 'i' ? 1024 : 1000) ** power);
}
