import * as z from 'zod';
import { MACHINE_TYPE, NODES, NODE_DISK_GB, PODS_PER_NODE } from '../gke/cluster';
import { accountId, clusterName } from './names';
import { formed, whole } from './text';

/** Nodes of a cluster whose environment counts none; over all zones. */
export const DEFAULT_NODES = 3;

const autoscaling = z.strictObject({
  totalMinNodeCount: whole(NODES, 3).describe('Fewest nodes over all zones, 1 to 1000.'),
  totalMaxNodeCount: whole(NODES, 6).describe('Most nodes over all zones, 1 to 1000.'),
  locationPolicy: z
    .enum(['BALANCED', 'ANY'])
    .default('BALANCED')
    .describe('`BALANCED`: zones have like numbers; `ANY`: where machines are to be had.'),
});

const nodeConfig = z.strictObject({
  machineType: formed(MACHINE_TYPE, 'c2-standard-4')
    .default('c2-standard-4')
    .describe('Compute Engine machine type. Milvus wants 16 GB of memory or more: less draws a note.'),
  diskSizeGb: whole(NODE_DISK_GB).default(100).describe('Boot disk, in GB, 20 to 65536.'),
  diskType: z
    .enum(['pd-standard', 'pd-balanced', 'pd-ssd', 'hyperdisk-balanced'])
    .default('pd-standard')
    .describe("Kind of the boot disk. Which ones a machine type takes is Google's to say."),
  imageType: z
    .enum(['COS_CONTAINERD', 'UBUNTU_CONTAINERD'])
    .default('COS_CONTAINERD')
    .describe('Image of the nodes; those without containerd are gone.'),
});

export const nodePool = z
  .strictObject({
    name: clusterName.optional().describe('Name of the node pool. Left out: `<load balancer>-pool`.'),
    accountId: accountId
      .optional()
      .describe('Name of the service account that is made for the nodes. Left out: `<load balancer>-nodes`.'),
    nodeCount: whole(NODES, 2)
      .optional()
      .describe(`Nodes in each zone, 1 to 1000. Left out: ${DEFAULT_NODES} over all zones.`),
    autoscaling: autoscaling.optional().describe('Left out: the number of nodes stays.'),
    maxPodsPerNode: whole(PODS_PER_NODE)
      .default(110)
      .describe('Most pods on a node, 8 to 256; fewer than 16 draws a note.'),
    nodeConfig: nodeConfig.prefault({}).describe('What a node is.'),
  })
  .refine((value) => value.nodeCount === undefined || value.autoscaling === undefined, {
    error: 'must not have both nodeCount and autoscaling',
  });
