import { existsSync, readdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type Target, loadTargets } from '../apps/targets';
import { ENVIRONMENTS } from '../config/environment-files';
import { WrongUse } from '../errors';
import { nearest } from '../source/did-you-mean';

/**
 * One environment, by its name or its file; what synth notes of it is not told again.
 *
 * @throws WrongUse where there is none, UserError with the faults of one that has some
 */
export function environmentNamed(root: string, named: string): Target {
  refuseMissing(root, [named]);
  const file = environmentFile(named);
  const [target] = loadTargets(root, [file]).targets;
  if (!target) throw new Error(`${file} is no target`);
  return target;
}

/**
 * Files of environments that are given by their names or as files.
 *
 * @throws WrongUse for a name that no environment has, and a file that is not there
 */
export function environmentFiles(root: string, named: readonly string[]): string[] {
  refuseMissing(root, named);
  return named.map(environmentFile);
}

function environmentFile(named: string): string {
  return /[/\\]|\.ya?ml$/.test(named) ? named : `${ENVIRONMENTS}/${named}.yaml`;
}

function refuseMissing(root: string, named: readonly string[]): void {
  const missing = named.filter((one) => !existsSync(resolve(root, environmentFile(one))));
  if (missing.length > 0) throw new WrongUse(missing.map((one) => `no environment ${one}: ${hint(root, one)}`));
}

function hint(root: string, named: string): string {
  const folder = resolve(root, ENVIRONMENTS);
  const names = (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .sort();
  const near = nearest(basename(named, '.yaml'), names);
  if (near !== undefined) return `did you mean ${near}?`;
  return names.length === 0 ? `${ENVIRONMENTS}/ has none` : `${ENVIRONMENTS}/ has ${names.join(', ')}`;
}
