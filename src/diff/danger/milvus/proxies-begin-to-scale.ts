import { VALUES } from '../../../milvus/values';
import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { releaseValuesIn, wordAt } from '../../release-values';

/** What the chart reads as: the autoscaler decides. */
const AUTOSCALED = -1;

export const proxiesBeginToScale: Danger = {
  id: 'proxies-begin-to-scale',
  why: 'the chart leaves the number out of the Deployment then, and Kubernetes falls to one proxy until the autoscaler has looked: calls of the others are cut off',
  cure: 'Change it when few call. Afterwards see that there are as many proxies as `minReplicas` says.',
  see: PAGES.scaling,
  *check(changes) {
    for (const { before, after, on } of releaseValuesIn(changes)) {
      const [from, to] = [before, after].map(({ values }) => Number(wordAt(values, VALUES.proxyReplicas) ?? 1));
      if (from === undefined || from <= 1 || to !== AUTOSCALED) continue;
      yield { on, message: `${from} proxies become as many as an autoscaler wants` };
    }
  },
};
