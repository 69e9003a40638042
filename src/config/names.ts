import * as z from 'zod';
import { CLUSTER_NAME } from '../gke/cluster';
import { CLOUD_LABEL, KUBERNETES_LABEL, RFC1035_LABEL, RFC1123_SUBDOMAIN } from '../gke/names';
import type { Form } from '../gke/shape';
import { ACCOUNT_ID, BUCKET_NAME, bucketFault } from '../gke/storage';
import { checked, formed } from './text';

/** A name of most Kubernetes objects. */
export const objectName = formed(RFC1123_SUBDOMAIN, 'my-name');

/** A name in Compute Engine. */
export const computeName = formed(RFC1035_LABEL, 'my-name');

/** A name of a cluster or a node pool. */
export const clusterName = formed(CLUSTER_NAME, 'my-cluster');

/** A name of a Google service account. */
export const accountId = formed(ACCOUNT_ID, 'my-account');

/** A name of a bucket that is made or exists. */
export const bucketName = checked((name) => {
  const message = bucketFault(name);
  return message === undefined ? undefined : { message };
}).meta({ examples: ['my-milvus-data'], pattern: BUCKET_NAME.pattern.source });

export const issuer = z
  .union([
    objectName,
    z.strictObject({ kind: z.enum(['Issuer', 'ClusterIssuer']).default('Issuer'), name: objectName }),
  ])
  .describe('The cert-manager issuer: the name of an Issuer in the namespace, or `{ kind: ClusterIssuer, name: … }`.');

/** Labels of Kubernetes objects, perhaps none. */
export const kubernetesLabels = labelsOf(KUBERNETES_LABEL);

/** Labels of resources in Google Cloud, perhaps none. */
export const cloudLabels = labelsOf(CLOUD_LABEL).refine((labels) => Object.keys(labels).length <= CLOUD_LABEL.max, {
  error: `must be at most ${CLOUD_LABEL.max} labels`,
});

function labelsOf({ key, value }: Readonly<Record<'key' | 'value', Form>>): z.ZodRecord<z.ZodString, z.ZodString> {
  const of = ({ pattern, form }: Form): z.ZodString => z.string().regex(pattern, { error: `must be ${form}` });
  return z.record(of(key), of(value)).meta({ examples: [{ team: 'search' }] });
}

/** Where an external load balancer's environment is that names no region. */
export const DEFAULT_REGION = 'us-west1';

/** What is wrong with the name of an environment, which becomes file names, a Terraform stack and a construct id. */
export function environmentNameFault(name: string): string | undefined {
  if (RFC1035_LABEL.pattern.test(name) && name.length <= ENVIRONMENT_NAME_MAX) return undefined;
  return `the name must be at most ${ENVIRONMENT_NAME_MAX} ${RFC1035_LABEL.form}, got ${JSON.stringify(name)}`;
}

const ENVIRONMENT_NAME_MAX = 50;
