import { CHART_LINES, TLS_UPGRADE_FAULT, chartLineOf, compareVersions, minorLineOf } from '../../../milvus/chart';
import { TLS_MODE } from '../../../milvus/service';
import { VALUES } from '../../../milvus/values';
import { isOff, tlsModeOf } from '../../../rules/objects';
import { valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { releasesIn } from '../../edge';
import type { Release } from '../../edge';
import { code } from '../../words';

export const milvusLineChanges: Danger = {
  id: 'milvus-line-changes',
  why: 'the chart decides the Milvus version: another line changes how data is stored and which other components run',
  cure: 'Back up, read the release notes of both lines, and upgrade by itself, with nothing else in the same change.',
  see: 'https://milvus.io/docs/upgrade_milvus_cluster-helm.md',
  *check(changes) {
    for (const { before, after, on } of releasesIn(changes)) {
      const [old, current] = [before.values.chart, after.values.chart];
      if (old === undefined || current === undefined) continue;
      const [from, to] = [lineOf(old), lineOf(current)];
      if (from === to) continue;
      const message = `Milvus changes from ${from} to ${to}: chart ${code(old)} to ${code(current)}`;
      yield { on, message, ...consequence(before, after, old, current) };
    }
  },
};

/** `2.5`; of a chart that is not known here, its own line. */
function lineOf(chart: string): string {
  const known = chartLineOf(chart);
  return known === 'unknown' ? `the line of chart ${minorLineOf(chart)}` : known.line.milvus;
}

function consequence(
  before: Release,
  after: Release,
  old: string,
  current: string,
): { readonly why?: string; readonly cure?: string } {
  if (compareVersions(current, old) < 0) {
    return {
      why: 'this is a way back: an older Milvus need not read what a newer one has written',
      cure: 'Restore a backup into a release of the old line instead.',
    };
  }
  const lines = [...new Set(CHART_LINES.map(({ milvus }) => milvus))];
  const [from, to] = [lines.indexOf(lineOf(old)), lines.indexOf(lineOf(current))];
  const between = from < 0 ? [] : lines.slice(from + 1, to);
  if (between.length > 0) {
    const cure = `Upgrade one line after the other: first to the newest patch of ${between.join(', then ')}.`;
    return { why: 'a line is skipped: Milvus migrates from one line to the next only', cure };
  }
  const isAffected = lineOf(old) === TLS_UPGRADE_FAULT.from && lineOf(current) === TLS_UPGRADE_FAULT.to;
  if (!isAffected || !isCluster(before) || ![before, after].some(hasTls)) return {};
  return {
    why: `a rolling upgrade with TLS on fails (${TLS_UPGRADE_FAULT.issue}): new proxies hand calls to old ones, and cannot`,
    cure: 'Upgrade while tlsMode is 0; where it is 1 already, in a window without clients. Back up first.',
  };
}

function isCluster({ values }: Release): boolean {
  return !isOff(valueAt(values.value, VALUES.clusterEnabled));
}

function hasTls({ configuration }: Release): boolean {
  const mode = configuration && tlsModeOf(configuration);
  return mode !== undefined && mode !== TLS_MODE.off;
}
