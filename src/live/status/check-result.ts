/** What must be ready before calls come through, in the order in which it becomes so. */
export const SUBJECTS = [
  'dist',
  'proxies',
  'negs',
  'address',
  'backends',
  'certificate',
  'gateway',
  'gateway-address',
  'gateway-negs',
  'routes',
  'policies',
] as const;
export type CheckSubject = (typeof SUBJECTS)[number];

/** One thing that is ready or not. */
export interface Check {
  readonly subject: CheckSubject;
  /** Left out: of the load balancer itself. */
  readonly release?: string;
  /** A word or two: `Provisioning`, `1 of 2`, `HEALTHY`, `203.0.113.7`. */
  readonly state: string;
  readonly ready: boolean;
  /** What is behind the state, one after another. */
  readonly details: readonly string[];
  /** What the state means, by Google's own words for it, and how long that is normal. */
  readonly meaning?: string;
  readonly normalMinutes?: number;
  /** Worth knowing, and no reason to wait: `NO_GATE`, pods from before the Ingress. */
  readonly notes: readonly string[];
}

export interface Status {
  readonly environment: string;
  readonly namespace: string;
  /** Left out: there is none. */
  readonly ingress?: string;
  readonly gateway?: string;
  /** In the order of the environment. */
  readonly releases: readonly { readonly name: string; readonly host: string }[];
  readonly ready: boolean;
  readonly checks: readonly Check[];
  /** Warnings of the controller about Ingress and Gateway, the latest first; undefined where they may not be read. */
  readonly events?: readonly string[];
}

type Extra = Partial<Pick<Check, 'release' | 'details' | 'meaning' | 'normalMinutes' | 'notes'>>;

export function check(subject: CheckSubject, state: string, ready: boolean, extra: Extra = {}): Check {
  return { subject, state, ready, details: [], notes: [], ...extra };
}
