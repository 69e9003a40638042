import * as z from 'zod';
import { RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../gke/names';
import { text } from './text';

/** A name of most Kubernetes objects. */
export const objectName = text(
  RFC1123_SUBDOMAIN.pattern,
  `must be ${RFC1123_SUBDOMAIN.form}`,
  RFC1123_SUBDOMAIN.maxLength,
);

/** A name in Compute Engine. */
export const computeName = text(RFC1035_LABEL.pattern, `must be ${RFC1035_LABEL.form}`, RFC1035_LABEL.maxLength);

export const issuer = z
  .union([
    objectName,
    z.strictObject({ kind: z.enum(['Issuer', 'ClusterIssuer']).default('Issuer'), name: objectName }),
  ])
  .describe('The cert-manager issuer: the name of an Issuer in the namespace, or `{ kind: ClusterIssuer, name: … }`.');

/** Where an external load balancer's environment is that names no region. */
export const DEFAULT_REGION = 'us-west1';

/** What is wrong with the name of an environment, which becomes file names, a Terraform stack and a construct id. */
export function environmentNameFault(name: string): string | undefined {
  if (RFC1035_LABEL.pattern.test(name) && name.length <= ENVIRONMENT_NAME_MAX) return undefined;
  return `the name must be at most ${ENVIRONMENT_NAME_MAX} ${RFC1035_LABEL.form}, got ${JSON.stringify(name)}`;
}

const ENVIRONMENT_NAME_MAX = 50;
