import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * The two environments that come with the project. Tests read them here: `environments/` of a clone that is used as a
 * template holds others. `.ci/run` says so when the two folders differ.
 */
export const OUR_ENVIRONMENTS = resolve(__dirname, 'fixtures/environments');

/** A folder with them, as a clone is. */
export function putOurEnvironments(folder: string): void {
  cpSync(OUR_ENVIRONMENTS, join(folder, 'environments'), { recursive: true });
}

/** The same with the docs, to which runbooks link, and with the `dist/` that is synthesized. */
export function putOurProject(folder: string): void {
  putOurEnvironments(folder);
  cpSync(resolve(__dirname, '../docs'), join(folder, 'docs'), { recursive: true });
  const command = [resolve(__dirname, '../bin/milvus-l7.js'), 'synth'];
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}
