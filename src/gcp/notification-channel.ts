import { MonitoringNotificationChannel } from '@cdktf/provider-google/lib/monitoring-notification-channel';
import { Construct } from 'constructs';
import { quote, refuse } from '../errors';
import { NOTIFICATION_CHANNEL } from '../gke/monitoring';
import type { OrderedProps } from './ordered';
import { keptIf } from './protection';

export interface EmailChannelProps extends OrderedProps {
  /** What people see it called. */
  readonly displayName: string;
  /** Who is told. */
  readonly email: string;
  /** @default - none */
  readonly userLabels?: Readonly<Record<string, string>>;
}

/**
 * An address to which Cloud Monitoring writes.
 *
 * @throws InvalidProps when it is no address
 * @see https://cloud.google.com/monitoring/support/notification-options
 */
export class EmailChannel extends Construct {
  readonly resource: MonitoringNotificationChannel;

  constructor(scope: Construct, id: string, props: EmailChannelProps) {
    super(scope, id);
    const { displayName, email, userLabels, dependsOn } = props;
    const isAddress = NOTIFICATION_CHANNEL.email.test(email);
    refuse(this, isAddress ? [] : [{ path: 'email', message: `must be an e-mail address, got ${quote(email)}` }]);
    this.resource = new MonitoringNotificationChannel(this, 'channel', {
      type: 'email',
      displayName,
      labels: { email_address: email },
      ...(userLabels && { userLabels: { ...userLabels } }),
      // Google refuses to delete one that a policy names: the policies must have changed before.
      ...keptIf(false, { createBeforeDestroy: true }),
      ...(dependsOn && { dependsOn }),
    });
  }
}
