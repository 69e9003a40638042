import { VALUES } from '../../../milvus/values';
import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { releaseValuesIn, switchAt } from '../../release-values';

export const modeChanges: Danger = {
  id: 'mode-changes',
  why: 'a standalone and a cluster have other volumes, another message queue and other pods: what the one has not stored, the other does not find',
  cure: 'Keep the mode. To change it, make a second release in the other mode, copy the data with milvus-backup, move the clients.',
  see: PAGES.chart,
  *check(changes) {
    for (const { before, after, on } of releaseValuesIn(changes)) {
      const [from, to] = [before, after].map(({ values }) =>
        switchAt(values, VALUES.clusterEnabled) === false ? 'standalone' : 'cluster',
      );
      if (from !== to) yield { on, message: `the mode changes from ${from ?? ''} to ${to ?? ''}` };
    }
  },
};
