import * as z from 'zod';
import { BUCKET_LOCATION, KEPT_DAYS, STORAGE_CLASSES } from '../gke/storage';
import { accountId, bucketName } from './names';
import { formed, whole } from './text';

export const storage = z.strictObject({
  create: z
    .strictObject({
      name: bucketName
        .optional()
        .describe(
          'Name of the bucket, the only one of that name in all of Google Cloud. Left out: `<project>-<load balancer>`.',
        ),
      location: formed(BUCKET_LOCATION, 'us-west1').optional().describe('Where the objects are. Left out: `region`.'),
      storageClass: z.enum(STORAGE_CLASSES).default('STANDARD').describe('Price class of the objects.'),
      versioning: z
        .strictObject({
          daysSinceNoncurrentTime: whole(KEPT_DAYS).default(7).describe('Days that an old version is kept, 1 to 3650.'),
        })
        .optional()
        .describe('Keeps what Milvus overwrites or deletes for some days. Left out: nothing is kept.'),
      forceDestroy: z
        .boolean()
        .default(false)
        .describe('Whether Terraform may delete a bucket that still has objects, which are the data.'),
      accountId: accountId
        .optional()
        .describe(
          'One service account for all releases, in Google Cloud and in Kubernetes. Left out: `<Service>-storage` for each release.',
        ),
    })
    .meta({ examples: [{}] })
    .describe(
      'A bucket that Terraform makes, and the service accounts by which Milvus reaches it without keys (workload identity).',
    ),
});
