import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { lostProtections } from '../apps/protections';
import { LIST, byCodePoint, environmentOf, inTheWay, listText, readList } from '../apps/published-list';
import { systemRefusal } from '../apps/system-refusal';
import { type Fault, UserError } from '../errors';
import { isPlainFile, isSame, obstacles, reasonsToKeep } from './obstacles';
import { makeFolder, removeIfEmpty, withStage } from './stage';

/** What a run did, as paths below the output folder, sorted. */
export interface Published {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  /** Already there with the same bytes, and not touched. */
  readonly unchanged: readonly string[];
}

export interface PublishOptions {
  /** Environments of which this run writes all there is: what else is listed as theirs is removed. */
  readonly complete: 'all' | readonly string[];

  /** Tells what it would do, and leaves everything as it is. @default false */
  readonly check?: boolean;
}

/** Where the files that a run replaces wait until it has succeeded, inside the stage. */
const REPLACED = '.replaced';

/**
 * Lets a function write into an empty folder, then moves the files from there into `out`: all or none.
 *
 * Only files named in `<out>/.files` are ever replaced or removed. A process killed in between leaves old and new files,
 * never half of one, and `.files` names them all, so that the next run can finish.
 *
 * @throws UserError when a file of somebody else is in the way, when a Terraform stack would be removed whose local state
 *   still holds resources, when what a stack protects would leave it, when another run is at it, or when the folder cannot be written; `out` is then as it was
 */
export async function publish(
  out: string,
  { complete, check = false }: PublishOptions,
  write: (folder: string) => void | Promise<void>,
): Promise<Published> {
  const folder = join(dirname(out), basename(out));
  let made: readonly string[] = [];
  try {
    refuseInTheWay(folder);
    made = missingFolders(folder);
    for (const one of made) makeFolder(one);
    return await withStage(folder, async (stage) => {
      await write(stage);
      return replace(folder, stage, complete, check);
    });
  } catch (error) {
    throw systemRefusal(folder, error);
  } finally {
    for (const one of [...made].reverse()) removeIfEmpty(one); // what published left something in them
  }
}

/** What is missing on the way to a folder, outermost first. */
function missingFolders(folder: string): string[] {
  return existsSync(folder) ? [] : [...missingFolders(dirname(resolve(folder))), folder];
}

function refuseInTheWay(folder: string): void {
  if (!lstatSync(folder, { throwIfNoEntry: false })) return;
  const target = statSync(folder, { throwIfNoEntry: false });
  if (!target) throw inTheWay(folder, 'must be a folder, got a symbolic link to nothing');
  if (!target.isDirectory()) throw inTheWay(folder, 'must be a folder, a file is in the way');
}

async function replace(
  out: string,
  stage: string,
  complete: PublishOptions['complete'],
  check: boolean,
): Promise<Published> {
  const files = filesBelow(stage);
  const listed = readList(out);
  const written = new Set(files);
  const known = new Set([...listed, ...files]);
  const isComplete = (path: string): boolean =>
    complete === 'all' || complete.includes(environmentOf(path, known) ?? '');
  const stale = [...listed].filter((path) => !written.has(path) && isComplete(path));
  const faults = [
    ...obstacles(out, stage, files, listed),
    ...stale.flatMap((path) => reasonsToKeep(out, path)),
    ...[...files.filter((path) => listed.has(path)), ...stale].flatMap((path) => protectionsLost(out, stage, path)),
    ...(await waysBack(out, stage, files)),
  ];
  if (faults.length > 0) throw new UserError(faults);

  const changed = files.filter((path) => !isSame(join(stage, path), join(out, path)));
  const unchanged = files.filter((path) => !changed.includes(path));
  const removed = stale.filter((path) => isPlainFile(out, path));
  const kept = [...listed].filter((path) => !stale.includes(path) && isPlainFile(out, path));
  if (check) return { written: changed, removed, unchanged };
  const undo: (() => void)[] = [];
  try {
    mkdirSync(join(stage, REPLACED));
    writeList(out, stage, [...listed, ...files], undo);
    for (const path of changed) moveIn(out, stage, path, undo);
    for (const path of removed) moveOut(out, stage, path, undo);
    writeList(out, stage, [...kept, ...files], undo);
  } catch (error) {
    throw undone(out, undo, error);
  }
  for (const path of removed) removeEmptyFolders(dirname(join(out, path)), out);
  return { written: changed, removed, unchanged };
}

