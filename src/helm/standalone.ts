import type { Fault } from '../errors';
import { SECURITY_CONTEXT_SINCE, STANDALONE_QUEUE, compareVersions } from '../milvus/chart';
import { MILVUS_USER } from '../milvus/service';
import { SECURITY_CONTEXTS, VALUES } from '../milvus/values';
import { isAtLeast, milvusVersionOf } from '../milvus/version';
import type { EditableYaml } from '../source/editable';
import type { Position } from '../source/read';
import type { Release } from '../topology/topology';

/**
 * Writes out what a newer chart or Milvus would take from a standalone release that was there before: its message queue,
 * and the right to its own disk.
 *
 * @param start - where the file begins
 * @param chartBefore - the chart of the file, where its heading names one
 */
export function keepStandaloneData(
  values: EditableYaml,
  { mode, chart, milvus }: Release,
  start: Position,
  chartBefore: string | undefined,
): readonly Fault[] {
  if (mode !== 'standalone') return [];
  const isNoRoot = isAtLeast(milvus, '3.0.0') === true && compareVersions(chart, SECURITY_CONTEXT_SINCE) >= 0;
  if (isNoRoot && !wasNoRoot(values, chartBefore)) ownDisk(values);
  return queueNotes(values, chart, start, chartBefore);
}

/** Whether the file is of a release that ran a Milvus without root already. */
function wasNoRoot(values: EditableYaml, chartBefore: string | undefined): boolean {
  if (chartBefore === undefined) return false;
  const [repository, tag] = [VALUES.imageRepository, VALUES.imageTag].map((path) => values.find(path)?.text);
  return isAtLeast(milvusVersionOf({ chart: chartBefore, repository, tag }), '3.0.0') === true;
}

/** From 3.0 on Milvus is no root: a disk belongs to its group only where that is said. */
function ownDisk(values: EditableYaml): void {
  const contexts = [SECURITY_CONTEXTS.standalone, SECURITY_CONTEXTS.all];
  if (contexts.some((path) => values.find([...path, 'fsGroup']))) return;
  // A context of the pod's own takes the place of the one for all components.
  const [own, all] = contexts.map((path) => values.find(path)?.kind === 'mapping');
  values.write([...(all && !own ? SECURITY_CONTEXTS.all : SECURITY_CONTEXTS.standalone), 'fsGroup'], MILVUS_USER);
}

function queueNotes(values: EditableYaml, chart: string, start: Position, chartBefore: string | undefined): Fault[] {
  const { since, before, after } = STANDALONE_QUEUE;
  const path = VALUES.messageQueue;
  const found = values.find(path);
  if ((found && found.kind !== 'nothing') || compareVersions(chart, since) < 0) return [];
  const place = { at: found?.at ?? start, path: values.nameOf(path) };
  if (chartBefore === undefined) {
    return [
      {
        ...place,
        message: `is ${after} by default since chart ${since}, and was ${before} before`,
        cure: `a release that was installed with an older chart keeps its data only with standalone: { messageQueue: ${before} }`,
      },
    ];
  }
  if (compareVersions(chartBefore, since) >= 0) return [];
  values.write(path, before);
  return [
    {
      ...place,
      message: `is written as ${before}: the default of chart ${chartBefore}, which is ${after} since ${since}`,
      cure: 'leave it: another queue would lose what Milvus has not stored yet',
    },
  ];
}
