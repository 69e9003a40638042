import type { MilvusPod } from '../operations/milvus-pod';
import type { Release } from '../topology/topology';
import { wrapped } from './layout';

/** Nothing to do for a release, and why. */
export function noPasswordText({ name, authorization }: Release): string {
  return authorization === false
    ? `${name}: authorization is off, so there is no password: nothing to do\n`
    : `${name}: authorization is unmanaged: nothing to do\n`;
}

/** What is called, and by what it is known to be the right one. */
export function podText({ name, backendCertificate }: Release, pod: MilvusPod): string {
  const known =
    typeof backendCertificate === 'object'
      ? `which shows the certificate of the Secret ${backendCertificate.secretName}`
      : UNKNOWN[backendCertificate];
  return `${wrapped(`${name}: pod ${pod.name}, ${known}`, '')}\n`;
}

const UNKNOWN = {
  image: 'which cannot be checked to be your Milvus: it shows the certificate of the image, whose key everybody has',
  values: 'which cannot be checked to be your Milvus: which certificate it shows, only the values file says',
} as const;

export function changedText({ name }: Release): string {
  return `${name}: the password of root is changed: the new one gets in, the first does not\n`;
}

/** The new password is the one that was given. */
export function alreadyText({ name }: Release): string {
  return `${name}: the password of root is this one already: nothing to do\n`;
}

/** Before the change, which cannot be interrupted. */
export const MEANWHILE = 'the change of a password that has begun is finished first';
