import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from '../errors';
import { mappingOf, textOf } from '../source/plain';
import type { Mapping } from '../source/plain';

/** The text of each stack's `cdk.tf.json` below a folder of stacks, by the stack's name. */
export function stackTextsIn(folder: string): Map<string, string> {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const files = names.map((name) => [name, join(folder, name, 'cdk.tf.json')] as const);
  return new Map(
    files.filter(([, file]) => existsSync(file)).map(([name, file]) => [name, readFileSync(file, 'utf8')]),
  );
}

/**
 * What is protected in the file of a stack and would leave it: Terraform destroys what is not in its files any more, and
 * the protection would be gone with it.
 *
 * @param file - where the file is, for the reader
 * @param after - what is to be written in its place; undefined where nothing is
 */
export function lostProtections(file: string, before: string, after: string | undefined): Fault[] {
  const staying = new Set(resourcesIn(after ?? '{}').map(({ address }) => address));
  const lost = resourcesIn(before).filter(({ address, guards }) => guards.length > 0 && !staying.has(address));
  if (lost.length === 0) return [];
  const what = lost.map(({ address, name }) => (name === undefined ? address : `${address} "${name}"`)).join(', ');
  const keys = [...new Set(lost.flatMap(({ guards }) => guards))].map((key) => `${key}: false`).join(' and ');
  const rename = `For a mere rename, move the state first (terraform state mv). Then, or where nothing of it was ever applied, delete ${file}`;
  return [
    after === undefined
      ? {
          at: { file },
          message: `no environment writes it any more, and it protects ${what}`,
          cure: `To take it down, bring the environment back with ${keys}, synthesize, apply, destroy, and remove it then. ${rename}`,
        }
      : {
          at: { file },
          message: `would lose what it protects, and the next apply would destroy it: ${what}`,
          cure: `To remove it, put it back with ${keys}, synthesize, apply, and take it out then. ${rename}`,
        },
  ];
}

interface Resource {
  readonly address: string;
  readonly name?: string;
  /** Keys of the environment that protect it. */
  readonly guards: readonly string[];
}

function resourcesIn(text: string): Resource[] {
  return Object.entries(mappingOf(parsed(text)['resource'])).flatMap(([type, named]) =>
    Object.entries(mappingOf(named)).map(([id, value]) => {
      const resource = mappingOf(value);
      const name = textOf(resource['name']);
      return { address: `${type}.${id}`, ...(name !== undefined && { name }), guards: guardsOf(resource) };
    }),
  );
}

function guardsOf(resource: Mapping): string[] {
  return [
    ...(mappingOf(resource['lifecycle'])['prevent_destroy'] === true ? ['gcp.deletionProtection'] : []),
    // It stops the cluster's own end, when all that goes before it is gone.
    ...(resource['deletion_protection'] === true ? ['gcp.cluster.create.deletionProtection'] : []),
  ];
}

/** A file that somebody broke protects nothing that could be told. */
function parsed(text: string): Mapping {
  try {
    return mappingOf(JSON.parse(text));
  } catch {
    return {};
  }
}
