import { existsSync, lstatSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The dist folder that a folder is, or has in it; undefined where it is and has none. */
export function distIn(folder: string): string | undefined {
  return [folder, join(folder, 'dist')].find((one) => PARTS.some((part) => isFolder(join(one, part))));
}

/** Texts by their path below a dist folder. Links are not followed, and state that Terraform left is not read. */
export function filesIn(dist: string, isWanted: (path: string) => boolean): Map<string, string> {
  const below = [
    ...names(dist, 'manifests').map((name) => `manifests/${name}`),
    ...names(dist, 'helm').flatMap((folder) => names(dist, 'helm', folder).map((name) => `helm/${folder}/${name}`)),
    ...names(dist, 'terraform', 'stacks').map((stack) => `terraform/stacks/${stack}/cdk.tf.json`),
    ...names(dist, 'runbook').map((name) => `runbook/${name}`),
  ];
  const paths = below.filter((path) => isWanted(path) && isFile(join(dist, path)));
  return new Map(paths.map((path) => [path, readFileSync(join(dist, path), 'utf8')]));
}

export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

const PARTS = ['manifests', 'helm', 'terraform/stacks'];

function isFile(path: string): boolean {
  return existsSync(path) && lstatSync(path).isFile();
}

function names(...path: readonly string[]): string[] {
  const folder = join(...path);
  return isFolder(folder) ? readdirSync(folder).sort() : [];
}
