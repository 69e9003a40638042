import { createRequire } from 'node:module';
import { UserError } from '../errors';
import type { Sdk } from '../live/milvus-client';

/** A package that only some need, so that it is no dependency. */
export interface Optional {
  /** Names of packages that may be missing. */
  readonly names: RegExp;
  /** What it is for, as half a sentence. */
  readonly needed: string;
  /** What npm installs, with versions. */
  readonly install: readonly string[];
}

/** What asks a cluster. */
export const CLUSTER_CLIENT: Optional = {
  names: /^@kubernetes\//,
  needed: 'asking a cluster needs its client',
  install: ['@kubernetes/client-node@1.4.0'],
};

/** What writes Terraform's JSON. */
export const TERRAFORM: Optional = {
  names: /^(cdktf|@cdktf\/)/,
  needed: 'some environments have something for Terraform to create',
  install: ['cdktf@0.21.0', '@cdktf/provider-google@16.12.1', '@cdktf/provider-helm@12.1.2'],
};

/** What calls Milvus as its clients do. */
const MILVUS_CLIENT: Optional = {
  names: /^@zilliz\//,
  needed: 'calling Milvus needs its client',
  install: ['@zilliz/milvus2-sdk-node@3.0.6'],
};

/**
 * What npm is yet to install before every command works, with versions; what belongs together stands together.
 *
 * @param isInstalled - asked of each package
 */
export function packagesToInstall(isInstalled = isFound): string[][] {
  return [TERRAFORM, CLUSTER_CLIENT, MILVUS_CLIENT]
    .map(({ install }) => install.filter((one) => !isInstalled(one.replace(/@[^@]+$/, ''))))
    .filter((missing) => missing.length > 0);
}

/** One that is there may be closed to whoever requires it, as ES modules are. */
function isFound(name: string): boolean {
  try {
    createRequire(__filename).resolve(name);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND';
  }
}

/** As Node.js says it, and as Yarn's Plug'n'Play does, of a package that nobody asked for or provided. */
const MISSING = /(?:Cannot find (?:module|package) '|tried to access )((?:@[^/'\s]+\/)?[^/'\s]+)/;

/**
 * Loads a module that needs optional packages.
 *
 * @throws UserError that says what to install where one is missing
 */
export async function optional<T>(load: () => Promise<T>, { names, needed, install }: Optional): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const missing = MISSING.exec(message)?.[1];
    const isMissing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND';
    if (!isMissing || missing === undefined || !names.test(missing)) throw error;
    const cure = `npm install --save-dev ${install.join(' ')}`;
    throw new UserError([{ message: `${needed}, and ${missing} is not installed`, cure }]);
  }
}

/** What calls Milvus as its clients do. */
export function milvusSdk(): Promise<Sdk> {
  return optional(() => import('@zilliz/milvus2-sdk-node'), MILVUS_CLIENT);
}
