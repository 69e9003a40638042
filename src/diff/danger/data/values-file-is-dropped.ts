import { WRITTEN_FOR_YOU } from '../../../milvus/values';
import { PAGES } from '../../../rules/pages';
import { pathName } from '../../../source/plain';
import { leavesOf } from '../../artifact';
import type { Danger } from '../../danger';
import { releaseValuesIn } from '../../release-values';
import type { ReleaseValues } from '../../release-values';
import { code, listed } from '../../words';

/** Names of values that a message tells; the others are counted. */
const TOLD = 6;

export const valuesFileIsDropped: Danger = {
  id: 'values-file-is-dropped',
  why: "everything that a values file of your own said is the chart's default again: storage, queues, volumes, images, resources; what is kept elsewhere is not found",
  cure: 'Keep `values:` of the release. To do without the file, take its values out one by one, and see what each does.',
  see: PAGES.chart,
  *check(changes) {
    for (const { before, after, on } of releaseValuesIn(changes)) {
      const gone = ownValuesOf(before);
      if (gone.length === 0 || ownValuesOf(after).length > 0) continue;
      const names = [...new Set(gone.map((path) => pathName(path.slice(0, 2))))].sort();
      const more = names.length > TOLD ? [`${names.length - TOLD} more`] : [];
      yield {
        on,
        message: `no value of your own is left: ${listed([...names.slice(0, TOLD).map(code), ...more])} went`,
      };
    }
  },
};

/** Paths of what no environment writes. */
function ownValuesOf({ values }: ReleaseValues): string[][] {
  const paths = [...leavesOf(values).keys()].map((path) => (JSON.parse(path) as (string | number)[]).map(String));
  return paths.filter(
    (path) => path.length > 0 && !WRITTEN_FOR_YOU.some((ours) => ours.every((step, index) => path[index] === step)),
  );
}
