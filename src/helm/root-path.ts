import { posix } from 'node:path';
import { STORAGE_VALUES, USER_YAML } from '../milvus/values';
import { EditableYaml } from '../source/editable';
import { openValues } from './values-file';
import { openUserYaml } from './user-yaml';

/**
 * The folder of its bucket in which Milvus keeps its objects, without slashes around it; empty where that is all of it.
 *
 * @param text - a complete values file of ours
 */
export function rootPathOf(text: string): string {
  const values = openValues({ file: 'values.yaml', text });
  const userYaml = openUserYaml(values);
  // Milvus' own configuration comes last, and wins.
  const found = [
    userYaml instanceof EditableYaml ? userYaml.find(USER_YAML.rootPath) : undefined,
    values.find(STORAGE_VALUES.rootPath),
  ].find((one) => one?.kind === 'text' && one.text !== '');
  const clean = posix.normalize(`/${found?.text ?? ''}`);
  return clean.replace(/^\/|\/$/g, '');
}

/** Releases that can read each other's objects though each has an account of its own: one folder is, or holds, the other. */
export interface FoldersMeet {
  readonly release: string;
  readonly folder: string;
  /** One that is written before it. */
  readonly other: string;
  readonly otherFolder: string;
}

/** @param rootPaths - the folder of each release in one bucket, by the release's name */
export function foldersThatMeet(rootPaths: ReadonlyMap<string, string>): FoldersMeet[] {
  const all = [...rootPaths];
  return all.flatMap(([release, folder], index) => {
    const before = all
      .slice(0, index)
      .find(([, otherFolder]) => holds(folder, otherFolder) || holds(otherFolder, folder));
    return before ? [{ release, folder, other: before[0], otherFolder: before[1] }] : [];
  });
}

function holds(outer: string, inner: string): boolean {
  return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}
