import type { Danger } from '../../danger';
import { pairsOf } from '../../edge';

/** Arguments that guard what cannot be had again, and the value that takes the guard away. */
const GUARDS = [
  {
    kind: 'google_container_cluster',
    key: 'deletion_protection',
    off: false,
    what: 'the cluster and all that runs in it',
  },
  { kind: 'google_storage_bucket', key: 'force_destroy', off: true, what: "the bucket with all of Milvus' data in it" },
] as const;

export const deletionProtectionIsOff: Danger = {
  id: 'deletion-protection-is-off',
  why: 'from then on an apply that replaces it, or a destroy, takes it down without another question',
  cure: 'Leave it on. It is off for the moment of a tear-down only, in a change of its own.',
  see: 'https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs/resources/container_cluster',
  *check(changes) {
    for (const { kind, key, off, what } of GUARDS) {
      for (const { before, after } of pairsOf(changes, kind)) {
        if (before.value[key] === off || after.value[key] !== off) continue;
        yield { on: after, message: `${key} becomes ${String(off)}: Terraform may delete ${what}` };
      }
    }
  },
};
