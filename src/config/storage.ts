import * as z from 'zod';
import { STORAGE_CLASSES, bucketFault } from '../gke/storage';
import { accountId } from './names';
import { text } from './text';

const bucketName = z
  .string()
  .superRefine((value, context) => {
    const fault = bucketFault(value);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  })
  .meta({ examples: ['my-milvus-data'] });

export const storage = z.strictObject({
  create: z
    .strictObject({
      name: bucketName
        .optional()
        .describe(
          'Name of the bucket, the only one of that name in all of Google Cloud. Left out: `<project>-<load balancer>`.',
        ),
      location: text(/^[A-Za-z][-A-Za-z0-9]*$/, 'must be a region such as us-west1, or US, EU, ASIA', 'us-west1')
        .optional()
        .describe('Where the objects are. Left out: `region`.'),
      storageClass: z.enum(STORAGE_CLASSES).default('STANDARD').describe('Price class of the objects.'),
      versioning: z
        .strictObject({
          daysSinceNoncurrentTime: z
            .int()
            .min(1)
            .max(3650)
            .default(7)
            .describe('Days that an old version is kept, 1 to 3650.'),
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
    .describe(
      'A bucket that Terraform makes, and the service accounts by which Milvus reaches it without keys (workload identity).',
    ),
});
