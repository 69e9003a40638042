import { valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { pairsOf } from '../../edge';
import { admissionsOf, isSelectorWithin, isWithin, wordsOf } from '../../network-policy';
import { code } from '../../words';

export const networkPolicyOpens: Danger = {
  id: 'network-policy-opens',
  why: "more can reach the pods than before, past the load balancer and Cloud Armor: port 9091 asks for no password, and 19530 for Milvus' own alone",
  cure: 'Keep it as narrow as it is; name in `networkPolicy` only what must connect.',
  see: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  *check(changes) {
    for (const { changes: all } of changes.kept) {
      for (const change of all) {
        if (change.what !== 'removed' || change.before.kind !== 'NetworkPolicy') continue;
        yield { on: change.before, message: `the NetworkPolicy ${code(change.before.name)} is removed` };
      }
    }
    for (const { before, after } of pairsOf(changes, 'NetworkPolicy')) {
      const [from, to] = [before, after].map(({ value }) => valueAt(value, ['spec', 'podSelector']));
      // It must go on protecting every pod that it did.
      if (!isSelectorWithin(from, to)) yield { on: after, message: 'it no longer protects all the pods that it did' };
      const old = admissionsOf(before.value);
      for (const admission of admissionsOf(after.value)) {
        if (old.some((one) => isWithin(admission, one))) continue;
        yield { on: after, message: `it lets in more: ${wordsOf(admission)}` };
      }
    }
  },
};
