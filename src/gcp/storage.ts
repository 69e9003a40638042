import { ServiceAccount } from '@cdktf/provider-google/lib/service-account';
import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import {
  StorageBucketIamMember,
  type StorageBucketIamMemberConfig,
} from '@cdktf/provider-google/lib/storage-bucket-iam-member';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type Fault, quote, refuse } from '../errors';
import { ACCOUNT_ID, BUCKET_LOCATION, KEPT_DAYS, STORAGE_CLASSES, bucketFault } from '../gke/storage';
import { choiceFaults, integerFaults, nameFaults } from '../gke/prop-faults';
import { literal } from './literal';
import type { OrderedProps } from './ordered';
import { keptIf } from './protection';

/**
 * Objects, and the question whether the bucket exists, which Milvus asks at start: the object roles lack
 * `storage.buckets.get`.
 *
 * @see https://cloud.google.com/storage/docs/access-control/iam-roles
 */
const ROLES = { objects: 'roles/storage.objectUser', bucket: 'roles/storage.legacyBucketReader' } as const;

/** What the condition of an account with a folder of its own is called in the console; at most 100 characters. */
const CONDITION_TITLE = 'objects of its own folder';

export interface MilvusStorageProps extends OrderedProps {
  /** The only bucket of that name in all of Google Cloud: 3 to 63 characters. */
  readonly bucketName: string;
  /** A region, or US, EU, ASIA. */
  readonly location: string;
  readonly storageClass: string;
  /**
   * Days that a version which is not current any more is kept.
   *
   * @default - the bucket keeps no old versions
   */
  readonly keptDays?: number;
  /** Whether Terraform may delete a bucket that still has objects. */
  readonly forceDestroy: boolean;
  /** Names of the Google service accounts, each of them the Kubernetes service account of the same name. */
  readonly accounts: readonly string[];
  /**
   * The folder in which alone an account may touch objects, by the account's name, without slashes around it. It can list
   * the names of the others all the same, by `storage.legacyBucketReader`.
   *
   * @default - an account may touch every object of the bucket
   */
  readonly folders?: ReadonlyMap<string, string>;
  /**
   * Whether Terraform refuses to plan the bucket's end.
   *
   * @default true
   */
  readonly preventDestroy?: boolean;
  /** Namespace of the Kubernetes service accounts. */
  readonly namespace: string;
  /** The cluster's pool of identities, `PROJECT.svc.id.goog`; it is there as soon as a cluster of the project has it. */
  readonly workloadPool: string;
  /**
   * The cluster by which the pool comes to be.
   *
   * @default - the pool is there
   */
  readonly cluster?: ITerraformDependable;
}

/**
 * A bucket for Milvus, and the Google service accounts by which its pods reach that bucket, and no other, without keys.
 *
 * @throws InvalidProps with all faults: Terraform plans illegal names
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 */
export class MilvusStorage extends Construct {
  readonly bucket: StorageBucket;
  readonly accounts: readonly ServiceAccount[];

  constructor(scope: Construct, id: string, props: MilvusStorageProps) {
    super(scope, id);
    const { bucketName, location, storageClass, keptDays, forceDestroy, accounts, dependsOn } = props;
    const { preventDestroy = true } = props;
    refuse(this, faultsOf(props));
    this.bucket = new StorageBucket(this, 'bucket', {
      name: bucketName,
      location,
      storageClass,
      uniformBucketLevelAccess: true,
      publicAccessPrevention: 'enforced',
      forceDestroy,
      ...(keptDays !== undefined && {
        versioning: { enabled: true },
        lifecycleRule: [{ action: { type: 'Delete' }, condition: { daysSinceNoncurrentTime: keptDays } }],
      }),
      ...keptIf(preventDestroy),
      ...(dependsOn && { dependsOn }),
    });
    this.accounts = accounts.map((accountId) => this.addAccount(accountId, props));
  }

  private addAccount(accountId: string, props: MilvusStorageProps): ServiceAccount {
    const { bucketName, folders, namespace, workloadPool, cluster, dependsOn } = props;
    const scope = new Construct(this, accountId);
    const account = new ServiceAccount(scope, 'account', {
      accountId,
      displayName: `Milvus, bucket ${bucketName}`,
      ...(dependsOn && { dependsOn }),
    });
    const { member } = account;
    new StorageBucketIamMember(scope, 'objects', {
      bucket: this.bucket.name,
      role: ROLES.objects,
      member,
      ...conditionOf(bucketName, folders?.get(accountId)),
      // A condition that comes, goes or changes replaces it: Milvus must never be without.
      lifecycle: { createBeforeDestroy: true },
    });
    new StorageBucketIamMember(scope, 'bucket', { bucket: this.bucket.name, role: ROLES.bucket, member });
    new ServiceAccountIamMember(scope, 'pods', {
      serviceAccountId: account.name,
      role: 'roles/iam.workloadIdentityUser',
      member: `serviceAccount:${workloadPool}[${namespace}/${accountId}]`,
      // The pool of a project is not there before its first cluster is.
      ...(cluster && { dependsOn: [cluster] }),
    });
    return account;
  }
}

/**
 * What is asked of the bucket itself, such as a list of names, has no object's name to go by.
 *
 * @see https://cloud.google.com/iam/docs/conditions-resource-attributes
 */
function conditionOf(bucketName: string, folder: string | undefined): Pick<StorageBucketIamMemberConfig, 'condition'> {
  if (folder === undefined || folder === '') return {};
  const start = JSON.stringify(`projects/_/buckets/${bucketName}/objects/${folder}/`);
  const expression = `resource.type != "storage.googleapis.com/Object" || resource.name.startsWith(${start})`;
  return { condition: { title: CONDITION_TITLE, expression: literal(expression) } };
}

function faultsOf({ bucketName, location, storageClass, accounts, keptDays }: MilvusStorageProps): Fault[] {
  const fault = bucketFault(bucketName);
  return [
    ...(fault === undefined ? [] : [{ path: 'bucketName', message: `${fault}, got ${quote(bucketName)}` }]),
    ...accounts.flatMap((accountId, index) => nameFaults(`accounts[${index}]`, accountId, ACCOUNT_ID)),
    ...nameFaults('location', location, BUCKET_LOCATION),
    ...choiceFaults('storageClass', storageClass, STORAGE_CLASSES),
    ...integerFaults('keptDays', keptDays, KEPT_DAYS),
  ];
}
