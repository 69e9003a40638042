/** @see https://cloud.google.com/monitoring/alerts/concepts-indepth, https://cloud.google.com/monitoring/quotas */
export const ALERT_POLICY = {
  channelsMax: 16,
  /** Of one policy, in characters. */
  documentationMax: 8192,
  /** Percent of calls. At 95 the fastest burn that is watched, 14.4 times the budget, is 72 of 100 calls; at 94, 86. */
  availability: { min: 95, max: 99.99 },
  /** How long a condition may have to hold, in seconds. */
  durationMaxSec: 86_400,
  /** What a condition's evaluation interval and duration are multiples of, in seconds. */
  stepSec: 30,
} as const;

/** @see https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.notificationChannels */
export const NOTIFICATION_CHANNEL = {
  path: /^projects\/[a-z][-a-z0-9:.]{4,61}[a-z0-9]\/notificationChannels\/[0-9]+$/,
  email: /^[^\s@${}%]+@[^\s@${}%]+\.[^\s@${}%]+$/,
} as const;

/** @see https://cloud.google.com/monitoring/uptime-checks/public-checks */
export const UPTIME_CHECK = {
  /** What Milvus' gRPC answers to a GET, before it looks at anything: 404 is the load balancer's default backend. */
  healthyStatus: 415,
  periodSec: 60,
  timeoutSec: 10,
} as const;
