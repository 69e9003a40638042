import * as z from 'zod';
import { FLOW_LOG_INTERVALS, FLOW_SAMPLING, MTU, NETWORK_PATH, PREFIX, SUBNETWORK_PATH } from '../gke/network';
import { type PrefixLengths, ipv4RangeFault, rangeFault } from '../gke/ranges';
import { computeName } from './names';
import { checked, formed, whole } from './text';

/** The subnet of a custom network whose environment is silent; they overlap neither each other nor auto mode networks. */
export const DEFAULT_SUBNETWORK = {
  ipCidrRange: '10.0.0.0/20',
  secondaryIpRange: { pods: '10.4.0.0/14', services: '10.8.0.0/20' },
} as const;

/** The proxy-only subnet of a created network whose load balancer is internal. */
export const DEFAULT_PROXY_ONLY_RANGE = '10.9.0.0/23';

/** A range of either kind of addresses. */
export const addressRange = checked(rangeFault).meta({ examples: ['203.0.113.0/24'] });

/** An IPv4 range, perhaps of a certain size. */
export function ipv4Range(lengths: PrefixLengths = {}, example = '10.0.0.0/20'): z.ZodString {
  return checked((value) => ipv4RangeFault(value, lengths)).meta({ examples: [example] });
}

/** The range of a proxy-only subnet: who may call from it may call Milvus, so it must not be the whole internet. */
const proxyOnlyRange = ipv4Range(PREFIX.proxyOnly, DEFAULT_PROXY_ONLY_RANGE);

const secondaryIpRange = z
  .strictObject({
    pods: ipv4Range()
      .default(DEFAULT_SUBNETWORK.secondaryIpRange.pods)
      .describe('Range of the pods. Each node takes twice its pods, rounded up to a power of two.'),
    services: ipv4Range(PREFIX.services)
      .default(DEFAULT_SUBNETWORK.secondaryIpRange.services)
      .describe('Range of the Services, one address each.'),
  })
  .prefault({})
  .describe('Secondary ranges of the subnet; they are called `pods` and `services`.');

const logConfig = z.strictObject({
  aggregationInterval: z
    .enum(FLOW_LOG_INTERVALS)
    .default('INTERVAL_5_SEC')
    .describe('How often a connection that goes on is told again; the shorter, the more there is to pay.'),
  flowSampling: z
    .number()
    .gt(FLOW_SAMPLING.above)
    .max(FLOW_SAMPLING.max)
    .default(0.5)
    .describe('Share of the connections that is logged, more than 0, at most 1.'),
});

const subnetwork = z.strictObject({
  name: computeName.optional().describe('Name of the subnet. Left out: `<load balancer>-subnet`.'),
  ipCidrRange: ipv4Range(PREFIX.subnet).default(DEFAULT_SUBNETWORK.ipCidrRange).describe('Range of the nodes.'),
  secondaryIpRange,
  logConfig: logConfig
    .optional()
    .describe('VPC Flow Logs of the subnet; Cloud Logging takes money for them. Left out: there are none.'),
});

const create = z.strictObject({
  name: computeName.optional().describe('Name of the VPC network. Left out: `<load balancer>-network`.'),
  mode: z
    .enum(['custom', 'auto'])
    .default('custom')
    .describe(
      '`custom`: one subnet, in the region; `auto`: Google makes a subnet in every region, and GKE its ranges.',
    ),
  mtu: whole(MTU).default(1460).describe('Largest packet, in bytes, 1300 to 8896.'),
  routingMode: z
    .enum(['REGIONAL', 'GLOBAL'])
    .default('REGIONAL')
    .describe('Whether Cloud Routers learn routes of their own region only.'),
  subnetwork: subnetwork
    .optional()
    .describe(
      'The subnet of the nodes, with private Google access. Left out: 10.0.0.0/20, pods 10.4.0.0/14, Services 10.8.0.0/20. Not in auto mode.',
    ),
  proxyOnlyRange: proxyOnlyRange
    .optional()
    .describe(
      `Range of a proxy-only subnet, where the proxies of an internal or regional load balancer are. Left out: ${DEFAULT_PROXY_ONLY_RANGE} when the load balancer is one, else none is made.`,
    ),
});

const existing = z
  .strictObject({
    network: formed(NETWORK_PATH, 'my-network').describe(
      'Name of the VPC network, or its path where it is in another project.',
    ),
    subnetwork: formed(SUBNETWORK_PATH, 'my-subnetwork').describe(
      "Name of the cluster's subnetwork, or its path; an internal address is one of its own.",
    ),
    proxyOnlyRange: proxyOnlyRange
      .optional()
      .describe(
        `IPv4 range of the region's proxy-only subnet, /${PREFIX.proxyOnly.shortest} to /${PREFIX.proxyOnly.longest}; required when the load balancer is internal or regional.`,
      ),
    firewall: z
      .boolean()
      .default(false)
      .describe(
        'Whether Terraform lets the load balancer in, by a firewall rule in the host project of a shared VPC. Elsewhere the controller of the Ingress or Gateway does that.',
      ),
  })
  .describe("The cluster's VPC network and subnetwork, which exist; paths for those of a shared VPC.");

export const network = z
  .strictObject({
    create: create
      .meta({ examples: [{}] })
      .optional()
      .describe(
        'A VPC network that Terraform makes, with a subnet, Cloud NAT and firewall rules for inner traffic and for SSH through Identity-Aware Proxy.',
      ),
    existing: existing.optional(),
  })
  .refine((value) => (value.existing === undefined) !== (value.create === undefined), {
    error: 'must have exactly one of create and existing',
  });
