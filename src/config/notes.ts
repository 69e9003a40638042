import { chartLineOf } from '../milvus/chart';
import type { Problem } from './problems';
import type { CompleteEnvironment } from './schema';

/** What the reader should know of a sound environment, and nothing fails for. */
export function notesOf(environment: CompleteEnvironment): readonly Problem[] {
  return [...chartNotes(environment), ...networkPolicyNotes(environment)];
}

function chartNotes({ releases }: CompleteEnvironment): Problem[] {
  return releases.flatMap(({ chart }, index) => {
    const known = chartLineOf(chart);
    if (known === 'unknown' || !known.newer) return [];
    const message = `${chart} is newer than ${known.line.to}, the newest of its line that was looked at`;
    return [{ path: ['releases', index, 'chart'], message, cure: 'compare helm template of both before you apply' }];
  });
}

/** Nothing in an environment says what its cluster can do. */
function networkPolicyNotes({ releases }: CompleteEnvironment): Problem[] {
  return releases.flatMap(({ networkPolicy }, index) =>
    networkPolicy === 'none'
      ? []
      : [
          {
            path: ['releases', index, 'networkPolicy'],
            message: 'protects nothing unless the cluster has GKE Dataplane V2 or enforces network policies',
            cure: "gcloud container clusters describe CLUSTER --format='value(networkConfig.datapathProvider)' prints ADVANCED_DATAPATH where it has Dataplane V2",
          },
        ],
  );
}
