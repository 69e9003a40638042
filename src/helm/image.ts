import { VALUES } from '../milvus/values';
import type { Release } from '../topology/topology';
import { forbid, write, type Setting } from './settings';

/** The Milvus version that the environment names, as the tag of the image. */
export function imageSettings({ imageTag }: Release): Setting[] {
  if (imageTag === undefined) return [];
  const cure = 'write the version of this tag as milvus in the environment, or remove one of the two';
  return [
    write(VALUES.imageTag, imageTag, cure),
    {
      ...forbid(VALUES.imageRepository, 'name the image by its tag, or leave milvus out of the environment'),
      // A digest decides alone: the tag behind it would be no version.
      same: ({ kind, text }) => kind === 'text' && !text.includes('@'),
    },
  ];
}
