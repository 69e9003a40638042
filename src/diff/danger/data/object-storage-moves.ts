import { OBJECT_STORAGE } from '../../../milvus/data';
import type { Mapping } from '../../../source/plain';
import type { Danger } from '../../danger';
import { releaseValuesIn, switchAt, wordAt } from '../../release-values';
import type { ReleaseValues } from '../../release-values';
import { code, listed } from '../../words';

export const objectStorageMoves: Danger = {
  id: 'object-storage-moves',
  why: 'Milvus looks for its segments in the new place and finds none: collections are listed, and cannot be loaded',
  cure: 'Keep the place. To move, stop Milvus, copy every object, then change the values; or restore a backup into a new release.',
  see: 'https://milvus.io/docs/object_storage_operator.md',
  *check(changes) {
    for (const { before, after, on } of releaseValuesIn(changes)) {
      const [from, to] = [placeOf(before), placeOf(after)];
      const parts = (['address', 'bucket', 'root path'] as const).flatMap((part) =>
        from[part] === to[part] ? [] : [`${part} from ${words(from[part])} to ${words(to[part])}`],
      );
      if (parts.length > 0) yield { on, message: `the object storage moves: ${listed(parts)}` };
    }
  },
};

const OWN = "the chart's own MinIO";

function words(part: string | undefined): string {
  return part?.startsWith(OWN) === true ? part : code(part);
}

type Place = Readonly<Record<'address' | 'bucket' | 'root path', string | undefined>>;

function placeOf({ values, settings }: ReleaseValues): Place {
  const { external, bucket, rootPath, userYaml } = OBJECT_STORAGE;
  const isExternal = switchAt(values, external.enabled) === true;
  const inChart = (part: typeof bucket | typeof rootPath) =>
    isExternal ? wordAt(values, part.external) : (wordAt(values, part.own) ?? part.ownDefault);
  const address = wordAt(settings, userYaml.address) ?? (isExternal ? wordAt(values, external.address) : ownOf(values));
  return {
    address: address?.startsWith(OWN) === true ? address : address?.toLowerCase(),
    bucket: wordAt(settings, userYaml.bucket) ?? inChart(bucket),
    // Milvus cleans it before use.
    'root path': (wordAt(settings, userYaml.rootPath) ?? inChart(rootPath))?.replace(/^\.?\/+|\/+$/g, ''),
  };
}

/** Its disks are laid out by its mode; undefined where it is switched off. */
function ownOf(values: Mapping): string | undefined {
  const { enabled, mode, modeDefault } = OBJECT_STORAGE.own;
  if (switchAt(values, enabled) === false) return undefined;
  const said = wordAt(values, mode) ?? modeDefault;
  return said === modeDefault ? OWN : `${OWN} in mode ${code(said)}`;
}
