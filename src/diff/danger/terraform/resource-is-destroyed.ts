import type { Change } from '../../changes';
import { WATCHING_KINDS } from '../monitoring/watch-ends';
import type { Danger } from '../../danger';
import { TERRAFORM_STACK } from '../../artifact';
import { code } from '../../words';

/** Its end switches nothing off: APIs of the project stay as they are, a dashboard is made again as it was. */
const HARMLESS = ['google_project_service', 'google_monitoring_dashboard'];

const ADDRESS =
  'the address goes back to Google: what still leads there, such as a DNS record, leads to nobody, or to somebody else';
const POLICY = 'Google refuses to delete a policy that the load balancer uses: the apply stops half-way';

const WHY: Readonly<Record<string, string>> = {
  google_compute_global_address: ADDRESS,
  google_compute_address: ADDRESS,
  google_compute_ssl_policy: POLICY,
  google_compute_region_ssl_policy: POLICY,
  google_compute_security_policy: POLICY,
  google_compute_region_security_policy: POLICY,
  google_certificate_manager_certificate_map:
    'Google refuses to delete a certificate map that a Gateway names: apply the manifests first',
  google_certificate_manager_certificate:
    'its hosts lose it; Google refuses to delete one that a map or a Gateway still names: apply the manifests first',
  google_storage_bucket:
    "all of Milvus' data is in it; Google refuses while it is not empty, unless force_destroy is true",
  google_container_cluster: 'everything in it goes with it: nodes, pods, disks, Milvus',
  google_dns_record_set: 'its name stops resolving',
  google_dns_managed_zone: 'its names stop resolving, and a new zone has other name servers',
  helm_release: 'Terraform uninstalls the release, and Milvus stops',
};

export const resourceIsDestroyed: Danger = {
  id: 'resource-is-destroyed',
  why: 'Terraform destroys what is no longer in its files, before or while it makes what is new',
  cure: 'Keep it. For one that has another name in the files only: terraform state mv, before anybody applies.',
  see: 'https://developer.hashicorp.com/terraform/cli/commands/state/mv',
  *check({ kept }) {
    for (const { changes } of kept) {
      const stacksGone = changes.flatMap((change) => (isRemovedStack(change) ? [change.before.name] : []));
      for (const change of changes) {
        if (change.what !== 'removed' && change.what !== 'renamed') continue;
        const { before } = change;
        const { room, kind, name, place } = before;
        if (room !== 'terraform' || kind === TERRAFORM_STACK || kind.startsWith('data.')) continue;
        if (HARMLESS.includes(kind) || stacksGone.includes(place)) continue;
        // Told by a danger of their own; one that is renamed is made again in the same apply.
        if (WATCHING_KINDS.includes(kind) && change.what === 'removed') continue;
        const why = WHY[kind];
        const message =
          change.what === 'removed'
            ? 'Terraform destroys it: it is removed'
            : `Terraform destroys it and makes another: it is renamed from ${code(name)} to ${code(change.after.name)}`;
        yield { on: before, message, ...(why !== undefined && { why }) };
      }
    }
  },
};

function isRemovedStack(change: Change): change is Extract<Change, { readonly what: 'removed' }> {
  return change.what === 'removed' && change.before.kind === TERRAFORM_STACK;
}
