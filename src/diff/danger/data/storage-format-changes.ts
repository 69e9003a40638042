import { FORMAT_SETTINGS } from '../../../milvus/data';
import { pathName } from '../../../source/plain';
import type { Danger } from '../../danger';
import { releaseValuesIn, wordAt } from '../../release-values';

export const storageFormatChanges: Danger = {
  id: 'storage-format-changes',
  why: 'from then on Milvus writes what an older one cannot read: there is no way back to the version before, and switching it off again does not rewrite what was written',
  cure: 'Back up, and change it by itself, after the upgrade has proved itself for as long as you want a way back.',
  see: 'https://milvus.io/docs/release_notes.md',
  *check(changes) {
    for (const { before, after, on } of releaseValuesIn(changes)) {
      for (const { path, off } of FORMAT_SETTINGS) {
        const [from, to] = [before, after].map(({ settings }) => {
          const word = wordAt(settings, path)?.toLowerCase();
          return word === undefined || (off as readonly string[]).includes(word) ? undefined : word;
        });
        if (from !== to) yield { on, message: `${pathName(path)} changes from ${words(from)} to ${words(to)}` };
      }
    }
  },
};

function words(word: string | undefined): string {
  return word === undefined ? 'nothing' : `\`${word.replaceAll('`', "'")}\``;
}
