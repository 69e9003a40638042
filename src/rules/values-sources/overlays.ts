import { VALUES } from '../../milvus/values';
import { valueAt } from '../../source/plain';
import type { Values } from '../values';
import { folderOf } from './input-files';

/**
 * Says which files of values lie below others: `values.yaml`, where each `values-….yaml` beside it, or a file of another
 * name, has a user.yaml too. Helm takes that text whole, so the one below is never read.
 */
export function withOverlays(values: readonly Values[]): Values[] {
  const folders = new Map(values.map((one) => [one, folderOf(one.part.file)]));
  return values.map((one) => {
    if (nameOf(one) !== 'values') return one;
    const beside = values.filter((other) => other !== one && folders.get(other) === folders.get(one));
    const [variants, additions] = [true, false].map((wanted) =>
      beside.filter((other) => /^values[-._]/.test(nameOf(other)) === wanted),
    );
    const isBelow = additions?.some(hasUserYaml) || (variants && variants.length > 0 && variants.every(hasUserYaml));
    return isBelow ? { ...one, isBelowAnother: true } : one;
  });
}

function hasUserYaml({ value }: Values): boolean {
  return typeof valueAt(value, VALUES.userYaml) === 'string';
}

/** Of `helm/values-prod.yaml`, `values-prod`. */
function nameOf({ part }: Values): string {
  return /([^/\\]*?)\.\w+$/.exec(part.file)?.[1] ?? '';
}
