import type { Environment } from '../config/environment';
import { WORKLOAD_IDENTITY_ANNOTATION } from '../gke/annotations';
import { STORAGE_VALUES } from '../milvus/values';
import { type ReadRelease, booleanAt, wordAt } from './release-values';
import { type RunningObject, annotationOf, named } from './running';

export interface DraftStorage {
  readonly storage: NonNullable<NonNullable<Environment['gcp']>['storage']>;
  /** Of the service accounts, and so of the environment. */
  readonly project: string;
}

/**
 * The bucket and accounts of `gcp.storage`, where all releases share one bucket and reach it by workload identity through
 * service accounts of the names that an environment gives. Anything else is left to the values, which name it already.
 */
export function draftStorage(
  releases: readonly ReadRelease[],
  objects: readonly RunningObject[],
): DraftStorage | undefined {
  const accounts = releases.map((release) => accountOf(release, objects));
  const [first] = accounts;
  if (!first || accounts.some((one) => one?.bucket !== first.bucket || one.project !== first.project)) return undefined;
  const names = accounts.map((one) => one?.name);
  const isOwn = releases.every(({ serviceName }, index) => names[index] === `${serviceName}-storage`);
  if (!isOwn && new Set(names).size > 1) return undefined;
  const { bucket, name, project } = first;
  return { storage: { create: { name: bucket, accountId: isOwn ? undefined : name } }, project };
}

interface Account {
  readonly bucket: string;
  readonly name: string;
  readonly project: string;
}

function accountOf({ values }: ReadRelease, objects: readonly RunningObject[]): Account | undefined {
  const [bucket, name] = [STORAGE_VALUES.bucketName, STORAGE_VALUES.serviceAccountName].map((path) =>
    wordAt(values, path),
  );
  const usesIdentity = booleanAt(values, STORAGE_VALUES.enabled) && booleanAt(values, STORAGE_VALUES.useIam);
  const email = annotationOf(named(objects, 'ServiceAccount', name), WORKLOAD_IDENTITY_ANNOTATION);
  const [, id, project] = /^([^@]+)@([^.]+)\.iam\.gserviceaccount\.com$/.exec(email ?? '') ?? [];
  if (!usesIdentity || bucket === undefined || name === undefined || project === undefined || id !== name)
    return undefined;
  return { bucket, name, project };
}
