import type { CompleteEnvironment } from '../config/schema';
import type { Channel, Monitoring } from './monitoring';

type Written = CompleteEnvironment['monitoring'];

/** What an environment asks for, with one list for every way to name channels. */
export function monitoringFrom({ podMonitoring, alerts, dashboard, uptimeCheck }: Written): Monitoring {
  return {
    podMonitoring,
    ...(alerts && {
      alerts: {
        channels: channelsFrom(alerts.notificationChannels),
        availability: alerts.availability,
        latency: alerts.latency,
      },
    }),
    dashboard,
    uptimeCheck: uptimeCheck !== false,
  };
}

/** Each once: an address that stands twice is one channel. */
function channelsFrom(channels: NonNullable<Written['alerts']>['notificationChannels'] = []): Channel[] {
  const all = (Array.isArray(channels) ? channels : [channels]).map((channel): [string, Channel] =>
    typeof channel === 'string'
      ? [channel, { kind: 'existing', path: channel }]
      : [channel.email, { kind: 'created', email: channel.email }],
  );
  return [...new Map(all).values()];
}
