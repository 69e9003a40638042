import { covers, ipv4RangeFault } from '../../../gke/ranges';
import { REPLACED_BY } from '../../../gke/replacement';
import { valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { pairsOf } from '../../edge';
import { isSame } from '../../fields';
import { code, listed } from '../../words';

const WHY: Readonly<Record<string, string>> = {
  google_container_node_pool: 'Terraform deletes its nodes and makes others: every pod on them moves at once',
  google_storage_bucket: "Terraform destroys it and makes another: all of Milvus' data is in it",
  google_dns_managed_zone: 'Terraform destroys it and makes another, with other name servers: its names stop resolving',
  helm_release: 'Terraform uninstalls the release and installs another, empty',
};

export const networkOrClusterIsReplaced: Danger = {
  id: 'network-or-cluster-is-replaced',
  why: 'Terraform destroys it and makes another, and with it everything inside: subnets, cluster, nodes, pods, disks, Milvus and its load balancer',
  cure: 'Leave these arguments as they are. To get another, make a second environment beside this one, move Milvus, then take this one down.',
  see: 'https://registry.terraform.io/providers/hashicorp/google/6.50.0/docs/resources/container_cluster',
  *check(changes) {
    for (const [kind, paths] of Object.entries(REPLACED_BY)) {
      for (const { before, after } of pairsOf(changes, kind)) {
        const parts = paths.flatMap((path) => {
          const [from, to] = [valueAt(before.value, path), valueAt(after.value, path)];
          if (isSame(from, to) || (path[0] === 'ip_cidr_range' && grows(from, to))) return [];
          return [`${path.join('.')} from ${code(from)} to ${code(to)}`];
        });
        if (parts.length === 0) continue;
        const why = WHY[kind];
        yield { on: after, message: `it is replaced: ${listed(parts)}`, ...(why !== undefined && { why }) };
      }
    }
  },
};

function grows(from: unknown, to: unknown): boolean {
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  return [from, to].every((range) => !ipv4RangeFault(range)) && covers(to, from);
}
