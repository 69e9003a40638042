import { CHANGE_EFFECTS } from '../../../gke/replacement';
import type { Danger } from '../../danger';
import { code } from '../../words';

/** What has a danger of its own, told with what it opens. */
const TOLD_ELSEWHERE = ['master_authorized_networks_config', 'private_cluster_config'];

const ZONES =
  'the zones stay as they are, and where the number of nodes in a zone is counted from them, it is counted for three: two zones with two nodes each become two with one';

export const settingStays: Danger = {
  id: 'setting-stays',
  why: 'Terraform takes what is left out for what is there, and plans no change: the files no longer say what is live',
  cure: 'Write the value that is wanted instead.',
  see: 'https://developer.hashicorp.com/terraform/plugin/sdkv2/schemas/schema-behaviors#computed',
  *check({ kept }) {
    for (const { pairs } of kept) {
      for (const { before, after } of pairs) {
        const { updates = [], keptWhenLeftOut = [] } = CHANGE_EFFECTS[after.kind] ?? {};
        for (const argument of updates) {
          const [from, to] = [before.value[argument], after.value[argument]];
          if (!keptWhenLeftOut.includes(argument) || from === undefined || to !== undefined) continue;
          if (TOLD_ELSEWHERE.includes(argument)) continue;
          const message = `${argument} disappears, and stays ${code(from)}`;
          yield { on: after, message, ...(argument === 'node_locations' && { why: ZONES }) };
        }
      }
    }
  },
};
