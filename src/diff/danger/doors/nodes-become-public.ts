import { valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { pairsOf } from '../../edge';

const PRIVATE = ['private_cluster_config', 'enable_private_nodes'];

export const nodesBecomePublic: Danger = {
  id: 'nodes-become-public',
  why: 'the files give every node an address of its own on the internet; Terraform plans no change for a cluster that is there, so nobody sees it until the cluster is made anew',
  cure: 'Keep `privateClusterConfig: { enablePrivateNodes: true }`; nodes reach the internet through Cloud NAT.',
  see: 'https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation',
  *check(changes) {
    for (const { before, after } of pairsOf(changes, 'google_container_cluster')) {
      if (valueAt(before.value, PRIVATE) !== true || valueAt(after.value, PRIVATE) === true) continue;
      yield { on: after, message: 'private nodes are switched off' };
    }
  },
};
