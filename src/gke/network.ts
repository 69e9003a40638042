import type { Form } from './shape';

/** A TCP port. */
export const PORT = { min: 1, max: 65_535 } as const;

/** Of a firewall rule; the lower one wins. @see https://cloud.google.com/firewall/docs/firewalls#priority_order_for_firewall_rules */
export const FIREWALL_PRIORITY = { min: 0, max: 65_535 } as const;

/**
 * What the ranges of networks may be, as prefix lengths: the shortest is the largest range.
 *
 * @see https://cloud.google.com/vpc/docs/subnets#valid-ranges
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/alias-ips
 * @see https://cloud.google.com/load-balancing/docs/proxy-only-subnets
 */
export const PREFIX = {
  subnet: { longest: 29 },
  services: { longest: 27 },
  /** A control plane takes exactly this. */
  master: { shortest: 28, longest: 28 },
  proxyOnly: { shortest: 8, longest: 26 },
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

/** Share of the connections that VPC Flow Logs tell; with none at all there would be no logs. */
export const FLOW_SAMPLING = { above: 0, max: 1 } as const;

const NAME = '[a-z]([-a-z0-9]{0,61}[a-z0-9])?';

/** A network, of the same project or by its path. */
export const NETWORK_PATH: Form = {
  pattern: new RegExp(`^(projects\\/[-a-z0-9]+\\/global\\/networks\\/)?${NAME}$`),
  form: 'a name, or projects/PROJECT/global/networks/NAME',
};

/** A subnetwork, of the same project and region or by its path. */
export const SUBNETWORK_PATH: Form = {
  pattern: new RegExp(`^(projects\\/[-a-z0-9]+\\/regions\\/[-a-z0-9]+\\/subnetworks\\/)?${NAME}$`),
  form: 'a name, or projects/PROJECT/regions/REGION/subnetworks/NAME',
};

/** The project in `projects/PROJECT/…`; undefined for a bare name. */
export function projectOfPath(path: string): string | undefined {
  return /^projects\/([^/]+)\//.exec(path)?.[1];
}

/** The region in `projects/PROJECT/regions/REGION/…`; undefined for a bare name. */
export function regionOfPath(path: string): string | undefined {
  return /^projects\/[^/]+\/regions\/([^/]+)\//.exec(path)?.[1];
}
