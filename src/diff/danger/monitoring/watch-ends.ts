import { listOf } from '../../../source/plain';
import type { Artifact } from '../../artifact';
import type { Changes, EnvironmentChange } from '../../changes';
import type { Danger, Found } from '../../danger';
import { code, listed } from '../../words';

const POLICY = 'google_monitoring_alert_policy';
const CHANNEL = 'google_monitoring_notification_channel';
const UPTIME = 'google_monitoring_uptime_check_config';

/** What is watched no more when one of a kind goes. */
const WATCHES: Readonly<Record<string, string>> = {
  [POLICY]: 'alert',
  [CHANNEL]: 'channel',
  [UPTIME]: 'uptime check',
  PodMonitoring: 'PodMonitoring',
};

/** Kinds of Terraform whose end is told here. */
export const WATCHING_KINDS: readonly string[] = [POLICY, CHANNEL, UPTIME];

export const watchEnds: Danger = {
  id: 'watch-ends',
  why: 'what it watched goes wrong unseen from then on: clients see it first',
  cure: 'Keep it; where it is told too often, raise its threshold. One that another replaces goes after that one is applied.',
  see: 'https://cloud.google.com/monitoring/alerts',
  *check(changes: Changes) {
    for (const environment of changes.kept) {
      const gone = environment.changes.flatMap((change) => (change.what === 'removed' ? [change.before] : []));
      yield* removed(gone);
      yield* switchedOff(environment);
      yield* silenced(environment, new Set(gone.map(referenceTo)));
    }
  },
};

/** Those of a kind at once: without its alerts an environment has a dozen less. */
function* removed(gone: readonly Artifact[]): Generator<Found> {
  for (const [kind, what] of Object.entries(WATCHES)) {
    const all = gone.filter((one) => one.kind === kind);
    const [on] = all;
    if (on === undefined) continue;
    const message =
      all.length === 1
        ? `the ${what} ${titleOf(on)} is removed`
        : `${all.length} ${what}s are removed: ${listed(all.map(titleOf))}`;
    yield { on, message };
  }
}

function* switchedOff({ pairs }: EnvironmentChange): Generator<Found> {
  for (const { before, after } of pairs) {
    if (after.kind !== POLICY && after.kind !== CHANNEL) continue;
    if (before.value['enabled'] === false || after.value['enabled'] !== false) continue;
    yield { on: after, message: `the ${WATCHES[after.kind] ?? ''} ${titleOf(after)} is switched off` };
  }
}

/** Channels that alerts name no more, each told once; one that is removed has been told. */
function* silenced({ pairs }: EnvironmentChange, gone: ReadonlySet<string>): Generator<Found> {
  const lost = new Map<string, Artifact[]>();
  for (const { before, after } of pairs) {
    if (after.kind !== POLICY) continue;
    const left = channelsOf(after);
    for (const channel of channelsOf(before)) {
      if (left.includes(channel) || gone.has(channel)) continue;
      lost.set(channel, [...(lost.get(channel) ?? []), after]);
    }
  }
  for (const [channel, alerts] of lost) {
    const [on] = alerts;
    if (on === undefined) continue;
    const of = alerts.length === 1 ? `the alert ${titleOf(on)}` : `${alerts.length} alerts`;
    yield { on, message: `${code(channel)} is not told of ${of} any more` };
  }
}

function channelsOf({ value }: Artifact): string[] {
  return listOf(value['notification_channels']).filter((one) => typeof one === 'string');
}

/** As a policy of the same stack names a channel. */
function referenceTo({ kind, name }: Artifact): string {
  return `\${${kind}.${name}.name}`;
}

function titleOf({ name, value }: Artifact): string {
  return code(value['display_name'] ?? name);
}
