import { changesBetween } from './changes';
import type { Files } from './dist';
import { type Summary, summaryOf } from './summary';

/**
 * What differs between two dist folders, object by object and not line by line, and what of it is dangerous.
 *
 * @param before - texts by their path below the folder, e.g. `manifests/production.k8s.yaml`; runs of Terraform leave
 *   files there that must not be among them
 * @throws UserError for files that cannot be read
 */
export function diff(before: Files, after: Files): Summary {
  return summaryOf(changesBetween(labelled('before', before), labelled('after', after)));
}

function labelled(side: string, files: Files): Parameters<typeof changesBetween>[0] {
  return { files, label: (path) => `${side}: ${path}` };
}
