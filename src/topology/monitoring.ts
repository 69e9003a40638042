/** What watches an environment. */
export interface Monitoring {
  /** Whether each release has a PodMonitoring. */
  readonly podMonitoring: boolean;
  readonly alerts?: Alerts;
  readonly dashboard: boolean;
  /** Whether Google calls each host, and reads its certificate. */
  readonly uptimeCheck: boolean;
}

export interface Alerts {
  /** Who is told; nobody where there is none. */
  readonly channels: readonly Channel[];
  /** Percent of calls over 30 days that must not fail. */
  readonly availability: number;
  /** What 99 of 100 calls must not exceed, in milliseconds. */
  readonly latency: { readonly searchMs: number; readonly insertMs: number };
}

/** `created`: Terraform makes it. */
export type Channel =
  { readonly kind: 'existing'; readonly path: string } | { readonly kind: 'created'; readonly email: string };

/** Bytes of memory that the Helm values allow a pod, by its label `component`. */
export interface MemoryLimit {
  readonly component: string;
  readonly bytes: number;
}

/** By the release's name. Where a component has no limit, nothing tells when its memory runs out. */
export type MemoryLimits = ReadonlyMap<string, readonly MemoryLimit[]>;

/** Whether Terraform has anything to make for it. */
export function isWatched({ alerts, dashboard, uptimeCheck }: Monitoring): boolean {
  return alerts !== undefined || dashboard || uptimeCheck;
}