function protectionsLost(out: string, stage: string, path: string): Fault[] {
  if (!path.endsWith('/cdk.tf.json') || !isPlainFile(out, path)) return [];
  const [file, next] = [join(out, path), join(stage, path)];
  return lostProtections(file, readFileSync(file, 'utf8'), existsSync(next) ? readFileSync(next, 'utf8') : undefined);
}

/** What only a Gateway has served so far must not come to an Ingress with certificates that nothing can prove. */
async function waysBack(out: string, stage: string, files: readonly string[]): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const path of files.filter((one) => one.startsWith('manifests/') && isPlainFile(out, one))) {
    const [file, next] = [join(out, path), join(stage, path)];
    const [before, after] = [readFileSync(file, 'utf8'), readFileSync(next, 'utf8')];
    if (!/^kind: Gateway$/m.test(before) || !/^kind: ManagedCertificate$/m.test(after)) continue;
    const { wayBackFaults } = await import('./way-back');
    faults.push(...wayBackFaults(path, file, before, after));
  }
  return faults;
}

/** All but what cdktf tells its own command line, and notes of our own, which start with a dot. */
function filesBelow(stage: string): string[] {
  return readdirSync(stage, { recursive: true, encoding: 'utf8' })
    .filter((path) => lstatSync(join(stage, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('.') && path !== 'terraform/manifest.json')
    .sort(byCodePoint);
}

function writeList(out: string, stage: string, paths: readonly string[], undo: (() => void)[]): void {
  writeFileSync(join(stage, LIST), listText(paths));
  if (!isSame(join(stage, LIST), join(out, LIST))) moveIn(out, stage, LIST, undo);
}

/** Takes every step back that can be taken back. What cannot is told; the next run finishes it, by the list. */
function undone(out: string, undo: readonly (() => void)[], error: unknown): unknown {
  const failures = [...undo].reverse().flatMap((step) => {
    try {
      step();
      return [];
    } catch (failure) {
      return [failure];
    }
  });
  if (failures.length === 0) return error;
  return new UserError(
    [error, ...failures].flatMap((one) => {
      const told = systemRefusal(out, one);
      if (told instanceof UserError) return told.faults;
      throw one;
    }),
  );
}

/** Replaces a file in one step. What brings the old one back is a copy, so that there is no moment without it. */
function moveIn(out: string, stage: string, path: string, undo: (() => void)[]): void {
  const target = join(out, path);
  const made = mkdirSync(dirname(target), { recursive: true });
  if (made !== undefined) undo.push(() => removeEmptyFolders(dirname(target), dirname(made)));
  const isNew = !existsSync(target);
  const old = join(stage, REPLACED, String(undo.length));
  if (!isNew) copyFileSync(target, old);
  renameSync(join(stage, path), target);
  undo.push(() => (isNew ? rmSync(target) : renameSync(old, target)));
}

function moveOut(out: string, stage: string, path: string, undo: (() => void)[]): void {
  const target = join(out, path);
  const old = join(stage, REPLACED, String(undo.length));
  renameSync(target, old);
  undo.push(() => renameSync(old, target));
}

/** From a folder upwards, up to but without `end`. */
function removeEmptyFolders(folder: string, end: string): void {
  for (let one = resolve(folder); one !== resolve(end) && removeIfEmpty(one); one = dirname(one));
}
