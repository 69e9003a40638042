import { BUCKET } from './names';

/** A Google service account's id, which is the first part of its address. @see https://cloud.google.com/iam/docs/service-accounts-create */
export const ACCOUNT_ID = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])$/,
  minLength: 6,
  maxLength: 30,
  form: 'lower-case letters, digits and "-", starting with a letter and ending with a letter or digit',
} as const;

/** @see https://cloud.google.com/storage/docs/buckets#naming */
export const BUCKET_NAME = {
  pattern: BUCKET,
  maxLength: 63,
  form: 'lower-case letters, digits, "-" and "_", starting and ending with a letter or digit',
} as const;

/** @see https://cloud.google.com/storage/docs/storage-classes */
export const STORAGE_CLASSES = ['STANDARD', 'NEARLINE', 'COLDLINE', 'ARCHIVE'] as const;

/** Where Cloud Storage answers; the chart calls it with Google's own client library. */
export const STORAGE_HOST = 'storage.googleapis.com';

/** What Cloud Storage has against the name of a bucket; undefined where nothing. @see https://cloud.google.com/storage/docs/buckets#naming */
export function bucketFault(name: string): string | undefined {
  if (name.length < 3 || name.length > 63) return 'must be 3 to 63 characters';
  if (!BUCKET.test(name)) {
    return `must be ${BUCKET_NAME.form}`;
  }
  if (name.startsWith('goog')) return 'must not start with "goog"';
  return /google|g00gle/.test(name) ? 'must not contain "google" or a spelling close to it' : undefined;
}

/** The address by which roles and annotations name a Google service account. */
export function serviceAccountEmail(accountId: string, project: string): string {
  return `${accountId}@${project}.iam.gserviceaccount.com`;
}

/** The identities of a project's clusters, by which Kubernetes service accounts are named in IAM. */
export function workloadPoolOf(project: string): string {
  return `${project}.svc.id.goog`;
}
