import { STORAGE_HOST } from '../gke/storage';
import { STORAGE_VALUES, USER_YAML } from '../milvus/values';
import type { ReleaseStorage } from '../topology/infrastructure';
import type { Release } from '../topology/topology';
import { keep, milvusBoolean, write } from './settings';
import type { Setting } from './settings';

const CURE = 'Remove it, or take gcp.storage out of the environment: Milvus finds its data in one place only.';

/** Milvus keeps its data in the bucket that Terraform makes, and reaches it by workload identity, without a key. */
export function storageSettings({ storage }: Release): Setting[] {
  if (!storage) return [];
  return [
    write(STORAGE_VALUES.minioEnabled, false, CURE),
    write(STORAGE_VALUES.enabled, true, CURE),
    write(STORAGE_VALUES.host, STORAGE_HOST, CURE),
    write(STORAGE_VALUES.port, 443, CURE),
    // A folder that was chosen once holds data: it stays.
    write(STORAGE_VALUES.rootPath, storage.rootPath, CURE, { same: ({ kind }) => kind === 'text' }),
    write(STORAGE_VALUES.bucketName, storage.bucketName, CURE),
    write(STORAGE_VALUES.cloudProvider, 'gcp', CURE),
    write(STORAGE_VALUES.useSsl, true, CURE),
    write(STORAGE_VALUES.useIam, true, CURE),
    write(STORAGE_VALUES.createServiceAccount, false, CURE),
    write(STORAGE_VALUES.serviceAccountName, storage.serviceAccountName, CURE),
  ];
}

/** user.yaml wins over the chart's values, so it must not say otherwise. */
export function storageSettingsInUserYaml(storage: ReleaseStorage | undefined): Setting[] {
  if (!storage) return [];
  return [
    keep(USER_YAML.bucketName, storage.bucketName, CURE, { nullIsFine: true }),
    keep(USER_YAML.cloudProvider, 'gcp', CURE, { nullIsFine: true }),
    keep(USER_YAML.useIam, true, CURE, { nullIsFine: true, same: milvusBoolean(true) }),
  ];
}
