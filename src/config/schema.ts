import * as z from 'zod';
import { PROJECT_ID, REGION, RFC1123_LABEL, ZONE } from '../gke/names';
import { allow } from './allow';
import { certificate } from './certificate';
import { gcp } from './gcp';
import { loadBalancer } from './load-balancer';
import { monitoring } from './monitoring';
import { DEFAULT_REGION, kubernetesLabels } from './names';
import { release } from './release';
import { formed } from './text';

/** Every key of an environment file with its default, unit and meaning, each looked at by itself. */
export const environmentSchema = z
  .strictObject({
    project: formed(PROJECT_ID, 'my-project').describe('Google Cloud project id.'),
    region: formed(REGION, 'us-west1')
      .optional()
      .describe(`Compute Engine region. Left out: ${DEFAULT_REGION}; an internal load balancer wants it written.`),
    zone: formed(ZONE, 'us-west1-a')
      .optional()
      .describe('Zone of a zonal cluster; it must lie in the region. Left out: the cluster is regional.'),
    namespace: formed(RFC1123_LABEL, 'milvus')
      .default('default')
      .describe('Kubernetes namespace of every object. It must exist: the Namespace itself is never emitted.'),
    labels: kubernetesLabels
      .default({})
      .describe('Labels on every Kubernetes object of ours; `gcp.labels` are those in Google Cloud.'),
    releases: z.array(release).min(1, { error: 'must have at least one release' }).describe('They share one Ingress.'),
    certificate,
    loadBalancer: loadBalancer.prefault({}),
    gcp: gcp.prefault({}),
    monitoring: monitoring.prefault({}),
    allow,
  })
  .meta({ title: 'Environment', description: 'Milvus behind a Layer-7 load balancer on GKE: one environment.' });

/** An environment with every default filled in. */
export type CompleteEnvironment = z.output<typeof environmentSchema>;
