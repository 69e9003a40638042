import { valueAt } from '../../../source/plain';
import type { Artifact } from '../../artifact';
import type { Danger } from '../../danger';
import { pairsOf } from '../../edge';

/** Arguments that guard what cannot be had again, and the value that takes the guard away. */
const GUARDS = [
  {
    kind: 'google_container_cluster',
    key: 'deletion_protection',
    off: false,
    what: 'Google deletes the cluster and all that runs in it when it is told to',
    why: 'it is the last guard where prevent_destroy is off too: then an apply that replaces the cluster, or a destroy, takes it down',
    cure: 'Leave gcp.cluster.create.deletionProtection at true. It is off for the moment of a tear-down only, in a change of its own.',
    see: 'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_cluster',
  },
  {
    kind: 'google_storage_bucket',
    key: 'force_destroy',
    off: true,
    what: "Terraform may delete the bucket with all of Milvus' data in it",
    why: 'a bucket that is not empty is deleted too, object by object: with prevent_destroy off nothing else keeps the data',
    cure: 'Leave gcp.storage.create.forceDestroy at false. It is true for the moment of a tear-down only, in a change of its own.',
    see: 'https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/storage_bucket#force_destroy-1',
  },
] as const;

/** Kinds on which `prevent_destroy` stands, and what may go without it. */
const PROTECTED: Readonly<Record<string, string>> = {
  google_container_cluster: 'the cluster and all that runs in it',
  google_storage_bucket: 'the bucket, where it is empty or force_destroy is true',
  google_dns_managed_zone: 'the zone and its name servers',
  google_compute_global_address: 'the address',
  google_compute_address: 'the address',
};

export const deletionProtectionIsOff: Danger = {
  id: 'deletion-protection-is-off',
  why: 'once this is applied, an apply that replaces it, or a destroy, takes it down without another question',
  cure: 'Leave gcp.deletionProtection at true. It is off for the moment of a tear-down only, in a change of its own.',
  see: 'https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy',
  *check(changes) {
    for (const { kind, key, off, what, ...told } of GUARDS) {
      for (const { before, after } of pairsOf(changes, kind)) {
        if (before.value[key] === off || after.value[key] !== off) continue;
        yield { on: after, message: `${key} becomes ${String(off)}: ${what}`, ...told };
      }
    }
    const pairs = Object.keys(PROTECTED).flatMap((kind) => [...pairsOf(changes, kind)]);
    // The address that DNS leads to is the one that is kept: where it moves to the other API's, so does this.
    const movesTo = new Set(
      pairs
        .filter(({ before, after }) => isAddress(after) && !isKept(before) && isKept(after))
        .map(({ after }) => after.environment),
    );
    for (const [kind, what] of Object.entries(PROTECTED)) {
      for (const { before, after } of pairsOf(changes, kind)) {
        if (!isKept(before) || isKept(after)) continue;
        if (isAddress(after) && movesTo.has(after.environment)) continue;
        yield { on: after, message: `prevent_destroy is gone: Terraform may destroy ${what}` };
      }
    }
  },
};

function isAddress({ kind }: Artifact): boolean {
  return kind === 'google_compute_global_address' || kind === 'google_compute_address';
}

function isKept({ value }: Artifact): boolean {
  return valueAt(value, ['lifecycle', 'prevent_destroy']) === true;
}
