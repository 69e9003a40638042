/**
 * What a subnet and its secondary ranges may be, as prefix lengths.
 *
 * @see https://cloud.google.com/vpc/docs/subnets#valid-ranges
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips
 */
export const PREFIX = {
  /** The smallest subnet of Compute Engine. */
  subnetMax: 29,
  /** The smallest range for Services. */
  servicesMax: 27,
  /** A control plane takes exactly this. */
  master: 28,
} as const;

/** Where the subnets of an auto mode network lie, one per region. @see https://cloud.google.com/vpc/docs/subnets#ip-ranges */
export const AUTO_MODE_RANGE = '10.128.0.0/9';

/** Where Identity-Aware Proxy forwards TCP from. @see https://cloud.google.com/iap/docs/using-tcp-forwarding */
export const IAP_RANGE = '35.235.240.0/20';

/** Bytes. @see https://cloud.google.com/vpc/docs/mtu */
export const MTU = { min: 1300, max: 8896 } as const;

/** How often VPC Flow Logs tell a connection again. @see https://cloud.google.com/vpc/docs/using-flow-logs */
export const FLOW_LOG_INTERVALS = [
  'INTERVAL_5_SEC',
  'INTERVAL_30_SEC',
  'INTERVAL_1_MIN',
  'INTERVAL_5_MIN',
  'INTERVAL_10_MIN',
  'INTERVAL_15_MIN',
] as const;

/** The project in `projects/PROJECT/…`; undefined for a bare name. */
export function projectOfPath(path: string): string | undefined {
  return /^projects\/([^/]+)\//.exec(path)?.[1];
}
