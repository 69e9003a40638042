import { PROJECT_ID, nameFault } from './names';

/** A Google service account's id, which is the first part of its address. @see https://cloud.google.com/iam/docs/service-accounts-create */
export const ACCOUNT_ID = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])$/,
  minLength: 6,
  maxLength: 30,
  form: 'lower-case letters, digits and "-", starting with a letter and ending with a letter or digit',
} as const;

/** @see https://cloud.google.com/storage/docs/buckets#naming */
export const BUCKET_NAME = {
  pattern: /^[a-z0-9][-_a-z0-9]*[a-z0-9]$/,
  minLength: 3,
  maxLength: 63,
  form: 'lower-case letters, digits, "-" and "_", starting and ending with a letter or digit',
} as const;

/** @see https://cloud.google.com/storage/docs/storage-classes */
export const STORAGE_CLASSES = ['STANDARD', 'NEARLINE', 'COLDLINE', 'ARCHIVE'] as const;

/** Days that a version which is not current any more may be kept. */
export const KEPT_DAYS = { min: 1, max: 3650 } as const;

/** A region, or one of the places that span several. @see https://cloud.google.com/storage/docs/locations */
export const BUCKET_LOCATION = {
  pattern: /^[A-Za-z][-A-Za-z0-9]*$/,
  form: 'a region such as us-west1, or US, EU, ASIA',
} as const;

/** Where Cloud Storage answers; the chart calls it with Google's own client library. */
export const STORAGE_HOST = 'storage.googleapis.com';

/** What Cloud Storage has against the name of a bucket; undefined where nothing. @see https://cloud.google.com/storage/docs/buckets#naming */
export function bucketFault(name: string): string | undefined {
  const { minLength, maxLength, pattern, form } = BUCKET_NAME;
  if (name.length < minLength || name.length > maxLength) return `must be ${minLength} to ${maxLength} characters`;
  if (!pattern.test(name)) return `must be ${form}`;
  if (name.startsWith('goog')) return 'must not start with "goog"';
  return /google|g00gle/.test(name) ? 'must not contain "google" or a spelling close to it' : undefined;
}

/** The address by which roles and annotations name a Google service account. */
export function serviceAccountEmail(accountId: string, project: string): string {
  return `${accountId}@${project}.iam.gserviceaccount.com`;
}

/** What is wrong with such an address, in words; undefined where nothing is. */
export function serviceAccountEmailFault(address: string): string | undefined {
  const [, accountId = '', project = ''] = /^([^@]*)@([^.]*)\.iam\.gserviceaccount\.com$/.exec(address) ?? [];
  if (nameFault(accountId, ACCOUNT_ID) === undefined && PROJECT_ID.pattern.test(project)) return undefined;
  return 'must be NAME@PROJECT.iam.gserviceaccount.com';
}

/** The identities of a project's clusters, by which Kubernetes service accounts are named in IAM. */
export function workloadPoolOf(project: string): string {
  return `${project}.svc.id.goog`;
}
