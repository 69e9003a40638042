import * as z from 'zod';
import { AUTHORIZED_NETWORKS_MAX } from '../gke/cluster';
import { PREFIX } from '../gke/network';
import { LOCATION, PROJECT_ID, ZONE } from '../gke/names';
import { clusterName, computeName } from './names';
import { ipv4Range } from './network';
import { nodePool } from './node-pool';
import { formed, text } from './text';

const location = formed(LOCATION, 'us-west1');

const privateClusterConfig = z.strictObject({
  enablePrivateNodes: z
    .boolean()
    .default(true)
    .describe('Whether nodes have inner addresses only; they reach the internet through Cloud NAT.'),
  masterIpv4CidrBlock: ipv4Range(PREFIX.master, '172.16.0.0/28')
    .optional()
    .describe('Range of the control plane, a /28. Left out: GKE finds an address of the subnet.'),
});

const masterAuthorizedNetworksConfig = z.strictObject({
  cidrBlocks: z
    .array(
      z.strictObject({
        cidrBlock: ipv4Range({}, '203.0.113.0/24').describe('The range, e.g. 203.0.113.0/24.'),
        displayName: z
          .string()
          .min(1)
          .max(64)
          .optional()
          .meta({ description: 'What it is, for people.', examples: ['office'] }),
      }),
    )
    .min(1, { error: 'must have at least one range' })
    .max(AUTHORIZED_NETWORKS_MAX)
    .describe(`Address ranges that may call the Kubernetes API, at most ${AUTHORIZED_NETWORKS_MAX}.`),
});

const timestamp = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, { error: 'must be a time in UTC such as 2025-01-04T00:00:00Z' });

/** Eight hours on Saturdays and Sundays: 64 hours in any 32 days, of which Google wants 48. */
const recurringWindow = z
  .strictObject({
    startTime: timestamp.default('2025-01-04T00:00:00Z').describe('Start of the first window, in UTC.'),
    endTime: timestamp.default('2025-01-04T08:00:00Z').describe('End of the first window, in UTC.'),
    recurrence: text(
      /^FREQ=(DAILY|WEEKLY)(;[A-Z]+=[A-Z0-9,]+)*$/,
      'must be a rule such as FREQ=WEEKLY;BYDAY=SA,SU',
      'FREQ=WEEKLY;BYDAY=SA,SU',
    )
      .default('FREQ=WEEKLY;BYDAY=SA,SU')
      .describe(
        'How it comes back, as in RFC 5545. Google wants 48 hours in 32 days, in pieces of four hours or more.',
      ),
  })
  .refine((value) => value.endTime > value.startTime, { error: 'must have endTime after startTime' });

const create = z.strictObject({
  name: clusterName.optional().describe('Name of the cluster. Left out: `<load balancer>-cluster`.'),
  location: location
    .optional()
    .describe('A region for a regional cluster, a zone for a zonal one. Left out: `zone`, else `region`.'),
  nodeLocations: z
    .array(formed(ZONE, 'us-west1-b'))
    .min(1, { error: 'must name at least one zone' })
    .optional()
    .describe(
      'Zones of the nodes of a regional cluster; further zones of a zonal one. Left out: GKE chooses three, or the one zone.',
    ),
  releaseChannel: z
    .strictObject({
      channel: z
        .enum(['RAPID', 'REGULAR', 'STABLE', 'EXTENDED'])
        .default('REGULAR')
        .describe('`EXTENDED` keeps a version longest.'),
    })
    .prefault({})
    .describe('Which versions of Kubernetes it gets, and when. A version of its own cannot be asked for.'),
  datapathProvider: z
    .enum(['ADVANCED_DATAPATH', 'LEGACY_DATAPATH'])
    .default('ADVANCED_DATAPATH')
    .describe('`ADVANCED_DATAPATH` is Dataplane V2, which NetworkPolicies need.'),
  privateClusterConfig: privateClusterConfig.prefault({}).describe('Who has an address on the internet.'),
  masterAuthorizedNetworksConfig: masterAuthorizedNetworksConfig
    .optional()
    .describe('Left out: whoever has credentials may call the Kubernetes API from anywhere.'),
  ipAllocationPolicy: z
    .strictObject({
      clusterSecondaryRangeName: computeName.describe('Range of the pods.'),
      servicesSecondaryRangeName: computeName.describe('Range of the Services.'),
    })
    .optional()
    .describe(
      'Secondary ranges of an existing subnet, by their names; required in a shared VPC. Left out: those of `gcp.network.create`, else GKE makes its own.',
    ),
  maintenancePolicy: z
    .strictObject({ recurringWindow: recurringWindow.prefault({}) })
    .prefault({})
    .describe('When GKE may update control plane and nodes.'),
  gatewayApiConfig: z
    .strictObject({
      channel: z
        .enum(['CHANNEL_DISABLED', 'CHANNEL_STANDARD'])
        .optional()
        .describe(
          '`CHANNEL_STANDARD` installs it. Left out: `CHANNEL_STANDARD` where the load balancer is a Gateway, else `CHANNEL_DISABLED`.',
        ),
    })
    .prefault({})
    .describe('Whether GKE installs the Gateway API; the Ingress does without.'),
  deletionProtection: z
    .boolean()
    .default(true)
    .describe('Whether Terraform refuses to delete the cluster. Say false, and apply that, before a tear-down.'),
  nodePool: nodePool.prefault({}).describe('The nodes.'),
});

const existing = z.strictObject({
  name: clusterName,
  location: location.describe('Its region, or its zone.'),
  project: formed(PROJECT_ID, 'my-project').optional().describe('Left out: `project`.'),
});

export const cluster = z
  .strictObject({
    create: create
      .meta({ examples: [{}] })
      .optional()
      .describe(
        'A VPC-native GKE cluster that Terraform makes, with workload identity, logging, monitoring and one node pool with a service account of its own.',
      ),
    existing: existing
      .optional()
      .describe('A GKE cluster that exists. Terraform asks Google for it only where it runs the releases.'),
  })
  .refine((value) => (value.existing === undefined) !== (value.create === undefined), {
    error: 'must have exactly one of create and existing',
  });
