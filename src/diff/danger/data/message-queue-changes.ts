import { QUEUES, QUEUE_PLACES, QUEUE_VALUES, STANDALONE_QUEUE, ownPulsarOf } from '../../../milvus/data';
import { compareVersions } from '../../../milvus/chart';
import { VALUES } from '../../../milvus/values';
import { valueAt } from '../../../source/plain';
import type { Danger } from '../../danger';
import { releaseValuesIn, switchAt, wordAt } from '../../release-values';
import type { ReleaseValues } from '../../release-values';
import { code, listed } from '../../words';

export const messageQueueChanges: Danger = {
  id: 'message-queue-changes',
  why: 'what was written and is not yet stored lies in the old queue: it is lost, and Milvus may not find its place in the new one',
  cure: 'Keep the queue, and write the old one out where a chart brings another. To switch, follow the page of Milvus for it: from 2.6.14 on it is a task of its own, never part of an upgrade.',
  see: 'https://milvus.io/docs/upgrade_milvus_cluster-helm.md',
  *check(changes) {
    for (const { before, after, on } of releaseValuesIn(changes)) {
      // Which queue a mode brings is part of what changes with it.
      if (isStandalone(before) !== isStandalone(after)) continue;
      const [from, to] = [queueOf(before), queueOf(after)];
      if (from !== to) yield { on, message: `the message queue changes from ${from} to ${to}` };
      else yield* placesOf(from, before, after).map((message) => ({ on, message }));
      const [old, current] = [before, after].map(
        ({ settings }) => wordAt(settings, QUEUE_VALUES.topicPrefix) ?? QUEUE_VALUES.topicPrefixDefault,
      );
      if (old !== current) yield { on, message: `the prefix of topics changes from ${code(old)} to ${code(current)}` };
    }
  },
};

function isStandalone({ values }: ReleaseValues): boolean {
  return switchAt(values, VALUES.clusterEnabled) === false;
}

/** Another place in one and the same queue. */
function placesOf(queue: string, before: ReleaseValues, after: ReleaseValues): string[] {
  return QUEUE_PLACES.filter((place) => queue.toLowerCase().includes(place.queue)).flatMap((place) => {
    const [old, current] = [before, after].map(
      ({ values, settings }) =>
        wordAt(settings, place.userYaml) ?? (place.values && wordAt(values, place.values)) ?? place.default,
    );
    return old === current ? [] : [`${place.userYaml.join('.')} changes from ${code(old)} to ${code(current)}`];
  });
}

/** In words: what carries messages, and where it is. */
function queueOf(release: ReleaseValues): string {
  const said = wordAt(release.settings, QUEUE_VALUES.userYaml)?.toLowerCase();
  const made = queuesOf(release);
  if (said === undefined || said === 'default') return listed(made) || 'none';
  // What it names may be one that the chart makes, or knows the place of.
  const meant = made.filter((name) => name.toLowerCase().includes(said));
  return listed(meant) || code(said);
}

function queuesOf({ chart, values, settings }: ReleaseValues): string[] {
  const named = QUEUES.filter(({ enabled }) => switchAt(values, enabled) === true).map((queue) => {
    const hosts = 'hosts' in queue ? wordAt(values, queue.hosts) : undefined;
    return hosts === undefined ? queue.name : `${queue.name}, ${code(hosts)}`;
  });
  if (isStandalone({ values, settings })) {
    const { since, name, before } = STANDALONE_QUEUE;
    const isOld = chart !== undefined && compareVersions(chart, since) < 0;
    return [...named, code(wordAt(values, QUEUE_VALUES.standalone) ?? (isOld ? before : name))];
  }
  return [...named, ...pulsarsOf(chart, values)];
}

/** The chart's own Pulsar is on unless it is switched off; another queue beside it takes its place. */
function pulsarsOf(chart: string | undefined, values: unknown): string[] {
  const own = ownPulsarOf(chart);
  const others = QUEUES.some(({ enabled }) => switchAt(values, enabled) === true);
  return (['pulsar', 'pulsarv3'] as const)
    .filter((name) => {
      const path = name === 'pulsar' ? QUEUE_VALUES.pulsar : QUEUE_VALUES.pulsarV3;
      const isOn = switchAt(values, path) ?? name === own;
      return isOn && !(others && valueAt(values, path) === undefined);
    })
    .map((name) => (name === 'pulsar' ? 'Pulsar 2' : 'Pulsar 3'));
}
