import { QUORUMS } from '../../../milvus/data';
import { PAGES } from '../../../rules/pages';
import type { Danger } from '../../danger';
import { releaseValuesIn, switchAt, wordAt } from '../../release-values';

export const quorumShrinks: Danger = {
  id: 'quorum-shrinks',
  why: 'fewer than a majority of its members stay: what is left cannot agree on anything, and does not start with the data that it has',
  cure: 'Take members away one at a time, each by its own tool, and wait until the rest is healthy; keep three.',
  see: PAGES.chart,
  *check(changes) {
    for (const { before, after, on } of releaseValuesIn(changes)) {
      for (const { name, path, default: usual } of QUORUMS) {
        // One that is switched off has no members; that it is, is told by itself.
        if ([before, after].some(({ values }) => switchAt(values, [path[0], 'enabled']) === false)) continue;
        const [from, to] = [before, after].map(({ values }) => Number(wordAt(values, path) ?? usual));
        if (from === undefined || to === undefined || !(to < Math.floor(from / 2) + 1 && to < from)) continue;
        yield { on, message: `${from} members of ${name} become ${to}, below a majority of ${from}` };
      }
    }
  },
};
