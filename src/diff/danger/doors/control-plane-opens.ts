import { covers, rangeFault } from '../../../gke/ranges';
import { listOf, textOf, valueAt } from '../../../source/plain';
import type { Artifact } from '../../artifact';
import type { Danger } from '../../danger';
import { pairsOf } from '../../edge';
import { code, listed } from '../../words';

const NETWORKS = 'master_authorized_networks_config';

export const controlPlaneOpens: Danger = {
  id: 'control-plane-opens',
  why: 'more may call the Kubernetes API: what keeps them out is Google credentials alone, and those get stolen',
  cure: 'Keep `masterAuthorizedNetworksConfig` to the ranges that people and pipelines come from.',
  see: 'https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation',
  *check(changes) {
    for (const { before, after } of pairsOf(changes, 'google_container_cluster')) {
      const [from, to] = [rangesOf(before), rangesOf(after)];
      if (from && !to) {
        yield {
          on: after,
          message: `${NETWORKS} disappears`,
          why: 'the files let everybody call the Kubernetes API; Terraform leaves the restriction where it is, so nobody sees it open until the cluster is made anew',
        };
      }
      const more = from && to ? to.filter((range) => !from.some((one) => isWithin(range, one))) : [];
      if (more.length > 0) yield { on: after, message: `${NETWORKS} lets in ${listed(more.map(code))} too` };
      const key = [NETWORKS, 'gcp_public_cidrs_access_enabled'];
      const [was, is] = [before, after].map(({ value }) => valueAt(value, key));
      if (was === true || is !== true) continue;
      yield { on: after, message: "it lets in every address of Google Cloud, other customers' machines too" };
    }
  },
};

/** Undefined: everybody. */
function rangesOf({ value }: Artifact): string[] | undefined {
  if (value[NETWORKS] === undefined) return undefined;
  return listOf(valueAt(value, [NETWORKS, 'cidr_blocks'])).flatMap((one) => textOf(valueAt(one, ['cidr_block'])) ?? []);
}

function isWithin(range: string, outer: string): boolean {
  return range === outer || ([range, outer].every((one) => rangeFault(one) === undefined) && covers(outer, range));
}
