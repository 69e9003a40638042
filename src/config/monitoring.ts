import * as z from 'zod';
import { ALERT_POLICY, NOTIFICATION_CHANNEL } from '../gke/monitoring';
import { LATENCY_MAX_MS } from '../milvus/metrics';
import { addressRange } from './network';
import { text, whole } from './text';

/** Of alerts whose environment is silent. */
export const DEFAULT_AVAILABILITY = 99.9;
export const DEFAULT_LATENCY = { searchMs: 1000, insertMs: 2000 } as const;

const channelPath = text(
  NOTIFICATION_CHANNEL.path,
  'must be projects/PROJECT/notificationChannels/NUMBER',
  'projects/my-project/notificationChannels/1234567890123456789',
);

const email = z.strictObject({
  email: text(NOTIFICATION_CHANNEL.email, 'must be an e-mail address', 'oncall@example.com').describe(
    'Terraform makes the channel.',
  ),
});

const notificationChannels = z
  .union([
    z
      .array(z.union([channelPath, email]))
      .min(1, { error: 'must name at least one channel' })
      .max(ALERT_POLICY.channelsMax, { error: `must be at most ${ALERT_POLICY.channelsMax} channels` }),
    email,
  ])
  .optional()
  .describe(
    'Who is told: channels that exist, by their paths, as `gcloud beta monitoring channels list` prints them, or `{ email }`, which Terraform makes; one of these, or a list. Left out: incidents are opened, and nobody is told.',
  );

const latencyMs = whole({ min: 1, max: LATENCY_MAX_MS });

const alerts = z
  .strictObject({
    notificationChannels,
    availability: z
      .number()
      .min(ALERT_POLICY.availability.min)
      .max(ALERT_POLICY.availability.max)
      .default(DEFAULT_AVAILABILITY)
      .describe(
        'Percent of calls over 30 days that must not fail, 95 to 99.99. What may fail is a budget; alerts watch how fast it burns.',
      ),
    latency: z
      .strictObject({
        searchMs: latencyMs
          .default(DEFAULT_LATENCY.searchMs)
          .describe(`What 99 of 100 searches must not exceed, in milliseconds, 1 to ${LATENCY_MAX_MS}.`),
        insertMs: latencyMs
          .default(DEFAULT_LATENCY.insertMs)
          .describe(`What 99 of 100 inserts and upserts must not exceed, in milliseconds, 1 to ${LATENCY_MAX_MS}.`),
      })
      .prefault({})
      .describe('Calls slower than this for ten minutes.'),
  })
  .optional()
  .describe('Alert policies of Cloud Monitoring. `{}`: all of them, with the defaults. Left out: none.');

export const monitoring = z
  .strictObject({
    podMonitoring: z
      .boolean()
      .default(false)
      .describe(
        "A PodMonitoring per release: the cluster's managed collection reads Milvus' metrics, those that alerts and dashboard use.",
      ),
    alerts,
    dashboard: z.boolean().default(false).describe('A dashboard of Cloud Monitoring, with a row per release.'),
    uptimeCheck: z
      .union([
        z.boolean(),
        z.strictObject({
          checkerRanges: z
            .array(addressRange.meta({ examples: ['203.0.113.7/32'] }))
            .min(1, { error: 'must have at least one range' })
            .describe(
              "Addresses of Google's checkers, which `gcloud monitoring uptime list-ips` prints: they are let in beside `securityPolicy.allow`.",
            ),
        }),
      ])
      .default(false)
      .describe(
        'Google calls each host over HTTPS every minute, and reads how long its certificate is valid. External load balancers only. With `securityPolicy.allow`: `{ checkerRanges }`, as the checkers would get 403.',
      ),
  })
  .describe('Metrics, alerts, dashboard and uptime checks. Nothing unless named.');
