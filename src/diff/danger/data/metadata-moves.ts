import { METADATA } from '../../../milvus/data';
import { listOf, valueAt, wordOf } from '../../../source/plain';
import type { Danger } from '../../danger';
import { releaseValuesIn, switchAt, wordAt } from '../../release-values';
import type { ReleaseValues } from '../../release-values';
import { code, listed } from '../../words';

export const metadataMoves: Danger = {
  id: 'metadata-moves',
  why: 'etcd holds which collections, users and segments there are: in another etcd, or under another root path, Milvus begins empty',
  cure: 'Keep etcd and its root path. To move, back up and restore into a new release, or copy the keys while Milvus is stopped.',
  see: 'https://milvus.io/docs/deploy_etcd.md',
  *check(changes) {
    for (const { before, after, on } of releaseValuesIn(changes)) {
      const [from, to] = [endpointsOf(before), endpointsOf(after)];
      // One member more, or one less, is the same etcd.
      if (!from.some((endpoint) => to.includes(endpoint))) {
        yield { on, message: `etcd changes from ${words(from)} to ${words(to)}` };
      }
      const [old, current] = [rootPathOf(before), rootPathOf(after)];
      if (old !== current) yield { on, message: `the root path in etcd changes from ${code(old)} to ${code(current)}` };
      for (const { path, default: usual } of METADATA.subPaths) {
        const [was, is] = [before, after].map(({ settings }) => wordAt(settings, path) ?? usual);
        if (was !== is) yield { on, message: `${path.join('.')} changes from ${code(was)} to ${code(is)}` };
      }
    }
  },
};

const OWN = "the chart's own";

function endpointsOf({ values, settings }: ReleaseValues): string[] {
  const written = textsOf(valueAt(settings, METADATA.userYamlEndpoints));
  if (written.length > 0) return written;
  if (switchAt(values, METADATA.externalEnabled) !== true) return [OWN];
  return textsOf(valueAt(values, METADATA.externalEndpoints));
}

/** A list, or a text with commas. */
function textsOf(value: unknown): string[] {
  const texts = typeof value === 'string' ? value.split(',') : listOf(value).flatMap((one) => wordOf(one) ?? []);
  return texts
    .map((text) =>
      text
        .trim()
        .replace(/^https?:\/\//, '')
        .toLowerCase(),
    )
    .filter(Boolean);
}

function rootPathOf({ values, settings }: ReleaseValues): string {
  const { rootPath, rootPathDefault } = METADATA;
  return wordAt(settings, rootPath) ?? wordAt(values, rootPath) ?? rootPathDefault;
}

function words(endpoints: readonly string[]): string {
  if (endpoints[0] === OWN) return OWN;
  return endpoints.length === 0 ? 'none' : listed(endpoints.map(code));
}
