import { TLS_UPGRADE_FAULT, compareVersions } from '../../../milvus/chart';
import { TLS_MODE } from '../../../milvus/service';
import { stepsBetween } from '../../../milvus/upgrades';
import { VALUES } from '../../../milvus/values';
import { isAtLeast, milvusName, milvusVersionOf } from '../../../milvus/version';
import type { MilvusVersion } from '../../../milvus/version';
import { isOff, tlsModeOf } from '../../../rules/objects';
import { valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { releasesIn } from '../../edge';
import type { Release } from '../../edge';
import { wordAt } from '../../release-values';
import { code } from '../../words';

export const milvusVersionChanges: Danger = {
  id: 'milvus-version-changes',
  why: 'another line of Milvus changes how data is stored and which other components run; an older Milvus need not read what a newer one wrote',
  cure: 'Back up, read the release notes of both versions, and upgrade by itself, with nothing else in the same change.',
  see: 'https://milvus.io/docs/upgrade_milvus_cluster-helm.md',
  *check(changes) {
    for (const { before, after, on } of releasesIn(changes)) {
      const consequence = consequenceOf(before, after);
      if (!consequence) continue;
      const [from, to] = [before, after].map((release) => milvusName(versionOf(release)));
      const [image, other] = [before, after].map(imageOf);
      // Where names tell nothing, what stands in the files does.
      const what = from === to ? `the image of Milvus changes` : `${from ?? ''} becomes ${to ?? ''}`;
      yield { on, message: `${what}: ${image ?? ''} to ${other ?? ''}`, ...consequence };
    }
  },
};

interface Consequence {
  readonly why?: string;
  readonly cure?: string;
}

/** Undefined where nothing hurts. */
function consequenceOf(before: Release, after: Release): Consequence | undefined {
  const [from, to] = [versionOf(before), versionOf(after)];
  if (from.line === undefined || to.line === undefined) {
    return imageOf(before) === imageOf(after) || to.by === 'chart' ? undefined : UNKNOWN;
  }
  if (isBack(before, after, from, to)) return BACK;
  if (from.line === to.line) return undefined;
  const steps = stepsBetween(from.line, to.line);
  if (steps.length > 1) {
    const lines = steps.slice(0, -1).map((step) => step.to);
    const cure = `Upgrade one line after the other: first to the newest patch of ${lines.join(', then ')}.`;
    return { why: 'a line is skipped: Milvus migrates from one line to the next only', cure };
  }
  const { from: faulty, to: mended, mendedIn } = TLS_UPGRADE_FAULT;
  const isAffected = from.line === faulty && to.line === mended && isAtLeast(to, mendedIn) !== true;
  if (isAffected && isCluster(before) && [before, after].some(hasTls)) {
    return {
      why: `a rolling upgrade with TLS on fails (${TLS_UPGRADE_FAULT.issue}): new proxies hand calls to old ones, and cannot; as far as its merged fixes tell, it ends with ${mendedIn}`,
      cure: 'Upgrade while tlsMode is 0; where it is 1 already, in a window without clients. Back up first.',
    };
  }
  const [step] = steps;
  return step ? { why: step.why.replace(/\.$/, ''), cure: step.cure } : {};
}

const UNKNOWN: Consequence = {
  why: 'which Milvus this image is cannot be told: it may be a way back, or one without a way back',
  cure: 'Name a tag such as v2.6.19; or see what the image says of itself, and back up first.',
};

const BACK: Consequence = {
  why: 'this is a way back: an older Milvus need not read what a newer one has written',
  cure: 'Restore a backup into a release of the old version instead.',
};

/** By the versions; where only charts say which, by the charts. */
function isBack(before: Release, after: Release, from: MilvusVersion, to: MilvusVersion): boolean {
  if (from.version !== undefined && to.version !== undefined) {
    const difference = compareVersions(to.version, from.version);
    return difference === 0 ? isEarly(to) && !isEarly(from) : difference < 0;
  }
  if (from.line !== to.line) return compareVersions(to.line ?? '', from.line ?? '') < 0;
  const [old, current] = [before.values.chart, after.values.chart];
  const charts = from.by === 'chart' && to.by === 'chart' && old !== undefined && current !== undefined;
  return charts && compareVersions(current, old) < 0;
}

function isEarly({ suffix }: MilvusVersion): boolean {
  return /^-(rc|beta|alpha|dev)/.test(suffix);
}

function versionOf({ values: { chart, value } }: Release): MilvusVersion {
  const [repository, tag] = [VALUES.imageRepository, VALUES.imageTag].map((path) => wordAt(value, path));
  return milvusVersionOf({
    ...(chart !== undefined && { chart }),
    ...(repository !== undefined && { repository }),
    ...(tag !== undefined && { tag }),
  });
}

/** ``chart `5.0.19` ``, with the image that the values name. */
function imageOf({ values: { chart, value } }: Release): string {
  const [repository, tag] = [VALUES.imageRepository, VALUES.imageTag].map((path) => wordAt(value, path));
  const image = [repository, tag].filter((part) => part !== undefined).join(':');
  return `chart ${code(chart)}${image === '' ? '' : ` with the image ${code(image)}`}`;
}

function isCluster({ values }: Release): boolean {
  return !isOff(valueAt(values.value, VALUES.clusterEnabled));
}

function hasTls({ configuration }: Release): boolean {
  const mode = configuration && tlsModeOf(configuration);
  return mode !== undefined && mode !== TLS_MODE.off;
}
