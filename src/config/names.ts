import * as z from 'zod';
import { CLUSTER_NAME_MAX } from '../gke/cluster';
import { KUBERNETES_LABEL, RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../gke/names';
import { ACCOUNT_ID } from '../gke/storage';
import { text } from './text';

/** A name of most Kubernetes objects. */
export const objectName = text(
  RFC1123_SUBDOMAIN.pattern,
  `must be ${RFC1123_SUBDOMAIN.form}`,
  'my-name',
  RFC1123_SUBDOMAIN.maxLength,
);

/** A name in Compute Engine. */
export const computeName = text(
  RFC1035_LABEL.pattern,
  `must be ${RFC1035_LABEL.form}`,
  'my-name',
  RFC1035_LABEL.maxLength,
);

/** A name of a cluster or a node pool. */
export const clusterName = text(RFC1035_LABEL.pattern, `must be ${RFC1035_LABEL.form}`, 'my-cluster', CLUSTER_NAME_MAX);

/** A name of a Google service account. */
export const accountId = text(ACCOUNT_ID.pattern, `must be ${ACCOUNT_ID.form}`, 'my-account', ACCOUNT_ID.maxLength).min(
  ACCOUNT_ID.minLength,
  { error: `must be at least ${ACCOUNT_ID.minLength} characters` },
);

export const issuer = z
  .union([
    objectName,
    z.strictObject({ kind: z.enum(['Issuer', 'ClusterIssuer']).default('Issuer'), name: objectName }),
  ])
  .describe('The cert-manager issuer: the name of an Issuer in the namespace, or `{ kind: ClusterIssuer, name: … }`.');

/** Labels of Kubernetes objects, perhaps none. */
export const kubernetesLabels = z
  .record(
    z.string().regex(KUBERNETES_LABEL.key, { error: 'must be a label name such as app.kubernetes.io/name' }),
    z.string().regex(KUBERNETES_LABEL.value, {
      error:
        'must be empty or at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit',
    }),
  )
  .meta({ examples: [{ team: 'search' }] });

/** Where an external load balancer's environment is that names no region. */
export const DEFAULT_REGION = 'us-west1';

/** What is wrong with the name of an environment, which becomes file names, a Terraform stack and a construct id. */
export function environmentNameFault(name: string): string | undefined {
  if (RFC1035_LABEL.pattern.test(name) && name.length <= ENVIRONMENT_NAME_MAX) return undefined;
  return `the name must be at most ${ENVIRONMENT_NAME_MAX} ${RFC1035_LABEL.form}, got ${JSON.stringify(name)}`;
}

const ENVIRONMENT_NAME_MAX = 50;
